import { act, isStill, sendPending } from '../../../../cloudfunctions/shared/orders/act'
import type { PendingAction } from '#domain/view'
import type { OrderState } from '#domain/order'
import type { Pending } from '../../../../cloudfunctions/shared/orders/document'
import { aDesk, says, unreached, type Said } from './desk'
import { anOrder, aPending, T0 } from './fixtures'

const MINUTE = 60_000
const created = says({ out_order_no: 'any', package: 'P', state: 'CREATED' })
const done = says({ out_order_no: 'any' })
const FROM = {
  create: 'CREATING',
  cancel: 'CREATED',
  complete: 'USER_ACCEPTED',
  sync: 'FINISHED',
} as const satisfies Partial<Record<PendingAction, OrderState>>
type Action = keyof typeof FROM

/** An order with this intent, and what came of sending it. */
async function sending(action: Action, sendingAs: 'first' | 'again', ...said: Said[]) {
  const pending = aPending(action)
  const order = anOrder({ state: FROM[action], pending })
  const test = aDesk([order], ...said)
  test.now = T0 + 1000
  const acted = await sendPending(test.desk, order, pending, sendingAs)
  expect(await test.stored()).toEqual(acted.order)
  return { ...test, ...acted, before: order }
}

describe('an intent', () => {
  it('is stored before anything is sent, with who decided it and why', async () => {
    const order = anOrder({ state: 'CREATED', checks: 4 })
    const pending = { ...aPending('cancel'), by: 'operator' as const, reason: '换一台', at: T0 + 7 }
    const test = aDesk([order], async () => {
      expect(await test.stored()).toMatchObject({
        version: 2,
        pending,
        checks: 0,
        audit: [{ at: T0 + 7, by: 'operator', what: 'cancel', note: '换一台' }],
        nextCheckAt: pending.sentAt + MINUTE,
      })
      return done
    })
    const { order: ended } = await act(test.desk, order, pending)
    expect(ended).toMatchObject({ state: 'REVOKED', outcome: 'cancelled' })
    expect(ended).not.toHaveProperty('pending')
    expect(test.sent).toEqual([{ call: pending.call, deadline: 123_456 }])
  })

  it('without a reason notes none', async () => {
    const order = anOrder({ state: 'CREATED' })
    const { desk } = aDesk([order], done)
    const { order: ended } = await act(desk, order, aPending('cancel'))
    expect(ended.audit[0]).toEqual({ at: T0, by: 'customer', what: 'cancel' })
  })

  it('is stored with what else changes', async () => {
    const order = anOrder({ state: 'CREATED' })
    const { desk } = aDesk([order], done)
    const { order: ended } = await act(desk, order, aPending('cancel'), { ...order, alerts: ['with it'] })
    expect(ended.alerts).toEqual(['with it'])
  })

  it('that comes too late sends nothing', async () => {
    const order = anOrder({ state: 'CREATED' })
    const { desk, sent } = aDesk([{ ...order, version: 2 }], done)
    await expect(act(desk, order, aPending('cancel'))).rejects.toMatchObject({ code: 'STATE_CHANGED' })
    expect(sent).toEqual([])
  })
})

