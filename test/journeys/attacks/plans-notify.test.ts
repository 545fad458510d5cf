import { newKey } from '../plans'
import { STRANGER } from '../story'
import { Forge } from './forge'
import { attackPlans } from './plan-target'

/**
 * Validly signed by WeChat Pay, decrypted with our own key, and still about another signing, merchant, app, service, shop, person
 * or session: kept, told to operators, and believed by nobody.
 */

const target = attackPlans('notifications of plans')
let forge: Forge
let letters = 0
beforeAll(() => {
  forge = new Forge(target().story)
})

async function effectOf(resource: object, event_type = 'PAYSCORE.USER_SIGN_PLAN'): Promise<unknown> {
  const id = `plans-${++letters}`
  const letter = forge.letter({ id, event_type, resource: resource as Record<string, unknown> })
  expect(await forge.post(letter)).toMatchObject({ status: 200 })
  return target().story.world.cloudbase.store.get('notifications', id)?.['effect']
}

interface Stored {
  openid: string
  appid: string
  service_id: string
  plan_id: string
  sign_plan_id: string
}
const stored = (signId: string): Stored =>
  target().story.world.cloudbase.store.get('signs', signId) as unknown as Stored

describe('a confirmation of the stranger’s signing, which nobody confirmed,', () => {
  const told = (more: object = {}): object => {
    const { signId, number } = target().waiting
    const { openid, appid, service_id, plan_id, sign_plan_id } = stored(signId)
    const { mchid } = target().story.world.credentials
    const ours = { openid, appid, service_id, plan_id, sign_plan_id, mchid }
    return { ...ours, merchant_sign_plan_no: number, sign_state: 'SIGNED', ...more }
  }
  const signed = () => stored(target().sign.signId)

  it.each<[string, string, () => object]>([
    ['of another merchant', 'foreign', () => ({ mchid: '1999999999' })],
    ['of a merchant that is a number', 'foreign', () => ({ mchid: 1900007781 })],
    ['of another mini-program', 'foreign', () => ({ appid: 'wxother0000000000' })],
    ['of a mini-program that is a list', 'foreign', () => ({ appid: ['wx5a1d0c0de5a4d80f'] })],
    ['of another service', 'foreign', () => ({ service_id: '00002000000000170000000000000002' })],
    ['of another plan', 'foreign', () => ({ plan_id: 'another' })],
    ['of a shop, where there is none', 'foreign', () => ({ sub_mchid: '1900007783' })],
    ['of another person', 'foreign', () => ({ openid: signed().openid })],
    ['of a person that is an object', 'foreign', () => ({ openid: { $ne: '' } })],
    ['with the number of another signing at WeChat Pay', 'foreign', () => ({ sign_plan_id: signed().sign_plan_id })],
    ['with a number at WeChat Pay that nobody has', 'foreign', () => ({ sign_plan_id: '0'.repeat(32) })],
    ['under another signing’s number', 'foreign', () => ({ merchant_sign_plan_no: target().sign.number })],
    ['without our number, by another’s at WeChat Pay', 'foreign', () => ({ merchant_sign_plan_no: undefined, sign_plan_id: signed().sign_plan_id })],
    ['without our number, by nobody’s', 'unknown', () => ({ merchant_sign_plan_no: undefined, sign_plan_id: 'nobody' })],
    ['with an attempt that never was', 'unknown', () => ({ merchant_sign_plan_no: `${target().waiting.signId}-2` })],
    ['with attempt 0', 'unknown', () => ({ merchant_sign_plan_no: `${target().waiting.signId}-0` })],
    ['with leading zeros', 'unknown', () => ({ merchant_sign_plan_no: `${target().waiting.signId}-01` })],
    ['with the number of a session', 'unknown', () => ({ merchant_sign_plan_no: `${target().waiting.number}-1` })],
    ['with an order’s number', 'unknown', () => ({ merchant_sign_plan_no: `${target().waiting.signId}_1` })],
    ['with a path', 'unknown', () => ({ merchant_sign_plan_no: `../${target().waiting.number}` })],
    ['with a prototype', 'unknown', () => ({ merchant_sign_plan_no: '__proto__' })],
    ['with a plan’s number', 'unknown', () => ({ merchant_sign_plan_no: target().plan.planId })],
  ])('%s: %s', async (_, effect, more) => {
    expect(await effectOf(told(more()))).toBe(effect)
    expect(target().story.world.cloudbase.store.get('signs', target().waiting.signId)).toMatchObject({
      state: 'UNSIGNED',
    })
  }) // prettier-ignore

  it('control: as it is, is believed, and a query takes it back', async () => {
    expect(await effectOf(told())).toBe('applied')
    expect(stored(target().waiting.signId)).toMatchObject({ state: 'SIGNED' })
    const start = { action: 'startSession', signId: target().waiting.signId, no: 1 }
    // Nothing begins on a notification's word.
    expect(await target().ask('orders', start, STRANGER)).toMatchObject({ failure: { code: 'NOT_SIGNED' } })
    expect(stored(target().waiting.signId)).toMatchObject({ state: 'UNSIGNED' })
    target().look()
  })
})

