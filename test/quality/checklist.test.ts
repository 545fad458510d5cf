import { ITEMS } from './items'
import { testsIn, testsOf } from './tests'

/** WeChat Pay's own lists of what goes wrong: every item that applies names tests that are there and run. */

const rows: string[] = []
afterAll(() => {
  const exempt = ITEMS.filter((item) => item.exempt !== undefined)
  process.stdout.write(
    `${rows.join('\n')}\n${ITEMS.length} items: ${ITEMS.length - exempt.length} proven by ${ITEMS.flatMap(({ proofs }) => proofs).length} tests, ${exempt.length} not applicable\n`,
  )
})

it.each(ITEMS)('$demand', ({ demand, kind, proofs, exempt }) => {
  if (exempt === undefined) expect(proofs).not.toEqual([])
  else expect({ exempt: exempt.length > 20, proofs }).toEqual({ exempt: true, proofs: [] })
  const missing = proofs.filter(
    ([file, name]) => !testsOf(file).some((found) => found.name === name && !found.skipped),
  )
  expect(missing).toEqual([])
  rows.push(`${exempt === undefined ? 'ok  ' : 'n/a '} ${kind}: ${demand}`)
})

it('every demand stands once', () => {
  expect(new Set(ITEMS.map(({ demand }) => demand)).size).toBe(ITEMS.length)
})

it.each([
  ["it('a', f)", [['a', false]]],
  ["test.each([1])('a %s', f)", [['a %s', false]]],
  ['it.each<[string]>([])(`a`, f)', [['a', false]]],
  ["it.skip('a', f); xit('b', f); it.todo('c')", [['a', true], ['b', true], ['c', true]]],
  ["describe.skip('d', () => { it('a', f) }); it('b', f)", [['a', true], ['b', false]]],
  ["describe.skip.each([1])('d', () => { it('a', f) })", [['a', true]]],
  ["describe('d', () => { it('a', f) })", [['a', false]]],
  ["// it('a', f)", []],
])('control: the tests of %s', (source, expected) => {
  expect(testsIn(source).map(({ name, skipped }) => [name, skipped])).toEqual(expected)
}) // prettier-ignore
