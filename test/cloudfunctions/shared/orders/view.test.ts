import { consoleView, customerView } from '../../../../cloudfunctions/shared/orders/view'
import { anOrder, aPending, T0 } from './fixtures'

const MINUTE = 60_000
const open = (more: Parameters<typeof anOrder>[0] = {}) => {
  const order = anOrder(more)
  const attempts = order.attempts.map((one) => ({ ...one, package: 'AAQ', packageAt: T0 }))
  return { ...order, attempts }
}

it('says that no real money moves where none does, and nothing of it elsewhere', () => {
  const views = (sandbox: boolean) => [
    customerView(anOrder({}), { now: T0, sandbox, canOpenDetail: false }),
    consoleView(anOrder({}), { now: T0, sandbox }),
  ]
  for (const view of views(true)) expect(view.sandbox).toBe(true)
  for (const view of views(false)) expect(view).not.toHaveProperty('sandbox')
})

it('names what is under way by a word that phones of the previous release know, which break on others', () => {
  const facts = { now: T0, sandbox: false, canOpenDetail: false }
  const said = (action: Parameters<typeof aPending>[0]) =>
    [customerView, consoleView].map((view) => {
      const { pending, pendingCall } = view(anOrder({ state: 'FINISHED', pending: aPending(action) }), facts)
      return { pending, pendingCall }
    })
  for (const action of ['create', 'cancel', 'complete', 'sync'] as const)
    expect(said(action)).toEqual(Array(2).fill({ pending: action, pendingCall: undefined }))
  for (const action of ['modify', 'collect'] as const)
    expect(said(action)).toEqual(Array(2).fill({ pending: 'complete', pendingCall: action }))
})

describe('what a view says', () => {
  const bill = { fees: [], discounts: [], total: 500 }
  const facts = { now: T0, sandbox: false }

  it('to its customer is the order without secrets, audit trail or attempts', () => {
    const order = open({ bill, state: 'CREATED', alerts: ['look'], transactionId: '42' })
    expect(customerView(order, { ...facts, canOpenDetail: false })).toEqual({
      orderId: order._id,
      line: 'payafter',
      protocol: 'payafter-orders',
      state: 'CREATED',
      offerId: 'power-bank',
      name: '共享充电宝',
      introduction: '共享充电宝租借',
      merchant: { name: '小满充电', phone: '400' },
      preview: order.preview,
      bill,
      events: [],
      out_order_no: `${order._id}_1`,
      createdAt: T0,
      actions: ['reopen', 'retry', 'cancel'],
    })
  })

  it('to an operator is attempts, audit trail and alerts, and not who the customer is', () => {
    const audit = [{ at: T0, by: 'operator' as const, what: 'cancel' }]
    const order = anOrder({
      states: ['EXPIRED', 'REVOKED'],
      outcome: 'cancelled',
      audit,
      alerts: ['look'],
      transactionId: '42',
      checkedAt: T0 + 1,
      pending: aPending('sync'),
    })
    order.attempts = order.attempts.map((one) =>
      one.n === 1 ? { ...one, raw: 'EXPIRED', package: 'P' } : one,
    )
    const view = consoleView(order, facts)
    expect(view).toMatchObject({
      outcome: 'cancelled',
      pending: 'sync',
      out_order_no: `${order._id}_2`,
      attempts: [
        { out_order_no: `${order._id}_1`, state: 'EXPIRED', at: T0, raw: 'EXPIRED' },
        { out_order_no: `${order._id}_2`, state: 'REVOKED', at: T0 },
      ],
      audit,
      alerts: ['look'],
      transactionId: '42',
      checkedAt: T0 + 1,
    })
    expect(JSON.stringify(view)).not.toMatch(/openid|"o1"|"P"/)
    const plain = consoleView(anOrder({}), facts)
    for (const field of [
      'pending',
      'outcome',
      'bill',
      'transactionId',
      'checkedAt',
      'messages',
      'modified',
      'waived',
      'lapsed',
      'overdue',
    ])
      expect(plain).not.toHaveProperty(field)
  })

  it('is that a bill is unpaid although the deduction had its time', () => {
    const overdue = (more: Parameters<typeof anOrder>[0], now: number) =>
      'overdue' in consoleView(anOrder({ state: 'FINISHED', bill, ...more }), { ...facts, now })
    const events = [{ what: 'FINISHED' as const, at: T0 }]
    expect(overdue({ events }, T0 + 10 * MINUTE - 1)).toBe(false)
    expect(overdue({ events }, T0 + 10 * MINUTE)).toBe(true)
    expect(overdue({}, T0)).toBe(true)
    for (const more of [{ synced: true }, { outcome: 'zero' as const }, { state: 'USER_PAID' as const }])
      expect(overdue({ events, ...more }, T0 + 60 * MINUTE)).toBe(false)
    const again = [...events, { what: 'FINISHED' as const, at: T0 + 5 * MINUTE }]
    expect(overdue({ events: again }, T0 + 12 * MINUTE)).toBe(false)
  })

  it('is what was given up of an order that was cancelled after its bill', () => {
    const waived = (more: Parameters<typeof anOrder>[0]) =>
      consoleView(anOrder({ state: 'REVOKED', bill, charged: 500, ...more }), facts).waived
    expect(waived({})).toBe(500)
    expect(waived({ state: 'FINISHED' })).toBeUndefined()
    expect(waived({ bill: { ...bill, total: 0 } })).toBeUndefined()
    const { charged: _never, ...uncharged } = anOrder({ state: 'REVOKED', bill, charged: 500 })
    expect(consoleView(uncharged, facts)).not.toHaveProperty('waived')
  })

  it('is that nobody confirmed in time, that the bill was lowered, and what the customer was told', () => {
    const messages = { pending: { at: T0, total: 5, day: T0, result: 'sent' as const } }
    const order = anOrder({ lapsed: true, modified: { before: 900, at: T0 }, messages })
    expect(consoleView(order, facts)).toMatchObject({
      lapsed: true,
      modified: { before: 900, at: T0 },
      messages,
    })
  })

  it('to the customer is nothing of a message on its way', () => {
    const order = anOrder({ state: 'USER_ACCEPTED', pending: aPending('message') })
    const told = customerView(order, { ...facts, canOpenDetail: false })
    expect(told).not.toHaveProperty('pending')
    expect(told).not.toHaveProperty('pendingCall')
    expect(consoleView(order, facts)).toMatchObject({ pending: 'complete', pendingCall: 'message' })
    const cancelling = anOrder({ pending: aPending('cancel') })
    expect(customerView(cancelling, { ...facts, canOpenDetail: false })).toHaveProperty('pending', 'cancel')
  })
})
