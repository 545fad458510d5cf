import { createHash } from 'node:crypto'
import {
  attemptBy,
  attemptOf,
  currentAttempt,
  keyOf,
  orderIdOfNumber,
  outOrderNo,
  withAlert,
  withAttempt,
  withAudit,
  withFilter,
  withoutBill,
  withoutPending,
} from '../../../../cloudfunctions/shared/orders/document'
import { anOrder, aPending, T0 } from './fixtures'

describe('a number at WeChat Pay', () => {
  const id = '0123456789abcdef01234567'

  it('is the order and the attempt, and leads back to them', () => {
    expect(outOrderNo(id, 12)).toBe(`${id}_12`)
    expect(orderIdOfNumber(`${id}_1`)).toBe(id)
    expect(orderIdOfNumber(`${id}_999`)).toBe(id)
  })

  it('of a session is looked up, and never taken for an order’s attempt', () => {
    expect(orderIdOfNumber(`${id}-1-2`)).toBe(
      createHash('sha256').update(`${id}-1-2`).digest('hex').slice(0, 24),
    )
    expect(orderIdOfNumber(`${id}-1-2`)).not.toBe(id)
  })

  it('is one of the order’s attempts, or none of its', () => {
    const order = anOrder({ states: ['EXPIRED', 'CREATED'] })
    expect(attemptBy(order, `${id}_2`)?.n).toBe(2)
    expect(attemptBy(order, `${id}_3`)).toBeUndefined()
    expect(attemptBy(order, `${id}-1-1`)).toBeUndefined()
  })

  it.each([
    '',
    id,
    `${id}_`,
    `${id}_0`,
    `${id}_01`,
    `${id}_1000`,
    `${id}_1x`,
    `x${id}_1`,
    `${id.toUpperCase()}_1`,
    `${id.slice(1)}_1`,
    `${id}0_1`,
    `${id}_1\n`,
    `${id}-1`,
    `${id}-0-1`,
    `${id}-1-0`,
    `${id}-100-1`,
    `${id}-1-100`,
    `${id}-1-1\n`,
    `${id.slice(1)}-1-1`,
  ])('%j is none of ours', (text) => {
    expect(orderIdOfNumber(text)).toBeUndefined()
  })
})

describe('an attempt', () => {
  const order = anOrder({ states: ['EXPIRED', 'CREATED'] })

  it('is found by its number, the current one by itself', () => {
    expect(attemptOf(order, 1).state).toBe('EXPIRED')
    expect(currentAttempt(order).n).toBe(2)
    expect(() => attemptOf(order, 3)).toThrow(new RangeError('The order has no attempt 3.'))
  })

  it('is named to WeChat Pay by its number, the service and the mini-program', () => {
    expect(keyOf(order, 1)).toEqual({
      out_order_no: '0123456789abcdef01234567_1',
      service_id: '500001',
      appid: 'wx1',
    })
  })

  it('keeps what opens its confirm page while it is CREATED, and nothing of it afterwards', () => {
    const launch = { package: 'p', packageAt: T0, businessType: 'b', launchAppId: 'a', launchPath: 'l' }
    const opened = { ...attemptOf(order, 2), ...launch }
    expect(attemptOf(withAttempt(order, opened), 2)).toEqual(opened)
    const next = withAttempt(order, { ...opened, state: 'USER_ACCEPTED' })
    expect(attemptOf(next, 2)).toEqual({ ...attemptOf(order, 2), state: 'USER_ACCEPTED' })
    expect(attemptOf(next, 1)).toBe(attemptOf(order, 1))
  })
})

describe('what is kept of an order', () => {
  it('are the newest hundred entries of its audit trail', () => {
    let order = anOrder({})
    for (let at = 0; at < 101; at++) order = withAudit(order, { at, by: 'operator', what: 'x' })
    expect(order.audit).toHaveLength(100)
    expect([order.audit[0]?.at, order.audit[99]?.at]).toEqual([1, 100])
  })

  it('is an alert once', () => {
    const once = withAlert(withAlert(anOrder({}), 'one'), 'two')
    expect(once.alerts).toEqual(['one', 'two'])
    expect(withAlert(once, 'one')).toBe(once)
  })

  it('is nothing of a pending call or a bill that is over', () => {
    const ended = {
      bill: { fees: [], discounts: [], total: 5 },
      charged: 5,
      finishType: 2,
      transactionId: '42',
    }
    const order = anOrder({ ...ended, pending: aPending('complete') })
    expect(withoutPending(order)).toEqual(anOrder(ended))
    expect(withoutPending(withoutBill(order))).toEqual(anOrder({}))
  })

  it('is the list it stands in', () => {
    expect(withFilter(anOrder({ state: 'FINISHED' })).filter).toBe('unpaid')
    expect(withFilter({ ...anOrder({ state: 'FINISHED' }), outcome: 'zero' }).filter).toBe('ended')
  })
})
