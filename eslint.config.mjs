import tseslint from 'typescript-eslint'
import wxml from 'eslint-plugin-wxml'
import * as wxmlParser from '@wxml/parser'

const typed = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
}

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      'miniprogram/miniprogram_npm/**',
      '.local/**',
      'coverage/**',
      '**/*.d.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...typed,
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['cloudfunctions/**/*.ts', 'miniprogram/**/*.ts'],
    ignores: ['cloudfunctions/shared/clock.ts', 'cloudfunctions/**/index.ts', 'miniprogram/platform/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The clock is injected: take a Clock.' },
        { object: 'Math', property: 'random', message: 'Randomness is injected.' },
      ],
    },
  },
  {
    files: ['scripts/**', 'bench/**', 'simulator/phone/page/**'],
    rules: { 'no-console': 'off' },
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
)
