import type * as FastCheck from 'fast-check'

/** Thousands of mutants, each with its tests: a property is tried less often with each of them than in npm test. */
const MOST = 25

jest.mock('fast-check', () => {
  const all = jest.requireActual<typeof FastCheck>('fast-check')
  const assert = (...[property, given]: Parameters<typeof all.assert>) =>
    all.assert(property, { ...given, numRuns: Math.min(given?.numRuns ?? MOST, MOST), endOnFailure: true })
  return { ...all, assert, __esModule: true, default: { ...all.default, assert } }
})
