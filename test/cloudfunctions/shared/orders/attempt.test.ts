import { nextAttempt, withNewAttempt } from '../../../../cloudfunctions/shared/orders/attempt'
import { aDesk } from './desk'
import { anOrder, aPending, T0 } from './fixtures'

const HOUR = 3_600_000
const bodyOf = (body: string): unknown => JSON.parse(body)

describe('the next attempt', () => {
  const { desk } = aDesk([])
  const base = anOrder({
    preview: {
      fees: [{ name: '收费标准', description: '3 元/小时' }],
      discounts: [{ name: '会员', description: '会员立减', amount: 100 }],
      riskName: 'DEPOSIT',
      riskAmount: 9900,
      maxCharge: 3000,
    },
  })

  it('is the order’s snapshot under a number of its own', () => {
    const { attempt, pending } = nextAttempt(desk, base, 3, {})
    const out_order_no = `${base._id}_3`
    expect(attempt).toEqual({ n: 3, out_order_no, state: 'CREATING', at: T0 })
    expect(pending).toMatchObject({ action: 'create', n: 3, by: 'customer', at: T0, sentAt: T0 })
    expect(pending.call).toMatchObject({
      action: 'create',
      method: 'POST',
      path: '/v3/payscore/payafter-orders',
    })
    expect(bodyOf(pending.call.body)).toEqual({
      appid: 'wx1',
      out_order_no,
      service_id: '500001',
      service_start_time: 'OnAccept',
      service_start_location: '杭州',
      service_introduction: '共享充电宝租借',
      fees: [{ fee_name: '收费标准', fee_desc: '3 元/小时' }],
      discounts: [{ discount_name: '会员', discount_desc: '会员立减' }],
      risk_amount: 9900,
      need_user_confirm: true,
    })
  })

  it('ends where and when the offer says, counted from now', () => {
    const { pending } = nextAttempt(desk, { ...base, endLocation: '上海', endsAfterHours: 3 }, 1, {})
    expect(bodyOf(pending.call.body)).toMatchObject({
      service_end_location: '上海',
      service_end_time: '20261120150000',
    })
    expect(T0 + 3 * HOUR).toBe(Date.UTC(2026, 10, 20, 7))
  })
})

describe('an order with a new attempt', () => {
  it('begins anew, and forgets what belonged to the old one’s end', () => {
    const bill = { fees: [], discounts: [], total: 5 }
    const old = anOrder({ state: 'EXPIRED', bill, charged: 5, outcome: 'paid', retrying: true, checks: 4 })
    const attempt = { n: 2, out_order_no: `${old._id}_2`, state: 'CREATING' as const, at: T0 + 1 }
    const next = withNewAttempt({ ...old, filter: 'ended' }, attempt)
    expect(next).toEqual({
      ...anOrder({ states: ['EXPIRED', 'CREATING'] }),
      attempts: [...old.attempts, attempt],
      events: [{ what: 'CREATING', at: T0 + 1 }],
    })
  })

  it('keeps a pending call: the caller replaces it', () => {
    const attempt = { n: 2, out_order_no: 'x', state: 'CREATING' as const, at: T0 }
    expect(withNewAttempt(anOrder({ pending: aPending('cancel') }), attempt).pending?.action).toBe('cancel')
  })
})
