import { describe as inWords, mutate } from '../../../long/mutations/run'

/** A million: `npm run test:long mutations`. */
const SEED = 20261120

it('3000 mutants of notifications, half of them correctly signed: each is refused by its check, none is believed', async () => {
  const figures = await mutate({ count: 3000, seed: SEED })
  expect(figures.signed).toBe(1500)
  if (figures.accepted + figures.elsewhere > 0) throw new Error(inWords(figures))
  // Every check had something to refuse.
  expect(Object.values(figures.refused).reduce((sum, count) => sum + count, 0)).toBe(3000)
  expect(Object.keys(figures.refused).length).toBeGreaterThanOrEqual(16)
})
