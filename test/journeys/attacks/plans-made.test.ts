import type { PlanDraft } from '../../../miniprogram/domain/lines/sign-plan'
import { AS_PARTNER } from '../../../simulator/world/product'
import { draftOf, newKey } from '../plans'
import { CUSTOMER, OPERATOR, STRANGER } from '../story'
import { codeOf } from './attack'
import { attackPlans } from './plan-target'
import { CLERK, FIRST, FIRSTS_APP, SECOND } from './two-shops'

/**
 * What nobody can make of a plan: prices that rise or are none, names that nobody sees, another shop's, somebody else's. In these
 * worlds the card is the second shop's, the course the first's.
 */

const target = attackPlans('plans made', AS_PARTNER)
const [CARD, COURSE] = ['yoga-card', 'badminton-course']
const draft = draftOf(CARD)
const [FIRST_SESSION, ...REST] = draft.details
if (!FIRST_SESSION) throw new Error('The card has no session.')
const detail = { name: FIRST_SESSION.name, original: 12_000, actual: 9800 }
const wish = (more: object = {}) => ({ action: 'createPlan', offerId: CARD, requestKey: newKey(), ...draft, ...more }) // prettier-ignore
const make = (more: object = {}, openid = OPERATOR) => target().ask('console', wish(more), openid)
const of = (details: unknown): object => ({ details })
const joined = { done: false }
/** Works for the first shop alone. */
async function clerk(): Promise<string> {
  if (joined.done) return CLERK
  joined.done = true
  const { data } = await target().ask('console', { action: 'invite', name: '店员', shops: [FIRST] }, OPERATOR)
  await target().ask('console', { action: 'join', code: data?.['code'] }, CLERK)
  return CLERK
}

