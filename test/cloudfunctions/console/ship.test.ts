import { confirmedNow, sentWith } from '../../../cloudfunctions/console/ship'
import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import { aDesk, refuses, type Said, silence, tells } from '../shared/orders/desk'
import { aPending, T0 } from '../shared/orders/fixtures'
import { ALL, asked, codeOf, confirmed, DAY, goodsOrder, shipped } from './goods'

/** Orders of which nothing is sent, and why. */
const REFUSED: [string, Partial<OrderDocument>, string][] = [
  ['a service', { goods: undefined as never }, 'NOT_ALLOWED_NOW'],
  ['unconfirmed', { state: 'CREATED' }, 'NOT_ALLOWED_NOW'],
  ['cancelled', { state: 'REVOKED' }, 'NOT_ALLOWED_NOW'],
  ['billed', { state: 'FINISHED' }, 'NOT_ALLOWED_NOW'],
  ['under way', { pending: aPending('cancel') }, 'PENDING'],
  ['asked back', { delivery: { returns: [asked(ALL)] } }, 'RETURN_OPEN'],
]

describe('confirmedNow', () => {
  it.each(REFUSED)('%s: nobody is asked', async (_, more, code) => {
    const one = aDesk([goodsOrder(more)], confirmed)
    expect(await codeOf(confirmedNow(one.desk, goodsOrder(more)))).toBe(code)
    expect(one.sent).toEqual([])
  })

  it('is confirmed once WeChat Pay says so', async () => {
    const one = aDesk([goodsOrder()], confirmed)
    expect(await confirmedNow(one.desk, goodsOrder())).toMatchObject({ state: 'USER_ACCEPTED' })
    expect(one.sent.map(({ call }) => call.action)).toEqual(['query'])
  })

  it.each<[string, Said, string]>([
    ['nothing', silence(), 'RESULT_UNKNOWN'],
    ['that there is no such order', refuses(404, 'ORDER_NOT_EXIST'), 'RESULT_UNKNOWN'],
    ['that it was cancelled', tells('REVOKED'), 'NOT_ALLOWED_NOW'],
  ])('is not confirmed when WeChat Pay says %s', async (_, said, code) => {
    const one = aDesk([goodsOrder()], said)
    expect(await codeOf(confirmedNow(one.desk, goodsOrder()))).toBe(code)
  })
})

describe('sentWith', () => {
  it('keeps what was said, who said it, and when the goods count as received', async () => {
    const one = aDesk([goodsOrder({ receiveAfterDays: 2 })])
    const sent = await sentWith(one.desk, await one.stored(), '顺丰 SF1')
    const delivery = { shipped: { note: '顺丰 SF1', at: T0 }, receiveAt: T0 + 2 * DAY }
    expect(sent).toMatchObject({ delivery, receiveAt: T0 + 2 * DAY })
    expect(sent.audit).toEqual([{ at: T0, by: 'operator', what: 'ship', note: '顺丰 SF1' }])
    expect(await one.stored()).toMatchObject({ delivery, receiveAt: T0 + 2 * DAY, version: 2 })
  })

  it('a week where the offer says nothing', async () => {
    const one = aDesk([goodsOrder()])
    expect((await sentWith(one.desk, await one.stored(), 'x')).receiveAt).toBe(T0 + 7 * DAY)
  })

  it('said once more, the note alone is another', async () => {
    const one = aDesk([goodsOrder({ delivery: shipped })])
    expect((await sentWith(one.desk, await one.stored(), '顺丰 SF2')).delivery).toEqual({
      shipped: { note: '顺丰 SF2', at: T0 - DAY },
      receiveAt: T0 + DAY,
    })
  })

  it.each(REFUSED)('%s: nothing is written', async (_, more, code) => {
    const one = aDesk([goodsOrder(more)])
    expect(await codeOf(sentWith(one.desk, goodsOrder(more), 'x'))).toBe(code)
    expect((await one.stored()).version).toBe(1)
  })

  it('loses against a return that was asked meanwhile', async () => {
    const seen = goodsOrder()
    const one = aDesk([seen])
    await one.store.compareAndSet('orders', seen, { ...seen, delivery: { returns: [asked(ALL)] } })
    expect(await codeOf(sentWith(one.desk, seen, 'x'))).toBe('RETURN_OPEN')
  })
})
