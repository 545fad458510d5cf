import { check } from '../../../../cloudfunctions/shared/intents/check'
import type { PlanDocument } from '../../../../cloudfunctions/shared/plans/document'
import { PLANS } from '../../../../cloudfunctions/shared/plans/kind'
import type { SignDocument } from '../../../../cloudfunctions/shared/signs/document'
import { SIGNS } from '../../../../cloudfunctions/shared/signs/kind'
import { aDesk, refuses, says, type Said, silence } from '../orders/desk'
import { T0 } from '../orders/fixtures'
import { answers, aPlan, aPlanPending, PLAN_ID } from '../plans/fixtures'
import { anAttempt, aSign, aSignIn, aSignPending, SIGN_ID } from '../signs/fixtures'

const MINUTE = 60_000

/** One look at a plan at this moment. */
async function look(plan: PlanDocument, at: number, ...said: Said[]) {
  const test = aDesk([], ...said)
  test.now = at
  await test.store.insert('plans', plan)
  const result = await check(test.desk, PLANS, plan)
  const stored = await test.store.read<PlanDocument>('plans', PLAN_ID)
  return { ...test, result, stored, actions: test.sent.map(({ call }) => call.action) }
}

/** One look at a signing. */
async function lookAt(sign: SignDocument, at: number, ...said: Said[]) {
  const test = aDesk([], ...said)
  test.now = at
  await test.store.insert('signs', sign)
  const result = await check(test.desk, SIGNS, sign)
  const stored = await test.store.read<SignDocument>('signs', SIGN_ID)
  return { ...test, result, stored, actions: test.sent.map(({ call }) => call.action) }
}

const tells = (sign_state: string, n = 1) =>
  says({ merchant_sign_plan_no: `${SIGN_ID}-${n}`, sign_plan_id: 'S1', sign_state })

describe('a plan', () => {
  const making = () => aPlan('CREATING', { pending: aPlanPending('create') })
  const stopping = () => aPlan('NORMAL', { plan_id: 'P1', pending: aPlanPending('stop') })

  it('is found, and never made', async () => {
    const found = await look(making(), T0 + MINUTE, answers('NORMAL'))
    expect(found.stored).toMatchObject({ state: 'NORMAL', proven: 'NORMAL' })
    expect(found.stored).not.toHaveProperty('nextCheckAt')
    const missing = await look(making(), T0 + MINUTE, refuses(404, 'RESOURCE_NOT_EXISTS'))
    expect(missing.stored).toMatchObject({ state: 'CREATING', missingAt: T0 + MINUTE })
    expect(missing.actions).toEqual(['plan-query'])
  })

  it('whose stop was not carried out is sent again, byte for byte, once it cannot be under way', async () => {
    const early = await look(stopping(), T0 + MINUTE - 1, answers('NORMAL'))
    expect(early.actions).toEqual(['plan-query'])
    const late = await look(stopping(), T0 + MINUTE, answers('NORMAL'), answers('STOP'))
    expect(late.sent[1]?.call).toEqual(stopping().pending?.call)
    expect(late.stored).toMatchObject({ state: 'STOP' })
  })

  it('that nobody answers about is looked at again soon, and a person hears of it after an hour', async () => {
    const quiet = await look({ ...stopping(), checks: 5 }, T0 + 61 * MINUTE, silence())
    expect(quiet.stored?.alerts[0]).toContain('超过 1 小时')
    expect(quiet.stored?.nextCheckAt).toBe(T0 + 76 * MINUTE)
    expect(quiet.actions).toEqual(['plan-query'])
  })

  it('ends the run when WeChat Pay is busy', async () => {
    expect((await look(making(), T0 + MINUTE, refuses(429, 'FREQUENCY_LIMITED', false))).result).toBe('busy')
    const again = await look(
      stopping(),
      T0 + MINUTE,
      answers('NORMAL'),
      refuses(429, 'FREQUENCY_LIMITED', false),
    )
    expect(again.result).toBe('busy')
  })

  it('changed meanwhile is left to the next run', async () => {
    const plan = making()
    const test = aDesk([], answers('NORMAL'))
    await test.store.insert('plans', { ...plan, version: 2 })
    expect(await check(test.desk, PLANS, plan)).toBe('changed-meanwhile')
  })
})

describe('a signing', () => {
  it('that nobody confirmed in time is ended, to be made anew', async () => {
    const at = T0 + 125 * MINUTE
    const ended = await lookAt(aSignIn('UNSIGNED'), at, tells('UNSIGNED'), tells('SIGN_PLAN_CANCEL'))
    expect(ended.actions).toEqual(['sign-query', 'sign-stop'])
    expect(ended.stored).toMatchObject({ state: 'SIGN_PLAN_CANCEL', retrying: true })
    const early = await lookAt(aSignIn('UNSIGNED'), at - 1, tells('UNSIGNED'))
    expect(early.actions).toEqual(['sign-query'])
  })

  it('that was signed after all is not', async () => {
    const signed = await lookAt(aSignIn('UNSIGNED'), T0 + 125 * MINUTE, tells('SIGNED'))
    expect(signed.actions).toEqual(['sign-query'])
    expect(signed.stored).toMatchObject({ state: 'SIGNED' })
  })

  it('an attempt that another one replaced is ended', async () => {
    const attempts = [anAttempt(1, 'SIGN_PLAN_CANCEL'), anAttempt(2, 'SIGNED', { proven: 'SIGNED' })]
    const said = [tells('UNSIGNED'), tells('SIGNED', 2), tells('SIGN_PLAN_CANCEL')]
    const looked = await lookAt(aSign({ attempts, current: 2 }), T0 + MINUTE, ...said)
    expect(looked.actions).toEqual(['sign-query', 'sign-query', 'sign-stop'])
    expect(looked.sent[2]?.call.path).toContain(`${SIGN_ID}-1`)
    expect(looked.stored).toMatchObject({ state: 'SIGNED', current: 2 })
    expect(looked.stored).not.toHaveProperty('retrying')
  })

  it('an attempt that WeChat Pay did not let us end, and that nobody can sign, is left alone', async () => {
    const attempts = [anAttempt(1, 'UNSIGNED', { kept: true }), anAttempt(2, 'SIGNED', { proven: 'SIGNED' })]
    const sign = aSign({ attempts, current: 2 })
    const looked = await lookAt(sign, T0 + MINUTE, tells('UNSIGNED'), tells('SIGNED', 2))
    expect(looked.actions).toEqual(['sign-query', 'sign-query'])
  })

  it('a cancel of what was not signed is not sent again once it is', async () => {
    const pending = aSignPending('cancel', { from: 'UNSIGNED' })
    const looked = await lookAt(aSignIn('UNSIGNED', {}, { pending }), T0 + MINUTE, tells('SIGNED'))
    expect(looked.actions).toEqual(['sign-query'])
    expect(looked.stored).toMatchObject({ state: 'SIGNED' })
    expect(looked.stored).not.toHaveProperty('pending')
  })

  it('a sign is not sent again by itself', async () => {
    const pending = aSignPending('sign')
    const looked = await lookAt(aSignIn('CREATING', {}, { pending }), T0 + MINUTE, tells('UNSIGNED'))
    expect(looked.actions).toEqual(['sign-query'])
    expect(looked.stored).toMatchObject({ state: 'UNSIGNED', pending: { action: 'sign' } })
  })
})