describe('a plan', () => {
  const session = (more: object): PlanDraft['details'] => [{ ...detail, ...more }]

  it.each<[string, object, object[]]>([
    ['whose price rises', of([detail, { ...detail, actual: 9801 }]), [{ at: 1, problem: 'rises' }]],
    [
      'whose price rises by one fen at the end',
      of([FIRST_SESSION, ...REST, { ...detail, actual: 5801 }]),
      [{ at: 5, problem: 'rises' }],
    ],
    ['dearer than without it', of(session({ original: 9799 })), [{ at: 0, problem: 'above-original' }]],
    [
      'above what the offer allows',
      of(session({ original: 12_001, actual: 12_001 })),
      [{ at: 0, problem: 'above-limit' }],
    ],
    ['worth nothing', of(session({ original: 0, actual: 0 })), [{ at: 0, problem: 'price' }]],
    ['that pays the customer', of(session({ actual: -1 })), [{ at: 0, problem: 'price' }]],
    ['with half a fen', of(session({ actual: 0.5 })), [{ at: 0, problem: 'price' }]],
    [
      'with a price above every number',
      of(session({ original: 2 ** 53, actual: 2 ** 53 })),
      [{ at: 0, problem: 'price' }],
    ],
    ['of 1e308', of(session({ original: 1e308, actual: 1e308 })), [{ at: 0, problem: 'price' }]],
    [
      'whose prices are one sum',
      of([detail, { ...detail, actual: 1 }, { ...detail, actual: 2 }]),
      [{ at: 2, problem: 'rises' }],
    ],
    ['of no session', of([]), [{ problem: 'empty' }]],
    ['of 51 sessions', of(Array.from({ length: 51 }, () => detail)), [{ problem: 'too-many' }]],
    ['of no day', { durationDays: 0 }, [{ problem: 'days' }]],
    ['of more days than there are', { durationDays: Number.MAX_SAFE_INTEGER }, [{ problem: 'days' }]],
    ['without a name', { name: '  ' }, [{ problem: 'name' }]],
    ['with a name of 21 signs', { name: '瑜'.repeat(21) }, [{ problem: 'name' }]],
    ['with a name that nobody sees', { name: '\u200b' }, [{ problem: 'name' }]],
    ['with a name that turns round', { name: '免费\u202e卡' }, [{ problem: 'name' }]],
    ['with a session that nobody sees', of(session({ name: '\u2060' })), [{ at: 0, problem: 'detail-name' }]],
    [
      'with a discount of a novel',
      of(session({ discount: '惠'.repeat(21) })),
      [{ at: 0, problem: 'discount' }],
    ],
  ])('%s: PLAN_INVALID, and where', async (_, more, problems) => {
    const answer = await make(more)
    expect(codeOf(answer)).toBe('PLAN_INVALID')
    expect(answer.failure?.details).toEqual({ problems })
  })

  it.each<[string, object]>([
    ['prices as texts', of([{ ...detail, actual: '9800' }])],
    ['prices that are none', of([{ ...detail, actual: NaN }])],
    ['a number of its own for a session', of([{ ...detail, no: 7 }])],
    ['a merchant number for a session', of([{ ...detail, merchant_plan_detail_no: 'mine' }])],
    [
      'a prototype in a session',
      of([JSON.parse('{"name":"课","original":2,"actual":1,"__proto__":{"actual":0}}')]),
    ],
    ['sessions that are an object', of({ 0: detail, length: 1 })],
    ['sessions that are a text', of('x')],
    ['a session that is nothing', of([null])],
    ['a session that is a list', of([[detail]])],
    ['101 sessions', of(Array.from({ length: 101 }, () => detail))],
    ['a hundred thousand sessions', of(Array.from({ length: 100_000 }, () => ({ ...detail })))],
    ['a name of a megabyte', { name: '瑜'.repeat(300_000) }],
    ['days as a text', { durationDays: '90' }],
    ['half a day', { durationDays: 0.5 }],
    ['a name that is a list', { name: ['瑜伽'] }],
    ['an offer that is a path', { offerId: '../offers/yoga-card' }],
    ['an offer that is a condition', { offerId: { $ne: '' } }],
  ])('with %s: INVALID_REQUEST', async (_, more) => {
    expect(codeOf(await make(more))).toBe('INVALID_REQUEST')
  })

  it.each([['power-bank'], ['hotel-night'], ['__proto__'], ['constructor'], ['nothing']])(
    'of the offer %s: UNKNOWN_OFFER',
    async (offerId) => {
      expect(codeOf(await make({ offerId }))).toBe('UNKNOWN_OFFER')
    },
  )

  it('control: control fields decide nothing, and the sums are ours', async () => {
    const control = {
      _id: 'f'.repeat(24),
      planId: 'f'.repeat(24),
      plan_id: 'mine',
      merchant_plan_no: 'mine',
      state: 'STOP',
      sub_mchid: FIRST,
      service_id: 'x',
      appid: 'wxother0000000000',
      mode: 'merchant',
      maxCharge: 999_999,
      total: 1,
      total_actual_price: 1,
      total_original_price: 1,
      deduction_quantity: 1,
      openid: STRANGER,
    }
    const answer = await make(control)
    const { planId } = answer.data?.['plan'] as { planId: string }
    expect(planId).not.toBe('f'.repeat(24))
    const [plan] = target().list('plans').filter(({ _id }) => _id === planId) // prettier-ignore
    expect(plan).toMatchObject({ state: 'NORMAL', mode: 'partner', sub_mchid: SECOND, appid: target().story.world.credentials.appid }) // prettier-ignore
    const there = target().story.sandbox.payscorePlans().find((one) => one.merchant_plan_no === planId) // prettier-ignore
    expect(there).toMatchObject({ total_actual_price: 39_000, total_original_price: 60_000 })
    expect(plan?.['plan_id']).toBe(there?.plan_id)
    target().look()
  })
})

describe('a key that was used', () => {
  it('for another plan of the same operator: STATE_CHANGED, one fen or one letter off', async () => {
    const requestKey = newKey()
    expect(codeOf(await make({ requestKey }))).toBe('OK')
    target().look()
    for (const more of [of([{ ...detail, actual: 9799 }]), { name: '别的卡' }, { durationDays: 91 }, { offerId: COURSE }])
      expect(codeOf(await make({ requestKey, ...more }))).toBe('STATE_CHANGED')
    expect(codeOf(await make({ requestKey }))).toBe('OK')
  }) // prettier-ignore

  it('by another operator makes a plan of theirs, and shows nobody’s', async () => {
    const requestKey = newKey()
    const first = await make({ requestKey, offerId: COURSE, ...draftOf(COURSE) })
    const { data } = await target().ask('console', wish({ requestKey, offerId: COURSE, ...draftOf(COURSE) }), await clerk()) // prettier-ignore
    const ids = [first.data, data].map((one) => (one?.['plan'] as { planId: string }).planId)
    expect(new Set(ids).size).toBe(2)
    target().look()
  })
})

