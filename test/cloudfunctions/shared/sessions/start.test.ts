import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { ANOTHER_PRICE } from '../../../../cloudfunctions/shared/orders/for-a-person'
import { startSession } from '../../../../cloudfunctions/shared/sessions/start'
import type { SignDocument } from '../../../../cloudfunctions/shared/signs/document'
import { silence } from '../orders/desk'
import { T0 } from '../orders/fixtures'
import { aSession, aSign, SIGN_ID } from './fixtures'
import { createsOf, told, type There, thereWith } from './there'

const begin = async (there: There, no: number, by: 'customer' | 'operator' = 'operator') =>
  startSession(there.desk, await there.signing(), no, by)

const code = (code: string) => ({ code })

const order = async (there: There, no: number): Promise<OrderDocument> => {
  const found = await there.order(no)
  if (!found) throw new Error('There is no such order.')
  return found
}

describe('the first session', () => {
  it('is one order, counted by the signing, in use at once', async () => {
    const there = await thereWith(aSign(), [])
    const { order: begun, sign } = await begin(there, 1)
    expect(begun).toMatchObject({
      state: 'USER_ACCEPTED',
      line: 'sign-plan',
      name: '羽毛球三节课',
      session: { signId: SIGN_ID, no: 1, of: 3, sign_plan_id: 'S1' },
      attempts: [{ out_order_no: `${SIGN_ID}-1-1`, state: 'USER_ACCEPTED', proven: 'USER_ACCEPTED' }],
      preview: { estimate: 8000, riskAmount: 8000, maxCharge: 8000 },
      audit: [{ by: 'operator', what: 'create' }],
      alerts: [],
    })
    expect(begun.preview).toMatchObject({
      fees: [{ name: '第一节', amount: 10_000 }],
      discounts: [{ name: '计划优惠', description: '首节八折', amount: 2000 }],
    })
    expect(begun).not.toHaveProperty('pending')
    expect(sign.started).toBe(1)
    expect(await there.signing()).toMatchObject({ started: 1 })
    expect(there.sent.map(({ action }) => action)).toEqual(['sign-query', 'session', 'query'])
  })

  it('says what was signed and nothing of money', async () => {
    const there = await thereWith(aSign({ endLocation: '余杭' }), [])
    await begin(there, 1)
    const [body = ''] = createsOf(there)
    expect(JSON.parse(body)).toEqual({
      service_id: '500001',
      sign_plan_id: 'S1',
      plan_detail_no: 1,
      appid: 'wx1',
      openid: 'o1',
      notify_url: 'https://shop.example.com/notify',
      service_introduction: '羽毛球三节课',
      time_range: { start_time: 'OnAccept' },
      location: { start_location: '杭州', end_location: '余杭' },
      out_trade_no: `${SIGN_ID}-1-1`,
    })
    expect(there.sent[1]?.path).toBe('/v3/payscore/sign-plan/serviceorder')
  })

  it('of a shop’s plan is the shop’s, for its own app’s customer', async () => {
    const shop = { mode: 'partner', sub_mchid: '1900007777', sub_appid: 'wx2' } as const
    const there = await thereWith(aSign(shop), [])
    const { order: begun } = await begin(there, 1)
    expect(begun).toMatchObject(shop)
    const [body = ''] = createsOf(there)
    expect(JSON.parse(body)).toMatchObject({ sub_mchid: '1900007777', sub_appid: 'wx2', sub_openid: 'o1' })
    expect(body).not.toContain('"openid"')
    expect(there.sent[1]?.path).toBe('/v3/payscore/sign-plan/partner/serviceorder')
  })

  it('without a discount has none', async () => {
    const there = await thereWith(aSign({ started: 2 }), [aSession(2, 'USER_PAID')])
    expect((await begin(there, 3)).order.preview).toMatchObject({ discounts: [], maxCharge: 6000 })
  })

  it.each([{ state: 'CREATED', state_description: 'USER_CONFIRM' }, { state: 'CREATED' }])(
    'that create calls %j is asked about',
    async (said) => {
      const there = await thereWith(aSign(), [])
      there.instead.set('session', ({ body }) => {
        there.orders.set(`${SIGN_ID}-1-1`, { state: 'CREATED', state_description: 'USER_CONFIRM' })
        return told((JSON.parse(body) as { out_trade_no: string }).out_trade_no, said)
      })
      expect((await begin(there, 1)).order).toMatchObject({ state: 'USER_ACCEPTED', alerts: [] })
    },
  )

  it('whose price WeChat Pay wrote otherwise is for a person', async () => {
    const there = await thereWith(aSign(), [])
    there.instead.set('session', ({ body }) => {
      there.orders.set(`${SIGN_ID}-1-1`, { state: 'DOING', state_description: 'USER_CONFIRM' })
      const number = (JSON.parse(body) as { out_trade_no: string }).out_trade_no
      return told(number, {
        state: 'DOING',
        state_description: 'USER_CONFIRM',
        post_payments: [{ name: '第一节', amount: 9000 }],
        post_discounts: [],
      })
    })
    expect((await begin(there, 1)).order.alerts).toEqual([ANOTHER_PRICE])
  })
})

