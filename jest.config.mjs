// Server-side tests. The end-to-end tests have their own set-up (a Chromium) and are a second project.
import { packed } from './test/runner/packed.mjs'

const swc = [
  '@swc/jest',
  {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
]
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  runtime: '<rootDir>/test/runner/runtime.cjs',
  // Longer than any test needs: only against a test that hangs, on a machine that is busy with the static checks too.
  testTimeout: 60_000,
  transform: { '^.+\\.(ts|mjs)$': swc },
  extensionsToTreatAsEsm: [],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  moduleNameMapper: await packed(import.meta.dirname),
}

export default {
  testTimeout: 60_000,
  testSequencer: '<rootDir>/test/runner/longest-first.mjs',
  projects: [
    {
      ...shared,
      displayName: 'node',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/e2e/'],
      globalSetup: '<rootDir>/test/keys/setup.ts',
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
      globalSetup: '<rootDir>/test/e2e/setup.ts',
      globalTeardown: '<rootDir>/test/e2e/teardown.ts',
    },
  ],
}
