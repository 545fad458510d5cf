import { sessionOrderId } from '../../../cloudfunctions/shared/sessions/number'
import { draftOf, newKey } from '../plans'
import { CUSTOMER, OPERATOR, STRANGER } from '../story'
import { codeOf } from './attack'
import { attackPlans } from './plan-target'

/** What nobody can do to plans, signings and sessions: take another's, set a price, skip, repeat, or talk them into a state. */

const target = attackPlans('plans')
const NOBODY = '0'.repeat(24)
const forged = {
  openid: CUSTOMER,
  OPENID: CUSTOMER,
  operator: true,
  caller: { kind: 'user', openid: CUSTOMER },
  userInfo: { openId: CUSTOMER },
}
const OF_SIGN = ['getSign', 'reopenSign', 'retrySign', 'cancelSign', 'startSession'] as const

describe('a signing of somebody else', () => {
  it.each(OF_SIGN)('%s by its id: SIGN_NOT_FOUND like none at all, whoever they say they are', async (action) => {
    const answers = []
    for (const signId of [target().sign.signId, NOBODY])
      for (const openid of [STRANGER, OPERATOR]) {
        const answer = await target().ask('orders', { action, signId, no: 2, ...forged }, openid)
        answers.push({ ...answer.failure, requestId: '' })
      }
    expect(answers[0]).toMatchObject({ code: 'SIGN_NOT_FOUND' })
    for (const answer of answers) expect(answer).toEqual(answers[0])
  }) // prettier-ignore

  it.each(['getSign', 'cancelSign', 'startSession', 'members', 'getPlan', 'stopPlan', 'createPlan', 'plans'])(
    'console.%s by a customer: NOT_OPERATOR',
    async (action) => {
      const { sign, plan } = target()
      const ids = { signId: sign.signId, planId: plan.planId, no: 2, reason: '试试' }
      const event = { action, ...ids, ...forged, offerId: plan.offerId, requestKey: newKey(), ...draftOf('yoga-card') } // prettier-ignore
      for (const openid of [CUSTOMER, STRANGER])
        expect(codeOf(await target().ask('console', event, openid))).toBe('NOT_OPERATOR')
    },
  )

  it('is in no list, whatever is added', async () => {
    for (const more of [{}, forged, { where: {} }, { signId: target().sign.signId }]) {
      const { data } = await target().ask('orders', { action: 'signs', ...more }, STRANGER)
      expect((data?.['items'] as { signId: string }[]).map(({ signId }) => signId)).toEqual([
        target().waiting.signId,
      ])
    }
  })

  it.each(['get', 'detail', 'cancel', 'retry', 'reopen', 'receive'])(
    'its session’s order by its id, orders.%s: ORDER_NOT_FOUND',
    async (action) => {
      const { orderId } = target().session
      for (const openid of [STRANGER, OPERATOR])
        expect(codeOf(await target().ask('orders', { action, orderId, ...forged }, openid))).toBe(
          'ORDER_NOT_FOUND',
        )
    },
  )

  it('control: its customer sees it, and an operator', async () => {
    const { signId } = target().sign
    expect(codeOf(await target().ask('orders', { action: 'getSign', signId }))).toBe('OK')
    expect(codeOf(await target().ask('console', { action: 'getSign', signId }, OPERATOR))).toBe('OK')
    const { orderId } = target().session
    expect(codeOf(await target().ask('orders', { action: 'get', orderId }))).toBe('OK')
    target().look()
  })
})

describe('an id', () => {
  it.each<[string, unknown]>([
    ['with a path', '../../signs/'.padEnd(24, '0')],
    ['with a number behind it', 'attempt'],
    ['of a session', 'session'],
    ['in capitals', 'A'.repeat(24)],
    ['that is too long', '0'.repeat(25)],
    ['with a line end', `${'0'.repeat(24)}\n`],
    ['that is a prototype’s name', '__proto__'],
    ['that is a condition', { $ne: '' }],
    ['that is a list', ['0'.repeat(24)]],
    ['that is a number', 1],
    ['that is nothing', null],
    ['of a megabyte', 'a'.repeat(1_000_000)],
  ])('%s: INVALID_REQUEST everywhere', async (_, given) => {
    const { number } = target().sign
    const id = given === 'attempt' ? number : given === 'session' ? `${number}-1` : given
    for (const action of OF_SIGN)
      expect(codeOf(await target().ask('orders', { action, signId: id, no: 2 }))).toBe('INVALID_REQUEST')
    const sign = { action: 'sign', planId: id, requestKey: newKey() }
    expect(codeOf(await target().ask('orders', sign))).toBe('INVALID_REQUEST')
    for (const action of ['getPlan', 'stopPlan', 'members', 'getSign', 'cancelSign', 'startSession']) {
      const event = { action, planId: id, signId: id, no: 2, reason: '试试' }
      expect(codeOf(await target().ask('console', event, OPERATOR))).toBe('INVALID_REQUEST')
    }
  })

  it('of one kind in the place of another finds nothing', async () => {
    const { plan, sign, session } = target()
    const { planId } = plan
    const { signId } = sign
    const { orderId } = session
    for (const id of [planId, orderId]) {
      expect(codeOf(await target().ask('orders', { action: 'getSign', signId: id }))).toBe('SIGN_NOT_FOUND')
      const start = { action: 'startSession', signId: id, no: 2 }
      expect(codeOf(await target().ask('console', start, OPERATOR))).toBe('SIGN_NOT_FOUND')
    }
    for (const id of [signId, orderId]) {
      const wish = { action: 'sign', planId: id, requestKey: newKey() }
      expect(codeOf(await target().ask('orders', wish))).toBe('PLAN_NOT_FOUND')
      expect(codeOf(await target().ask('console', { action: 'stopPlan', planId: id }, OPERATOR))).toBe(
        'PLAN_NOT_FOUND',
      )
    }
    for (const id of [signId, planId])
      for (const action of ['get', 'cancel', 'retry', 'detail'])
        expect(codeOf(await target().ask('orders', { action, orderId: id }))).toBe('ORDER_NOT_FOUND')
  })
})