describe('an operator of another shop', () => {
  it.each([
    ['getPlan', 'PLAN_NOT_FOUND'],
    ['stopPlan', 'PLAN_NOT_FOUND'],
    ['members', 'PLAN_NOT_FOUND'],
    ['getSign', 'SIGN_NOT_FOUND'],
    ['cancelSign', 'SIGN_NOT_FOUND'],
    ['startSession', 'SIGN_NOT_FOUND'],
    ['createPlan', 'UNKNOWN_OFFER'],
    ['get', 'ORDER_NOT_FOUND'],
    ['complete', 'ORDER_NOT_FOUND'],
    ['cancel', 'ORDER_NOT_FOUND'],
    ['collect', 'ORDER_NOT_FOUND'],
    ['refund', 'ORDER_NOT_FOUND'],
  ])('%s: %s like none at all, whatever they add', async (action, code) => {
    const { plan, sign, session } = target()
    const ids = { planId: plan.planId, signId: sign.signId, orderId: session.orderId, no: 2 }
    const more = { sub_mchid: FIRST, shop: FIRST, shops: [SECOND], openid: OPERATOR, operator: { shops: [SECOND] } } // prettier-ignore
    const bill = { fees: [{ name: '课', amount: 1 }], discounts: [], total: 1, reason: '试试', amount: 1 }
    const event = { ...wish(), ...ids, ...more, ...bill, action }
    expect(codeOf(await target().ask('console', event, await clerk()))).toBe(code)
  })

  it('sees none of them in a list, nor by a number', async () => {
    const { plan, sign, session } = target()
    for (const event of [
      { action: 'plans' },
      { action: 'list' },
      { action: 'list', search: session.orderId.slice(0, 8) },
      { action: 'plans', shop: SECOND, sub_mchid: SECOND },
    ]) {
      const text = JSON.stringify(await target().ask('console', event, await clerk()))
      for (const id of [plan.planId, sign.signId, session.orderId]) expect(text).not.toContain(id)
    }
  })

  it('control: works on the plans of their own', async () => {
    const { data } = await target().ask('console', wish({ offerId: COURSE, ...draftOf(COURSE) }), await clerk()) // prettier-ignore
    const { planId } = data?.['plan'] as { planId: string }
    expect(codeOf(await target().ask('console', { action: 'stopPlan', planId }, CLERK))).toBe('OK')
    target().look()
  })
})

describe('in another shop’s mini-program', () => {
  const app = { appid: FIRSTS_APP }

  it('a plan is neither seen nor signed, and its signings are of another person there', async () => {
    const { plan, sign } = target()
    const { planId } = plan
    const guest = 'local-guest-9'
    expect(codeOf(await target().ask('orders', { action: 'plans', offerId: CARD }, guest, app))).toBe('UNKNOWN_OFFER') // prettier-ignore
    const event = { action: 'sign', planId, requestKey: newKey(), sub_mchid: SECOND, appid: 'x' }
    expect(codeOf(await target().ask('orders', event, guest, app))).toBe('PLAN_NOT_FOUND')
    for (const action of ['getSign', 'cancelSign', 'startSession']) {
      const own = { action, signId: sign.signId, no: 2, openid: CUSTOMER }
      expect(codeOf(await target().ask('orders', own, guest, app))).toBe('SIGN_NOT_FOUND')
    }
  })

  it('and in one that is nobody’s there is nobody', async () => {
    const event = { action: 'getSign', signId: target().sign.signId }
    expect(codeOf(await target().ask('orders', event, CUSTOMER, { appid: 'wxother0000000000' }))).toBe(
      'NO_IDENTITY',
    )
  })
})