describe('not begun, and nothing is sent', () => {
  const cases: [string, number, Partial<SignDocument>, OrderDocument[], string][] = [
    ['skipping one', 2, {}, [], 'SESSION_NOT_NEXT'],
    ['none before the first', 0, {}, [], 'SESSION_NOT_NEXT'],
    ['more than there are', 4, { started: 3 }, [aSession(3, 'USER_PAID')], 'SESSION_NOT_NEXT'],
    ['one of before', 1, { started: 2 }, [aSession(2, 'USER_ACCEPTED')], 'SESSION_NOT_NEXT'],
    ['the last one, which is over', 1, { started: 1 }, [aSession(1, 'REVOKED')], 'SESSION_NOT_NEXT'],
    ['an order that is not there', 2, { started: 1 }, [], 'STATE_CHANGED'],
  ]
  it.each(cases)('%s', async (_, no, sign, orders, failure) => {
    const there = await thereWith(aSign(sign), orders)
    await expect(begin(there, no)).rejects.toMatchObject(code(failure))
    expect(createsOf(there)).toEqual([])
    expect((await there.signing()).started).toBe(sign.started ?? 0)
  })

  it.each([
    ['UNSIGNED', 'NOT_SIGNED'],
    ['SIGN_PLAN_CANCEL', 'NOT_SIGNED'],
    ['EXPIRE', 'NOT_SIGNED'],
    ['SOMETHING_NEW', 'RESULT_UNKNOWN'],
    [undefined, 'RESULT_UNKNOWN'],
  ])('a signing that WeChat Pay calls %s: %s', async (state, failure) => {
    const there = await thereWith(aSign(), [])
    if (state === undefined) delete there.sign
    else there.sign = state
    await expect(begin(there, 1)).rejects.toMatchObject(code(failure))
    expect(createsOf(there)).toEqual([])
  })

  it('a signing of which WeChat Pay says nothing', async () => {
    const there = await thereWith(aSign(), [])
    there.instead.set('sign-query', silence())
    await expect(begin(there, 1)).rejects.toMatchObject(code('RESULT_UNKNOWN'))
  })

  it('a signing that is being cancelled', async () => {
    const call = { action: 'sign-stop', method: 'POST', path: '/', body: '{}', serial: 's' } as never
    const pending = {
      action: 'cancel',
      n: 1,
      call,
      by: 'customer',
      at: T0,
      sentAt: T0,
      from: 'SIGNED',
    } as const
    const there = await thereWith(aSign({ pending }), [])
    await expect(begin(there, 1)).rejects.toMatchObject(code('PENDING'))
  })

  it('without an address for notifications', async () => {
    const there = await thereWith(aSign(), [])
    delete there.desk.notifyUrl
    await expect(begin(there, 1)).rejects.toMatchObject({ setting: 'WECHATPAY_NOTIFY_URL' })
  })
})