describe('an end of the customer’s signing, which goes on,', () => {
  const told = (more: object = {}): object => {
    const { openid, appid, service_id, plan_id, sign_plan_id } = stored(target().sign.signId)
    return {
      ...{ openid, appid, service_id, plan_id, sign_plan_id, cancel_sign_type: 'USER' },
      merchant_sign_plan_no: target().sign.number,
      ...more,
    }
  }

  it.each([
    'SIGN_PLAN_CANCEL',
    'UNSIGNED',
    'SIGNED',
    'COMPLETE',
    'EXPIRE',
    'NOT_CREATED',
    'GONE',
    '__proto__',
  ])('as %s: asked about, and nothing changes', async (sign_state) => {
    expect(await effectOf(told({ sign_state }), 'PAYSCORE.USER_CANCEL_SIGN_PLAN')).toBe('applied')
    expect(stored(target().sign.signId)).toMatchObject({ state: 'SIGNED' })
    await target().story.reconcile()
    expect(stored(target().sign.signId)).toMatchObject({ state: 'SIGNED', alerts: [] })
  })

  it('with sessions that are all used and paid: none of it is believed', async () => {
    const signed_detail_list = [1, 2, 3, 4, 5].map((plan_detail_no) => ({
      ...{ plan_detail_no, plan_detail_state: 'USED', actual_pay_price: 1, actual_price: 1 },
    }))
    await effectOf(told({ sign_state: 'COMPLETE', signed_detail_list }), 'PAYSCORE.USER_CANCEL_SIGN_PLAN')
    const { data } = await target().ask('orders', { action: 'getSign', signId: target().sign.signId })
    expect(data?.['sign']).toMatchObject({ state: 'SIGNED', paid: 0, sessions: [{ state: 'USING' }, {}, {}, {}, {}] }) // prettier-ignore
  })
})

describe('a payment of a session that is in use', () => {
  const told = (out_order_no: string, more: object = {}) => ({
    ...forge.resource(out_order_no, 'USER_PAID', { total_amount: 1 }),
    openid: stored(target().sign.signId).openid,
    ...more,
  })
  const number = () => `${target().sign.number}-1`

  it.each<[string, string, () => object]>([
    ['of another merchant', 'foreign', () => told(number(), { mchid: '1999999999' })],
    ['of another service', 'foreign', () => told(number(), { service_id: '0'.repeat(32) })],
    ['of another person', 'foreign', () => told(number(), { openid: STRANGER })],
    ['of a shop', 'foreign', () => told(number(), { sub_mchid: '1900007783' })],
    ['of a session that never began', 'unknown', () => told(`${target().sign.number}-2`)],
    ['of a session that there is not', 'unknown', () => told(`${target().sign.number}-6`)],
    ['of session 0', 'unknown', () => told(`${target().sign.number}-0`)],
    ['of another attempt of the signing', 'unknown', () => told(`${target().sign.signId}-2-1`)],
    ['of the signing itself', 'unknown', () => told(target().sign.number)],
    ['of its order as an attempt', 'unknown', () => told(`${target().session.orderId}_1`)],
    ['of its signing as an order', 'unknown', () => told(`${target().sign.signId}_1`)],
    ['with leading zeros', 'unknown', () => told(`${target().sign.number}-01`)],
    ['with a path', 'unknown', () => told(`${number()}/../${number()}`)],
  ])('%s: %s', async (_, effect, resource) => {
    expect(await effectOf(resource(), 'PAYSCORE.USER_PAID')).toBe(effect)
  })

  it('that names its signing too is about the order alone', async () => {
    const resource = told(`${target().sign.number}-2`, { sign_plan_id: stored(target().sign.signId).sign_plan_id }) // prettier-ignore
    expect(await effectOf(resource, 'PAYSCORE.USER_PAID')).toBe('unknown')
  })

  it('control: of another customer’s order that is none of ours stays unknown, and a new customer signs as ever', async () => {
    expect(await effectOf(told(`${'f'.repeat(24)}-1-1`), 'PAYSCORE.USER_PAID')).toBe('unknown')
    const wish = { action: 'sign', planId: target().plan.planId, requestKey: newKey() }
    expect(await target().ask('orders', wish, 'local-guest-1')).toMatchObject({ ok: true })
    target().look()
  })
})
