import type { Line } from '#domain/offer'
import type { OrderState } from '#domain/order'
import { factsFor, isConfirmedAlone } from '../../../../cloudfunctions/shared/lines/confirmed'
import { believe, notCreated } from '../../../../cloudfunctions/shared/orders/believe'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { cancelCreated } from '../../../../cloudfunctions/shared/orders/cancel-created'
import { applyNotified } from '../../../../cloudfunctions/shared/orders/notified'
import { hasLapsed, withNextCheck } from '../../../../cloudfunctions/shared/orders/schedule'
import {
  canCancel,
  canReopen,
  canResend,
  canStartAnew,
  consoleView,
  customerView,
} from '../../../../cloudfunctions/shared/orders/view'
import { LINE_NAMES } from '../../../../cloudfunctions/shared/lines'
import { aDesk, says } from '../orders/desk'
import { anOrder, aPending, T0 } from '../orders/fixtures'
import { aSession, SIGN_ID } from '../sessions/fixtures'

const MINUTE = 60_000
const facts = { now: T0 + 30 * MINUTE, sandbox: false }

it('sessions alone are confirmed with their plan', () => {
  expect(LINE_NAMES.filter((line) => !isConfirmedAlone({ line }))).toEqual(['sign-plan'])
})

it('CREATED/USER_CONFIRM is a session in use, and an order of another line that is to be confirmed', () => {
  const said = { state: 'CREATED', raw: 'CREATED/USER_CONFIRM' } as const
  const heard = (line: Line) => factsFor({ line }, said).state
  expect(['sign-plan', 'payafter', 'pay-on-delivery'].map((line) => heard(line as Line))).toEqual([
    'USER_ACCEPTED',
    'CREATED',
    'CREATED',
  ])
  expect(factsFor({ line: 'sign-plan' }, { state: 'CREATED', raw: 'CREATED' }).state).toBe('CREATED')
})

describe('a session that is not confirmed, as far as anybody says', () => {
  const session = aSession(1, 'CREATED')
  const now = T0 + 5 * MINUTE

  it('is nothing that its customer could open, cancel or try anew', () => {
    expect([canReopen, canResend, canStartAnew, canCancel].map((may) => may(session, now))).toEqual(
      Array(4).fill(false),
    )
    const created = { ...session, state: 'CREATING', pending: aPending('create') } as const
    expect(canResend(created, now)).toBe(false)
    expect(canStartAnew(aSession(1, 'NOT_CREATED'), now)).toBe(false)
    expect(canStartAnew(aSession(1, 'EXPIRED'), now)).toBe(false)
  })

  it('is all there is to know of its create: there is no package to send it again for', () => {
    const heard = { n: 1, facts: { state: 'CREATED', raw: 'CREATED' }, evidence: 'query', at: now } as const
    const asked = (order: OrderDocument) => believe({ ...order, pending: aPending('create') }, heard)
    expect(asked(aSession(1, 'CREATING'))).not.toHaveProperty('pending')
    expect(asked(anOrder({ state: 'CREATING', protocol: 'service-orders' }))).toHaveProperty('pending')
  })

  it('keeps the bytes of its create once it is proven to be nothing, until it is known to exist', () => {
    const pending = aPending('create')
    const never = notCreated({ ...aSession(1, 'CREATING'), pending }, 1, now)
    expect(never).not.toHaveProperty('pending')
    expect(never.attempts[0]).toMatchObject({ state: 'NOT_CREATED', bytes: pending.call })
    const heard = { state: 'USER_ACCEPTED', raw: 'DOING/USER_CONFIRM' } as const
    const found = believe(never, { n: 1, facts: heard, evidence: 'query', at: now })
    expect(found.attempts[0]).not.toHaveProperty('bytes')
    const other = notCreated({ ...anOrder({ state: 'CREATING' }), pending }, 1, now)
    expect(other.attempts[0]).not.toHaveProperty('bytes')
  })

  it('does not lapse, and is looked at like one in use', () => {
    expect(hasLapsed(session, T0 + 500 * MINUTE)).toBe(false)
    const waits = [0, 4].map((checks) => (withNextCheck({ ...session, checks }, T0).nextCheckAt ?? 0) - T0)
    expect(waits).toEqual([MINUTE, 360 * MINUTE])
  })

  it('can be cancelled by an operator, and not by its customer', async () => {
    const said = [
      says({ out_order_no: `${SIGN_ID}-1-1`, service_id: '500001', state: 'CREATED' }),
      says({ out_order_no: `${SIGN_ID}-1-1`, service_id: '500001' }),
    ]
    const customer = aDesk([session], ...said)
    await expect(cancelCreated(customer.desk, session, 'customer', 'x')).rejects.toMatchObject({
      code: 'NOT_ALLOWED_NOW',
    })
    const operator = aDesk([session], ...said)
    expect(await cancelCreated(operator.desk, session, 'operator', 'x')).toMatchObject({ state: 'REVOKED' })
  })
})

describe('what people see of a session', () => {
  const customerActions = (state: OrderState) =>
    customerView(aSession(1, state), { ...facts, canOpenDetail: true }).actions
  const operatorActions = (state: OrderState) => consoleView(aSession(1, state), facts).actions

  it('customers look; operators do as with any order', () => {
    expect(['CREATING', 'CREATED', 'NOT_CREATED', 'EXPIRED', 'REVOKED'].map((state) => customerActions(state as OrderState))).toEqual(Array(5).fill([]))
    expect(customerActions('USER_ACCEPTED')).toEqual(['detail'])
    expect(operatorActions('USER_ACCEPTED')).toEqual(['complete', 'message', 'cancel'])
    expect(operatorActions('FINISHED')).toEqual(['collect', 'sync', 'waive'])
  }) // prettier-ignore

  it('and which session of whose plan it is, without WeChat Pay’s number of that', () => {
    const { session } = consoleView(aSession(2, 'USER_ACCEPTED'), facts)
    expect(session).toEqual({ signId: SIGN_ID, no: 2, of: 3 })
    expect(consoleView(anOrder({}), facts)).not.toHaveProperty('session')
  })
})

describe('a notification', () => {
  const notify = async (out_order_no: string, more: object = {}, state: OrderState = 'USER_ACCEPTED') => {
    const test = aDesk([aSession(1, state)])
    const { store, clock } = test.desk
    const told = {
      protocol: 'service-orders',
      out_order_no,
      service_id: '500001',
      facts: { state: 'USER_PAID', raw: 'DONE', total: 8000, ...more },
    } as const
    const effect = await applyNotified({ store, clock, mchid: '1' }, told)
    return { effect, order: await test.stored() }
  }

  it('finds a session by the number that was signed', async () => {
    const { effect, order } = await notify(`${SIGN_ID}-1-1`)
    expect(effect).toBe('applied')
    expect(order).toMatchObject({ state: 'USER_PAID', outcome: 'paid', nextCheckAt: T0 })
  })

  it.each([`${SIGN_ID}-1-2`, `${SIGN_ID}_1`, `${SIGN_ID}-1`, 'x'])('%s is no session of ours', async (no) => {
    expect((await notify(no)).effect).toBe('unknown')
  })

  it('of a session that is called CREATED in use moves it', async () => {
    const { order } = await notify(
      `${SIGN_ID}-1-1`,
      { state: 'CREATED', raw: 'CREATED/USER_CONFIRM' },
      'CREATING',
    )
    expect(order.state).toBe('USER_ACCEPTED')
  })
})