describe('signing', () => {
  const wish = (more: object = {}) => ({
    ...{ action: 'sign', planId: target().plan.planId, requestKey: newKey() },
    ...more,
  })

  it('twice, whatever key: ALREADY_SIGNED, with one’s own signing alone', async () => {
    for (const openid of [CUSTOMER, STRANGER]) {
      const answer = await target().ask('orders', wish(), openid)
      expect(codeOf(answer)).toBe('ALREADY_SIGNED')
      const own = openid === CUSTOMER ? target().sign : target().waiting
      expect(answer.failure?.details).toEqual({ signId: own.signId })
    }
    target().look()
  })

  it.each<[string, unknown]>([
    ['too short', 'short'],
    ['too long', 'k'.repeat(65)],
    ['with a path', '../../../../../../signs'],
    ['with a bar', `${'k'.repeat(16)}|1`],
    ['a list', ['k'.repeat(16)]],
    ['a condition', { $gt: '' }],
    ['a megabyte', 'k'.repeat(1_000_000)],
    ['missing', undefined],
  ])('with a key that is %s: INVALID_REQUEST', async (_, requestKey) => {
    expect(codeOf(await target().ask('orders', wish({ requestKey })))).toBe('INVALID_REQUEST')
    const plan = { action: 'createPlan', offerId: 'yoga-card', requestKey, ...draftOf('yoga-card') }
    expect(codeOf(await target().ask('console', plan, OPERATOR))).toBe('INVALID_REQUEST')
  })

  it('with the key of somebody else makes a signing of one’s own, or none', async () => {
    const [theirs] = target().list('signs').filter(({ openid }) => openid === CUSTOMER) // prettier-ignore
    const requestKey = theirs?.['requestKey']
    const answer = await target().ask('orders', wish({ requestKey }), STRANGER)
    expect(codeOf(answer)).toBe('ALREADY_SIGNED')
    expect(JSON.stringify(answer)).not.toContain(target().sign.signId)
  })

  it('control fields decide nothing: the plan’s prices, the caller’s own openid, our numbers', async () => {
    const control = {
      plan_id: 'mine',
      details: [{ no: 1, name: 'x', original: 1, actual: 1 }],
      total: 1,
      openid: CUSTOMER,
      sub_openid: CUSTOMER,
      state: 'SIGNED',
      signed: { signedAt: 1 },
      started: 4,
      turn: 9,
      attempts: [],
      sign_plan_id: 'x',
      merchant_sign_plan_no: 'mine',
      package: 'x',
      __proto__: { state: 'SIGNED' },
    }
    const answer = await target().ask('orders', wish(control), 'local-guest-7')
    expect(answer.data?.['sign']).toMatchObject({ state: 'UNSIGNED', total: target().plan.total })
    const { signId } = answer.data?.['sign'] as { signId: string }
    const sign = target().list('signs').find(({ _id }) => _id === signId) // prettier-ignore
    expect(sign).toMatchObject({
      openid: 'local-guest-7',
      details: target().plan.details,
      started: 0,
      turn: 1,
      current: 1,
    })
    expect(sign?.['signed']).not.toHaveProperty('signedAt')
    expect(sign).toMatchObject({ attempts: [{ number: `${signId}-1`, numbers: [1, 2, 3, 4, 5].map((no) => `${signId}-1-${no}`) }] }) // prettier-ignore
    expect(sessionOrderId(`${signId}-1-1`)).not.toBe(sessionOrderId(`${target().sign.number}-1`))
    target().look()
  })

  it('control: who signed nothing signs', async () => {
    expect(codeOf(await target().ask('orders', wish(), 'local-guest-8'))).toBe('OK')
    target().look()
  })
})
