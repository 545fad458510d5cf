import { describe as inWords, mutate } from '../../../long/mutations/run'

/** A million: `npm run test:long mutations`. */
const SEED = 20261120

it('4000 mutants of notifications, half of them correctly signed: each is refused by its check, none is believed', async () => {
  const figures = await mutate({ count: 4000, seed: SEED })
  expect(figures.signed).toBe(2000)
  if (figures.accepted + figures.elsewhere > 0) throw new Error(inWords(figures))
  // Every check had something to refuse.
  expect(Object.values(figures.refused).reduce((sum, count) => sum + count, 0)).toBe(4000)
  expect(Object.keys(figures.refused).length).toBeGreaterThanOrEqual(16)
})
