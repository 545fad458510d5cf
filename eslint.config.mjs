// What oxlint cannot read: the mini-program's templates. TypeScript's rules stand in .oxlintrc.json.
import wxml from 'eslint-plugin-wxml'
import * as wxmlParser from '@wxml/parser'

export default [
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      'miniprogram/miniprogram_npm/**',
      '.local/**',
      'coverage/**',
      '**/*.{js,mjs,cjs,ts}',
    ],
  },
  {
    files: ['**/*.wxml'],
    plugins: { wxml },
    languageOptions: { parser: wxmlParser },
    rules: {
      'wxml/report-interpolation-error': 'error',
      'wxml/report-wxml-syntax-error': 'error',
      'wxml/wx-key': 'error',
      'wxml/no-duplicate-attributes': 'error',
      'wxml/quotes': ['error', 'double'],
    },
  },
]
