import { CUSTOMER, OPERATOR, STRANGER } from '../story'
import { codeOf } from './attack'
import { betweenShops, CLERK, FIRST, OTHER_CLERK, SECOND } from './two-shops'

/** What a bill and our orders do not say alike is the business of the shop whose money it is. */

const shops = betweenShops()
const difference = (_id: string, more: object = {}) => ({
  ...{
    _id,
    schema: 1,
    version: 1,
    kind: 'missing-there',
    state: 'open',
    day: '20261119',
    transactionId: _id,
    at: 1,
  },
  ...more,
})
const stored = () => JSON.stringify(shops().documents('differences'))
let before = ''

beforeAll(async () => {
  await shops().story.world.cloudbase.store.put('differences', [
    difference('first', { sub_mchid: FIRST }),
    difference('second', { sub_mchid: SECOND }),
    difference('nobodys'),
    difference('suspected', { sub_mchid: FIRST, state: 'suspected' }),
  ] as never)
  before = stored()
})
afterEach(() => {
  expect(stored()).toBe(before)
})

const listed = async (openid: string, more: object = {}): Promise<string> => {
  const answer = await shops().ask({ action: 'differences', ...more }, openid)
  const found = answer.data?.['differences'] as { id: string }[] | undefined
  return found ? found.map(({ id }) => id).sort().join() : codeOf(answer) // prettier-ignore
}
const settle = (id: unknown, more: object = {}, openid = CLERK) =>
  shops().ask({ action: 'settleDifference', id, note: '已核对', ...more }, openid)

it.each<[string, string, string]>([
  [CLERK, 'one shop’s operator', 'first'],
  [OTHER_CLERK, 'the other shop’s', 'second'],
  [OPERATOR, 'control: the head office', 'first,nobodys,second'],
  [CUSTOMER, 'a customer', 'NOT_OPERATOR'],
  [STRANGER, 'a stranger', 'NOT_OPERATOR'],
])('%s, %s, is shown %s', async (openid, _, expected) => {
  const claims = { shop: SECOND, shops: null, sub_mchid: SECOND, operator: { openid: OPERATOR } }
  for (const more of [{}, claims]) expect(await listed(openid, more)).toBe(expected)
})

it.each<[string, unknown, string]>([
  ['another shop’s', 'second', 'ORDER_NOT_FOUND'],
  ['one of no shop', 'nobodys', 'ORDER_NOT_FOUND'],
  ['one that nobody was told of', 'suspected', 'ORDER_NOT_FOUND'],
  ['none', 'x', 'ORDER_NOT_FOUND'],
  ['one of the prototype', '__proto__', 'ORDER_NOT_FOUND'],
  ['a path', '../second', 'INVALID_REQUEST'],
  ['a comparison', { $ne: '' }, 'INVALID_REQUEST'],
  ['nothing', '', 'INVALID_REQUEST'],
])('settles %s: refused, with or without saying that it is theirs', async (_, id, code) => {
  for (const more of [{}, { sub_mchid: FIRST, shops: null }])
    expect(codeOf(await settle(id, more))).toBe(code)
})

it.each(['', '\u200b', '长'.repeat(31), null, ['x']])(
  'settles with the note %j: INVALID_REQUEST',
  async (note) => {
    expect(codeOf(await settle('first', { note }))).toBe('INVALID_REQUEST')
  },
)

it.each([CUSTOMER, STRANGER])('%s settles: NOT_OPERATOR', async (openid) => {
  expect(codeOf(await settle('first', {}, openid))).toBe('NOT_OPERATOR')
})

it('control: their own is settled, once', async () => {
  expect(codeOf(await settle('first'))).toBe('OK')
  expect(shops().story.world.cloudbase.store.get('differences', 'first')).toMatchObject({
    state: 'settled',
    note: '已核对',
  })
  before = stored()
  expect(await settle('first', { note: '另一个说法' })).toMatchObject({
    data: { difference: { note: '已核对' } },
  })
})