describe('after the last session', () => {
  it.each<[OrderDocument['state'], object, string]>([
    ['USER_ACCEPTED', { state: 'DOING', state_description: 'USER_CONFIRM' }, 'SESSION_IN_USE'],
    ['FINISHED', { state: 'DOING', state_description: 'MCH_COMPLETE', total_amount: 8000 }, 'SESSION_UNPAID'],
  ])('%s: refused, after asking', async (state, said, failure) => {
    const there = await thereWith(aSign({ started: 1 }), [aSession(1, state)])
    there.instead.set('query', told(`${SIGN_ID}-1-1`, said))
    await expect(begin(there, 2)).rejects.toMatchObject(code(failure))
    expect(createsOf(there)).toEqual([])
  })

  it('of which WeChat Pay says nothing: nobody is told that they have not paid', async () => {
    const there = await thereWith(aSign({ started: 1 }), [aSession(1, 'FINISHED')])
    there.instead.set('query', silence())
    await expect(begin(there, 2)).rejects.toMatchObject(code('RESULT_UNKNOWN'))
    expect(createsOf(there)).toEqual([])
  })

  it('that is still being created: nobody knows', async () => {
    const there = await thereWith(aSign({ started: 1 }), [aSession(1, 'CREATING')])
    await expect(begin(there, 2)).rejects.toMatchObject(code('PENDING'))
  })

  it('that never came to be: it is the one that is next', async () => {
    const there = await thereWith(aSign({ started: 1 }), [aSession(1, 'NOT_CREATED')])
    await expect(begin(there, 2)).rejects.toMatchObject(code('SESSION_NOT_NEXT'))
  })

  it('that was paid since we looked: begins', async () => {
    const there = await thereWith(aSign({ started: 1 }), [aSession(1, 'FINISHED')])
    there.instead.set('query', told(`${SIGN_ID}-1-1`, { state: 'DONE', total_amount: 8000 }))
    expect((await begin(there, 2)).order.session?.no).toBe(2)
    expect(await order(there, 1)).toMatchObject({ outcome: 'paid' })
  })

  it('that was cancelled: the next number, never that one again', async () => {
    const there = await thereWith(aSign({ started: 1 }), [aSession(1, 'REVOKED')])
    const { order: begun } = await begin(there, 2)
    expect(begun.attempts[0]?.out_order_no).toBe(`${SIGN_ID}-1-2`)
    await expect(begin(there, 1)).rejects.toMatchObject(code('SESSION_NOT_NEXT'))
    expect(createsOf(there)).toHaveLength(1)
  })
})

describe('twice', () => {
  it('at once: one order, one create, both get it', async () => {
    const there = await thereWith(aSign(), [])
    const both = await Promise.all([begin(there, 1, 'customer'), begin(there, 1, 'operator')])
    expect(new Set(both.map(({ order: { _id } }) => _id)).size).toBe(1)
    expect(both.map(({ sign }) => sign.started)).toEqual([1, 1])
    expect(createsOf(there)).toHaveLength(1)
  })

  it('one after the other: the same order', async () => {
    const there = await thereWith(aSign(), [])
    const first = await begin(there, 1)
    expect((await begin(there, 1)).order._id).toBe(first.order._id)
    expect(createsOf(there)).toHaveLength(1)
  })

  it('while the signing never holds still: tried a few times', async () => {
    const there = await thereWith(aSign(), [])
    there.store.together = () => Promise.resolve(false)
    await expect(begin(there, 1)).rejects.toMatchObject(code('STATE_CHANGED'))
    expect(createsOf(there)).toEqual([])
  })
})
