import { OPERATOR, STRANGER } from '../story'
import { codeOf } from './attack'
import { attackPlans } from './plan-target'

/** What nobody can do to a session: skip one, begin it twice, end or price it, take its number for an order's attempt. */

const target = attackPlans('sessions')

describe('which session is next', () => {
  const start = (no: unknown, more: object = {}) => ({
    ...{ action: 'startSession', signId: target().sign.signId, no },
    ...more,
  })

  it.each([0, -1, 51, 1.5, NaN, 1e308, 2 ** 53, '2', null, undefined, [2], { no: 2 }, true])(
    'no = %p: INVALID_REQUEST, by customer and operator',
    async (no) => {
      expect(codeOf(await target().ask('orders', start(no)))).toBe('INVALID_REQUEST')
      expect(codeOf(await target().ask('console', start(no), OPERATOR))).toBe('INVALID_REQUEST')
    },
  )

  it.each([
    ['the one after the next', 3, 'SESSION_NOT_NEXT'],
    ['one that the plan has not', 6, 'SESSION_NOT_NEXT'],
    ['the last that there can be', 50, 'SESSION_NOT_NEXT'],
    ['the next while the last is in use', 2, 'SESSION_IN_USE'],
  ])('%s: %d is %s', async (_, no, code) => {
    const control = { started: 1, current: 9, next: no, state: 'SIGNED', waiting: null, force: true }
    expect(codeOf(await target().ask('orders', start(no, control)))).toBe(code)
    expect(codeOf(await target().ask('console', start(no, control), OPERATOR))).toBe(code)
  })

  it('of a signing that nobody confirmed, whatever its state is said to be', async () => {
    const { signId } = target().waiting
    const event = { action: 'startSession', signId, no: 1, state: 'SIGNED', sign_plan_id: 'x' }
    expect(codeOf(await target().ask('orders', event, STRANGER))).toBe('NOT_SIGNED')
    expect(codeOf(await target().ask('console', event, OPERATOR))).toBe('NOT_SIGNED')
    target().look()
  })

  it('the one that is in use, again and with control fields, is that very order', async () => {
    const control = {
      amount: 1,
      total: 1,
      preview: { maxCharge: 999_999 },
      out_order_no: 'mine',
      out_trade_no: 'mine',
      openid: STRANGER,
      plan_detail_no: 2,
    }
    const { data } = await target().ask('orders', start(1, control))
    expect(data?.['order']).toMatchObject({ orderId: target().session.orderId, preview: { maxCharge: 9800 } })
    expect(target().story.documents()).toHaveLength(1)
  })
})

describe('a session is no order that its customer ends or tries anew', () => {
  it.each(['cancel', 'retry', 'receive'])('orders.%s: NOT_ALLOWED_NOW', async (action) => {
    const { orderId } = target().session
    expect(codeOf(await target().ask('orders', { action, orderId }))).toBe('NOT_ALLOWED_NOW')
  })

  it('orders.reopen shows it, and opens nothing', async () => {
    const { data } = await target().ask('orders', { action: 'reopen', orderId: target().session.orderId })
    expect(data).toMatchObject({ order: { state: 'USER_ACCEPTED' } })
    expect(data).not.toHaveProperty('launch')
  })

  it('its numbers are nobody’s attempts: as an id, with an order’s end, with another attempt', async () => {
    const { sign, session } = target()
    const { orderId } = session
    for (const id of [`${sign.number}-1`, `${orderId}_1`, `${sign.signId}_1`, `${orderId}-1-1`])
      for (const action of ['get', 'cancel', 'retry', 'detail'])
        expect(codeOf(await target().ask('orders', { action, orderId: id }))).toBe('INVALID_REQUEST')
    // An operator names an attempt to end it beside the one that counts: a session has none but its own.
    for (const out_order_no of [`${orderId}_1`, `${orderId}_2`, `${sign.signId}_1`, `${sign.signId}-1-2`, `${sign.signId}-2-1`, `${orderId}-1-1`]) {
      const event = { action: 'cancel', orderId, reason: '试试', out_order_no }
      const answer = await target().ask('console', event, OPERATOR)
      expect(codeOf(answer)).toMatch(/^(ORDER_NOT_FOUND|NOT_ALLOWED_NOW|STATE_CHANGED)$/)
    }
    for (const out_order_no of [`${sign.number}-01`, `${sign.number}-0`, `${sign.number}-1/cancel`, '__proto__']) {
      const event = { action: 'cancel', orderId, reason: '试试', out_order_no }
      expect(codeOf(await target().ask('console', event, OPERATOR))).toBe('INVALID_REQUEST')
    }
  }) // prettier-ignore

  it('nor billed above what was signed, however the lines are written', async () => {
    const { orderId } = target().session
    const bill = (fees: object[], total: number, discounts: object[] = []) => ({
      ...{ action: 'complete', orderId, fees, discounts, total },
    })
    const fee = { name: '第 1 次', amount: 9801 }
    for (const [code, event] of [
      ['OVER_LIMIT', bill([fee], 9801)],
      ['SUM_MISMATCH', bill([fee], 9800)],
      ['OVER_LIMIT', bill([{ ...fee, amount: 12_000 }], 12_000)],
      ['OVER_LIMIT', bill([{ ...fee, amount: 9800 }, { ...fee, name: '加收', amount: 1 }], 9801)],
      ['SUM_MISMATCH', bill([{ ...fee, amount: 9800, count: 2 }], 19_600)],
      ['OVER_LIMIT', { ...bill([fee], 9801), maxCharge: 99_999, preview: { maxCharge: 99_999 } }],
    ] as const)
      expect(codeOf(await target().ask('console', event, OPERATOR))).toBe(code)
  }) // prettier-ignore
})
