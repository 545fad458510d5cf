import type { Desk } from '../../../../cloudfunctions/shared/orders/desk'
import { act, sendPending } from '../../../../cloudfunctions/shared/intents/send'
import type { PlanDocument } from '../../../../cloudfunctions/shared/plans/document'
import { PLANS } from '../../../../cloudfunctions/shared/plans/kind'
import { aDesk, refuses, type Said, silence, unreached } from '../orders/desk'
import { T0 } from '../orders/fixtures'
import { answers, aPlan, aPlanPending, PLAN_ID } from '../plans/fixtures'

const MINUTE = 60_000

/** A desk with a plan; WeChat Pay says what the test says, in turn. */
async function withPlan(plan: PlanDocument, ...said: Said[]) {
  const test = aDesk([], ...said)
  await test.store.insert('plans', plan)
  const stored = async (): Promise<PlanDocument> => {
    const found = await test.store.read<PlanDocument>('plans', PLAN_ID)
    if (!found) throw new Error('The plan is gone.')
    return found
  }
  return { ...test, desk: test.desk as Desk, stored }
}

const making = () => aPlan('CREATING', { pending: aPlanPending('create') })
const stopping = () => aPlan('NORMAL', { plan_id: 'P1', pending: aPlanPending('stop') })

/** What came of sending a plan's pending call. */
async function sending(plan: PlanDocument, as: 'first' | 'again', ...said: Said[]) {
  const test = await withPlan(plan, ...said)
  const { pending } = plan
  if (!pending) throw new Error('Nothing is pending.')
  const acted = await sendPending(test.desk, PLANS, plan, pending, as)
  expect(await test.stored()).toEqual(acted.document)
  return { ...test, ...acted }
}

describe('an intent', () => {
  it('is stored before anything is sent, with who decided it', async () => {
    const plan = aPlan('NORMAL', { plan_id: 'P1', checks: 4 })
    const pending = { ...aPlanPending('stop'), reason: '不再开课' }
    const test = await withPlan(plan, async () => {
      expect(await test.stored()).toMatchObject({
        version: 2,
        pending,
        checks: 0,
        audit: [{ at: T0, by: 'operator', what: 'stop', note: '不再开课' }],
        nextCheckAt: T0 + MINUTE,
      })
      return answers('STOP')
    })
    const { document } = await act(test.desk, PLANS, plan, pending)
    expect(document).toMatchObject({ state: 'STOP' })
    expect(document).not.toHaveProperty('pending')
  })

  it('about something that changed meanwhile is not sent', async () => {
    const plan = aPlan('NORMAL', { plan_id: 'P1' })
    const { desk, sent } = await withPlan({ ...plan, version: 2 }, answers('STOP'))
    await expect(act(desk, PLANS, plan, aPlanPending('stop'))).rejects.toMatchObject({
      code: 'STATE_CHANGED',
    })
    expect(sent).toEqual([])
  })
})

describe('sent', () => {
  it('and not heard of: it stays for reconcile', async () => {
    const { document, lost } = await sending(making(), 'first', silence())
    expect(document).toEqual(making())
    expect(lost).toBeDefined()
  })

  it('and answered by something unreadable: the same', async () => {
    const { document, lost } = await sending(making(), 'first', answers(''))
    expect(document.pending).toBeDefined()
    expect(lost).toMatchObject({ code: 'CLIENT_UNREADABLE' })
  })

  it('never, the first time: it never was; a second time proves nothing', async () => {
    const first = await sending(making(), 'first', unreached())
    expect(first.document).toMatchObject({ state: 'NOT_CREATED' })
    expect(first.refusal).toBeDefined()
    const again = await sending(making(), 'again', unreached())
    expect(again.document).toEqual(making())
  })

  it.each([401, 403])('and refused unread (%d): it never was, without a question', async (status) => {
    const { document, refusal, sent } = await sending(making(), 'first', refuses(status, 'NO_AUTH'))
    expect(document).toMatchObject({ state: 'NOT_CREATED', audit: [{ what: 'create refused' }] })
    expect(refusal).toBeDefined()
    expect(sent).toHaveLength(1)
  })

  it('and refused: asked, and where there is none it never was', async () => {
    const { document, refusal } = await sending(
      making(),
      'first',
      refuses(400, 'PARAM_ERROR'),
      refuses(404, 'RESOURCE_NOT_EXISTS'),
    )
    expect(document).toMatchObject({ state: 'NOT_CREATED' })
    expect(refusal).toBeDefined()
  })

  it('and refused because it is there already: it is there, and nobody hears of a refusal', async () => {
    const refused = refuses(400, 'INVALID_REQUEST')
    const { document, refusal } = await sending(making(), 'first', refused, answers('NORMAL'))
    expect(document).toMatchObject({ state: 'NORMAL', proven: 'NORMAL' })
    expect(refusal).toBeUndefined()
  })

  it('again and refused, where there is none: it stays, the first one may be under way', async () => {
    const { document } = await sending(
      making(),
      'again',
      refuses(400, 'PARAM_ERROR'),
      refuses(404, 'ORDER_NOT_EXIST'),
    )
    expect(document).toMatchObject({ state: 'CREATING', pending: { action: 'create' } })
  })

  it('and refused, and the question is not answered: it stays', async () => {
    const { document, refusal } = await sending(
      stopping(),
      'first',
      refuses(400, 'INVALID_REQUEST'),
      silence(),
    )
    expect(document.pending).toBeDefined()
    expect(refusal).toBeUndefined()
  })

  it.each([
    ['first', []],
    ['again', ['停止计划被微信支付拒绝，计划仍可签约，请刷新后重新停止']],
  ] as const)(
    '%s and refused without an effect: the intent goes, a person is told where nobody waits',
    async (as, alerts) => {
      const { document, refusal } = await sending(
        stopping(),
        as,
        refuses(400, 'INVALID_REQUEST'),
        answers('NORMAL'),
      )
      expect(document).toMatchObject({ state: 'NORMAL', alerts })
      expect(document).not.toHaveProperty('pending')
      expect(refusal).toBeDefined()
    },
  )

  it('and refused because it is stopped already: done', async () => {
    const refused = refuses(400, 'INVALID_REQUEST')
    const { document, refusal } = await sending(stopping(), 'first', refused, answers('STOP'))
    expect(document).toMatchObject({ state: 'STOP' })
    expect(refusal).toBeUndefined()
  })
})