describe('carried out', () => {
  it('a create opens its confirm page, with its age from the intent', async () => {
    const answer = says({
      out_order_no: 'any',
      package: 'P',
      miniprogram_businesstype: 'b',
      miniprogram_appid: 'wxp',
      miniprogram_path: 'pages/x',
    })
    const { order } = await sending('create', 'first', answer)
    expect(order).toMatchObject({ state: 'CREATED', filter: 'open' })
    expect(order.attempts[0]).toEqual({
      n: 1,
      out_order_no: `${order._id}_1`,
      at: T0,
      state: 'CREATED',
      raw: 'CREATED',
      package: 'P',
      packageAt: T0,
      businessType: 'b',
      launchAppId: 'wxp',
      launchPath: 'pages/x',
    })
    expect(order).not.toHaveProperty('pending')
    expect(order.nextCheckAt).toBe(T0 + 1000 + MINUTE)
  })

  it('a create whose answer says the customer confirmed already is believed', async () => {
    const { order } = await sending(
      'create',
      'first',
      says({ out_order_no: 'a', package: 'P', state: 'USER_ACCEPTED' }),
    )
    expect(order.state).toBe('USER_ACCEPTED')
  })

  it('a create whose answer comes late leaves the order where it is by now', async () => {
    const pending = aPending('create')
    const order = anOrder({ state: 'USER_ACCEPTED', pending })
    const { desk } = aDesk([order], says({ out_order_no: 'a', package: 'P' }))
    const { order: next } = await sendPending(desk, order, pending, 'first')
    expect(next.state).toBe('USER_ACCEPTED')
    expect(next.attempts[0]).not.toHaveProperty('package')
  })

  it('a create proves existence against an earlier proof that there was none', async () => {
    const pending = aPending('create')
    const order = anOrder({ state: 'NOT_CREATED', pending })
    const { desk } = aDesk([order], says({ out_order_no: 'a', package: 'P' }))
    const { order: next } = await sendPending(desk, order, pending, 'again')
    expect(next).toMatchObject({ state: 'CREATED', audit: [{ what: 'correction' }] })
    expect(next.attempts[0]).toMatchObject({ proven: 'CREATED', package: 'P' })
  })

  it('a cancel, a completion and a sync show their effect', async () => {
    expect((await sending('cancel', 'first', done)).order).toMatchObject({
      state: 'REVOKED',
      outcome: 'cancelled',
    })
    expect((await sending('complete', 'first', done)).order).toMatchObject({
      state: 'FINISHED',
      bill: { total: 500 },
      charged: 500,
      finishType: 2,
    })
    const synced = (await sending('sync', 'first', done)).order
    expect(synced).toMatchObject({ state: 'FINISHED', synced: true, checks: 0 })
    expect(synced).not.toHaveProperty('pending')
  })

  it('a completion as unused is a cancellation', async () => {
    const bill = { fees: [], discounts: [], total: 0 }
    const pending = { ...aPending('complete'), bill, finishType: 1 as const }
    const order = anOrder({ state: 'USER_ACCEPTED', pending })
    const { order: next } = await sendPending(aDesk([order], done).desk, order, pending, 'first')
    expect(next).toMatchObject({ state: 'FINISHED', outcome: 'cancelled', finishType: 1 })
  })

  it('leaves another intent alone that was stored since', async () => {
    const later = { ...aPending('sync'), at: T0 + 9 }
    for (const pending of [aPending('sync'), aPending('create')]) {
      const order = anOrder({ state: 'FINISHED', pending: later })
      const answer = pending.action === 'sync' ? done : created
      const { order: next } = await sendPending(aDesk([order], answer).desk, order, pending, 'first')
      expect(next.pending).toEqual(later)
    }
  })
})

