import { answeredBy } from '../../../cloudfunctions/console/answer-return'
import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import { aDesk, refuses, type Said, says, silence, tells } from '../shared/orders/desk'
import { aPending, T0 } from '../shared/orders/fixtures'
import { ALL, ASKED, asked, codeOf, confirmed, DAY, goodsOrder, shipped } from './goods'

const CUP = [{ id: 'cup', count: 1 }]
const accept = { at: ASKED, accept: true }
const decline = { at: ASKED, accept: false, note: '已发出' }
const wants = (goods = CUP, more: Partial<OrderDocument> = {}) =>
  goodsOrder({ delivery: { ...shipped, returns: [asked(goods)] }, ...more })
const unsent = goodsOrder({ delivery: { returns: [asked(ALL)] } })
const desk = (order: OrderDocument, ...said: Said[]) => aDesk([order], ...said)

it.each<[string, OrderDocument, number, string]>([
  ['one that nobody asked for', goodsOrder({ delivery: shipped }), ASKED, 'NOT_ALLOWED_NOW'],
  ['another than was seen', wants(), ASKED + 1, 'NOT_ALLOWED_NOW'],
  ['one that was declined', goodsOrder({ delivery: { returns: [asked(CUP, { state: 'declined' })] } }), ASKED, 'STATE_CHANGED'],
  ['one that was accepted', goodsOrder({ delivery: { returns: [asked(CUP, { state: 'accepted' })] } }), ASKED, 'STATE_CHANGED'],
  ['one of an order under way', wants(CUP, { pending: aPending('complete') }), ASKED, 'PENDING'],
  ['one of a billed order', wants(CUP, { state: 'FINISHED' }), ASKED, 'NOT_ALLOWED_NOW'],
])('%s is not answered, and nobody is asked', async (_, order, at, code) => {
  for (const said of [accept, decline]) {
    const one = desk(order, confirmed)
    expect(await codeOf(answeredBy(one.desk, order, { ...said, at }))).toBe(code)
    expect(one.sent).toEqual([])
    expect((await one.stored()).version).toBe(1)
  }
}) // prettier-ignore

it('accepted for some of the goods: these are not billed later, and WeChat Pay has nothing to do', async () => {
  const one = desk(wants(), confirmed)
  const done = await answeredBy(one.desk, wants(), accept)
  expect(done.delivery).toEqual({
    ...shipped,
    returns: [asked(CUP, { state: 'accepted', answeredAt: T0 })],
  })
  expect(done).toMatchObject({ state: 'USER_ACCEPTED', receiveAt: T0 + DAY })
  expect(done.audit).toEqual([{ at: T0, by: 'operator', what: 'return accepted' }])
  expect(one.sent).toEqual([])
  expect(await one.stored()).toEqual(done)
})

it('declined: the goods stay billed, the reason is kept, and there are three days to receive them', async () => {
  const one = desk(wants(ALL), confirmed)
  const done = await answeredBy(one.desk, wants(ALL), decline)
  expect(done.delivery).toEqual({
    ...shipped,
    receiveAt: T0 + 3 * DAY,
    returns: [asked(ALL, { state: 'declined', answeredAt: T0, note: '已发出' })],
  })
  expect(done.audit).toEqual([{ at: T0, by: 'operator', what: 'return declined', note: '已发出' }])
  expect(one.sent).toEqual([])
})

it('accepted for everything after it was sent: billed with nothing', async () => {
  const one = desk(
    wants(ALL),
    confirmed,
    says({ state: 'DOING', state_description: 'MCH_COMPLETE' }),
    silence(),
  )
  const done = await answeredBy(one.desk, wants(ALL), accept)
  expect(one.sent.map(({ call }) => call.action).slice(0, 2)).toEqual(['query', 'complete'])
  expect(JSON.parse(one.sent[1]?.call.body ?? '')).toMatchObject({ total_amount: 0 })
  expect(done.delivery?.returns?.[0]).toMatchObject({ state: 'accepted' })
  expect(done.receiveAt).toBeUndefined()
})

it('accepted for everything before it was sent: cancelled', async () => {
  const one = desk(unsent, confirmed, tells('REVOKED'))
  const done = await answeredBy(one.desk, unsent, accept)
  expect(one.sent.map(({ call }) => call.action)).toEqual(['query', 'cancel'])
  expect(JSON.parse(one.sent[1]?.call.body ?? '')).toMatchObject({ reason: '用户退货' })
  expect(done).toMatchObject({ state: 'REVOKED', delivery: { returns: [{ state: 'accepted' }] } })
})

it('the answer is stored with the intent, before anything is sent', async () => {
  const one = aDesk([unsent], confirmed, async () => {
    expect(await one.stored()).toMatchObject({
      pending: { action: 'cancel', by: 'operator' },
      delivery: { returns: [{ state: 'accepted', answeredAt: T0 }] },
    })
    return silence()
  })
  const done = await answeredBy(one.desk, unsent, accept)
  expect(done.pending).toMatchObject({ action: 'cancel' })
  expect(one.sent.length).toBeGreaterThan(1)
})

it.each<[string, Said, string]>([
  ['nothing', silence(), 'RESULT_UNKNOWN'],
  ['that there is no such order', refuses(404, 'ORDER_NOT_EXIST'), 'RESULT_UNKNOWN'],
  ['that it was cancelled', tells('REVOKED'), 'NOT_ALLOWED_NOW'],
])('while WeChat Pay says %s, nothing ends', async (_, said, code) => {
  for (const order of [unsent, wants(ALL)]) {
    const one = desk(order, said)
    expect(await codeOf(answeredBy(one.desk, order, accept))).toBe(code)
    expect(one.sent.map(({ call }) => call.action)).toEqual(['query'])
    expect((await one.stored()).delivery?.returns?.[0]?.state).toBe('asked')
  }
})

it('what WeChat Pay refuses is told', async () => {
  const one = desk(unsent, confirmed, refuses(400, 'INVALID_REQUEST'), confirmed)
  await expect(answeredBy(one.desk, unsent, accept)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
})

it('an answer that came second is refused', async () => {
  const one = desk(wants(), confirmed)
  await answeredBy(one.desk, wants(), decline)
  expect(await codeOf(answeredBy(one.desk, wants(), accept))).toBe('STATE_CHANGED')
})

it('a return that is asked after another was declined is answered for itself', async () => {
  const first = asked(CUP, { at: ASKED - DAY, state: 'declined', answeredAt: ASKED - 1 })
  const order = goodsOrder({ delivery: { ...shipped, returns: [first, asked(ALL)] } })
  const one = desk(order, confirmed)
  const done = await answeredBy(one.desk, order, decline)
  expect(done.delivery?.returns).toMatchObject([first, { at: ASKED, state: 'declined', note: '已发出' }])
  const late = { ...decline, at: first.at }
  await expect(answeredBy(desk(order, confirmed).desk, order, late)).rejects.toThrow('已经处理过')
})