describe('what a call means', () => {
  const bill = { fees: [], discounts: [], total: 300 }
  const billed = { state: 'FINISHED', bill: { ...bill, total: 500 }, charged: 500 } as const
  const message = { kind: 'prepaid', total: 500, day: T0 } as const

  it.each<[string, Partial<Pending>, Parameters<typeof anOrder>[0]]>([
    ['cancel', { action: 'cancel' }, { state: 'CREATED' }],
    ['cancel', { action: 'cancel', from: 'USER_ACCEPTED' }, { state: 'USER_ACCEPTED' }],
    ['waive', { action: 'cancel', from: 'FINISHED' }, billed],
    ['lapse', { action: 'cancel', lapsed: true }, { state: 'CREATED' }],
    ['message-prepaid', { action: 'message', message }, { state: 'USER_ACCEPTED' }],
    ['complete', { action: 'complete', from: 'FINISHED', lapsed: true }, { state: 'USER_ACCEPTED' }],
  ])('stands in the audit trail: %s', async (what, more, order) => {
    const before = anOrder(order)
    const { desk } = aDesk([before], done)
    const { order: after } = await act(desk, before, { ...aPending('cancel'), ...more })
    expect(after.audit[0]?.what).toBe(what)
  })

  it('a lower bill stands at once, and the word that WeChat Pay last said is kept', async () => {
    const pending = { ...aPending('modify'), bill, before: 500 }
    const order = anOrder({ ...billed, pending })
    order.attempts = order.attempts.map((one) => ({ ...one, raw: 'DOING:MCH_COMPLETE' }))
    const { order: after } = await sendPending(aDesk([order], done).desk, order, pending, 'first')
    expect(after).toMatchObject({ state: 'FINISHED', bill, charged: 300, modified: { before: 500 } })
    expect(after.attempts[0]?.raw).toBe('DOING:MCH_COMPLETE')
    expect(after).not.toHaveProperty('pending')
    const unknown = anOrder({ ...billed, pending })
    const said = await sendPending(aDesk([unknown], done).desk, unknown, pending, 'first')
    expect(said.order.attempts[0]?.raw).toBe('FINISHED')
  })

  it('a collection that was asked for is no payment', async () => {
    const pending = aPending('collect')
    const order = anOrder({ ...billed, pending, checks: 5 })
    const { order: after } = await sendPending(aDesk([order], done).desk, order, pending, 'first')
    expect(after).toMatchObject({ state: 'FINISHED', checks: 0 })
    expect(after).not.toHaveProperty('pending')
    expect(after).not.toHaveProperty('outcome')
  })

  it('a message that WeChat Pay took was sent', async () => {
    const pending = { ...aPending('message'), message }
    const order = anOrder({ state: 'USER_ACCEPTED', pending })
    const { order: after } = await sendPending(aDesk([order], done).desk, order, pending, 'first')
    expect(after.messages).toEqual({ prepaid: { at: T0, total: 500, day: T0, result: 'sent' } })
    expect(after).not.toHaveProperty('pending')
  })

  it('none of them touches an intent that was stored since', async () => {
    const later = { ...aPending('sync'), at: T0 + 9 }
    for (const pending of [aPending('collect'), { ...aPending('message'), message }]) {
      const order = anOrder({ ...billed, pending: later })
      const { order: after } = await sendPending(aDesk([order], done).desk, order, pending, 'first')
      expect(after.pending).toEqual(later)
    }
  })

  it('what happened is kept in WeChat Pay’s word', async () => {
    const { order: cancelled } = await sending('cancel', 'first', done)
    expect(cancelled.attempts[0]?.raw).toBe('REVOKED')
    const { order: completed } = await sending('complete', 'first', done)
    expect(completed.attempts[0]?.raw).toBe('FINISHED')
  })

  it('the bill of a completion whose total the answer does not repeat is ours', async () => {
    const pending = { ...aPending('complete'), bill }
    const order = anOrder({ state: 'USER_ACCEPTED', pending })
    const { order: after } = await sendPending(aDesk([order], done).desk, order, pending, 'first')
    expect(after).toMatchObject({ bill, charged: 300 })
  })

  it('an intent that could not be sent at all is given up', async () => {
    const order = anOrder({ state: 'CREATED' })
    const { order: after, refusal } = await act(aDesk([order], unreached()).desk, order, aPending('cancel'))
    expect(after).not.toHaveProperty('pending')
    expect(refusal).toMatchObject({ outcome: 'notSent' })
  })
})

it('an intent is the same by its call, attempt and time', () => {
  const pending = aPending('cancel')
  const order = anOrder({ pending })
  expect(isStill(order, pending)).toBe(true)
  expect(isStill(order, { ...pending, action: 'sync' })).toBe(false)
  expect(isStill(order, { ...pending, n: 2 })).toBe(false)
  expect(isStill(order, { ...pending, at: T0 + 1 })).toBe(false)
  expect(isStill(anOrder({}), pending)).toBe(false)
})
