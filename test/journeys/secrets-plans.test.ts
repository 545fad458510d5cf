import type { CloudBaseEvent } from '../../simulator/cloudbase'
import { SERVICE_ORDERS } from '../../simulator/world/product'
import { Forge } from './attacks/forge'
import { newKey, plansOf } from './plans'
import { sessionsOf } from './sessions'
import { OPERATOR, Story } from './story'

/**
 * What of a plan may stand where, as `secrets` says it of orders. A course goes wrong in many ways, with marked people and keys;
 * afterwards each place is searched for every mark.
 *
 * | place | what may stand there |
 * |---|---|
 * | logs of the functions | nothing |
 * | answer to a customer | their own package, to open WeChat Pay's page; their own openid where the console asks who they are |
 * | answer to an operator | nothing, least of all who the customer is |
 * | answer over HTTP | nothing |
 * | documents | openids of signings, orders and operators; packages of signings that wait for their customer |
 */

const ANN = 'oMarkAnn7aQ2xV9kR4tY1uW6eZ3s'
const BOB = 'oMarkBob5bN8cM2jH6gF0dS4aP1q'

const marks = new Map<string, string>([
  ['openid of a customer', ANN],
  ['openid of another customer', BOB],
  ['openid of the operator', OPERATOR],
])
const mark = (kind: string, value: unknown): void => {
  if (typeof value !== 'string' || value.length < 6) throw new Error(`There is no ${kind} to look for.`)
  marks.set(kind, value)
}

interface Told {
  to: string
  what: string
  text: string
}
interface Answered {
  ok: boolean
  data?: { plan?: { planId: string }; sign?: { signId: string; number: string }; order?: { orderId: string } }
  failure?: { code: string }
}

let story: Story
const plans = plansOf(() => story)
const sessions = sessionsOf(() => story)
const logs: string[] = []
const http: string[] = []
const answers: Told[] = []

const onEvent = (event: CloudBaseEvent): void => {
  if (event.kind === 'log') logs.push(event.text)
  if (event.kind === 'function' && event.source === 'http')
    http.push(JSON.stringify([event.result, event.error]))
}

async function tell(fn: 'orders' | 'console', action: string, request: object, openid: string) {
  const answer = (await story.world.cloudbase
    .invoke(fn, { action, ...request }, { openid })
    .catch((error: unknown) => ({ ok: false, died: String(error) }))) as Answered
  const what = `${fn}.${action} ${answer.failure?.code ?? (answer.ok ? 'OK' : 'died')}`
  answers.push({ to: openid, what, text: JSON.stringify(answer) })
  return answer
}

async function everybodyLooks(ids: object): Promise<void> {
  for (const openid of [ANN, BOB, OPERATOR]) {
    const more = { ...ids, offerId: 'yoga-card' }
    for (const action of ['plans', 'signs', 'getSign', 'reopenSign', 'get', 'list'])
      await tell('orders', action, more, openid)
    for (const action of ['plans', 'getPlan', 'members', 'getSign', 'get', 'list'])
      await tell('console', action, more, openid)
  }
}

const noteSecrets = (signId: string, which: string): void => {
  mark(`package ${which}`, plans.document(signId).attempts.at(-1)?.package)
}

async function tellTheStory(): Promise<void> {
  const { credentials } = story.world
  for (const kind of ['apiV3Key', 'apiV2Key', 'merchantPrivateKey'] as const) mark(kind, credentials[kind])
  mark('a line of the private key', credentials.merchantPrivateKey.split('\n')[3])

  // Refused by WeChat Pay in words of its own, and with its answer lost.
  const refusal = { kind: 'refused', code: 'PARAM_ERROR', message: `openid ${ANN} 不符`, times: 9 } as const
  for (const status of [400, 403, 429, 500]) {
    story.sandbox.faults.add({ ...refusal, on: 'create-plan', status })
    await tell('console', 'createPlan', sessions.wish(), OPERATOR)
    story.sandbox.faults.clear()
  }
  const { data } = await tell('console', 'createPlan', sessions.wish(), OPERATOR)
  const planId = data?.plan?.planId ?? ''
  for (const status of [400, 404, 429, 500]) {
    story.sandbox.faults.add({ ...refusal, on: 'sign', status })
    await tell('orders', 'sign', { planId, requestKey: newKey() }, BOB)
    story.sandbox.faults.clear()
    await story.settle(3)
  }
  const wish = { planId, requestKey: newKey() }
  story.killAt('user-sign-plans')
  await tell('orders', 'sign', wish, ANN)
  await story.pass(30)
  const signId = (await tell('orders', 'sign', wish, ANN)).data?.sign?.signId ?? ''
  noteSecrets(signId, 'of the first attempt')
  await everybodyLooks({ planId, signId })
  await story.pass(60)
  const { sign } = (await tell('orders', 'retrySign', { signId }, ANN)).data ?? {}
  noteSecrets(signId, 'of the second')
  await everybodyLooks({ planId, signId })
  await plans.confirm({ number: sign?.number ?? '' })

  // Sessions: lost, refused, billed and paid.
  const first =
    (await tell('console', 'startSession', { signId, no: 1 }, OPERATOR)).data?.order?.orderId ?? ''
  await everybodyLooks({ planId, signId, orderId: first })
  await story.pass(3600)
  story.killAt('/complete')
  await tell('console', 'complete', sessions.bill(await story.look(first)), OPERATOR)
  await story.settle(3)
  story.sandbox.act(`${sign?.number ?? ''}-1`, 'pay')
  await story.sandbox.whenIdle()
  for (const status of [400, 403, 500]) {
    story.sandbox.faults.add({ ...refusal, on: 'session', status })
    await tell('orders', 'startSession', { signId, no: 2 }, ANN)
    story.sandbox.faults.clear()
    await story.settle(3)
  }
  await tell('orders', 'startSession', { signId, no: 2 }, BOB)
  await tell('orders', 'startSession', { signId, no: 2 }, ANN)

  // Notifications of others, forged and real ones.
  const forge = new Forge(story)
  const { sign_plan_id } = plans.document(signId)
  for (const more of [{ openid: BOB }, { openid: ANN, mchid: '1999999999' }, { openid: [ANN], sign_state: 7 }])
    await forge.post(forge.letter({ resource: { sign_plan_id, merchant_sign_plan_no: sign?.number, sign_state: 'SIGNED', ...more } })) // prettier-ignore

  // The database fails under everybody.
  story.world.cloudbase.faults.add({ fault: { kind: 'status', status: 500 }, times: 400 })
  await tell('orders', 'sign', { planId, requestKey: newKey() }, BOB)
  await tell('console', 'createPlan', sessions.wish(), OPERATOR)
  await everybodyLooks({ planId, signId, orderId: first })
  await story.reconcile().catch(() => undefined)
  story.world.cloudbase.faults.clear()

  // The other one waits for his page, and stays so.
  const waiting = await tell('orders', 'sign', { planId, requestKey: newKey() }, BOB)
  noteSecrets(waiting.data?.sign?.signId ?? '', 'that waits')
  await tell('console', 'cancelSign', { signId, reason: '场馆装修' }, OPERATOR)
  await everybodyLooks({ planId, signId, orderId: first })
  await story.settle(8)
}

const found = (text: string): string[] =>
  [...marks]
    .filter(([, value]) => text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1)))
    .map(([kind]) => kind)

function mayHold({ to, what }: Told): RegExp {
  if (/NOT_OPERATOR$/.test(what))
    return to === ANN ? /^openid of a customer$/ : /^openid of another customer$/
  const opens = /^orders\.(sign|reopenSign|retrySign) OK$/.test(what)
  if (opens && to === ANN) return /^package of/
  return opens && to === BOB ? /^package that waits$/ : /^$/
}

beforeAll(async () => {
  story = await Story.open({}, { onEvent }, { product: SERVICE_ORDERS })
  await tellTheStory()
}, 30_000)
afterAll(() => story.close())

it('control: the course went through everything, and the marks are found where they belong', () => {
  const codes = [...new Set(answers.map(({ what }) => what))]
  expect(codes).toEqual(expect.arrayContaining([
    'console.createPlan OK', 'console.createPlan PAY_REFUSED', 'console.createPlan INTERNAL', 'orders.sign OK',
    'orders.sign PAY_REFUSED', 'orders.sign died', 'orders.sign INTERNAL', 'orders.reopenSign OK', 'orders.retrySign OK',
    'orders.getSign SIGN_NOT_FOUND', 'orders.startSession OK', 'orders.startSession PAY_REFUSED',
    'orders.startSession SIGN_NOT_FOUND', 'console.startSession OK', 'console.members OK', 'console.members NOT_OPERATOR',
    'console.cancelSign OK',
  ])) // prettier-ignore
  expect(answers.flatMap(({ text }) => found(text))).toEqual(
    expect.arrayContaining(['package of the first attempt', 'package of the second', 'package that waits']),
  )
  expect(story.documents().map(({ outcome }) => outcome)).toContain('paid')
  expect(logs.length).toBeGreaterThan(100)
  expect(http.length).toBeGreaterThan(4)
  process.stdout.write(
    `searched for ${marks.size} marks of plans: ${logs.length} log lines, ${answers.length} answers, ${http.length} answers over HTTP\n`,
  )
})

it('no mark stands in a log, nor in an answer over HTTP', () => {
  for (const line of logs) expect({ line, found: found(line) }).toEqual({ line, found: [] })
  expect(http.flatMap(found)).toEqual([])
})

it('no mark stands in an answer to somebody whom it does not belong to', () => {
  for (const told of answers) {
    const more = found(told.text).filter((kind) => !mayHold(told).test(kind))
    expect({ ...told, more }).toEqual({ ...told, more: [] })
  }
})

it('a failure says a sentence of ours, and nothing that anybody typed or WeChat Pay said', () => {
  for (const { text } of answers) {
    const { failure } = JSON.parse(text) as { failure?: { message: string } }
    expect(failure?.message ?? '').toMatch(/^[\u4e00-\u9fff「」；，。、 0-9]*$/)
  }
})

it('documents keep only what they are for; nothing is pending, and no package that opens nothing is left', () => {
  const { store } = story.world.cloudbase
  const allowed: Record<string, RegExp> = {
    signs: /^openid of (a|another) customer$|^package that waits$/,
    orders: /^openid of a customer$/,
    operators: /^openid of the operator$/,
  }
  for (const collection of store.collections()) {
    const all = JSON.stringify(store.list(collection))
    const more = found(all).filter((kind) => !(allowed[collection] ?? /^$/).test(kind))
    expect({ collection, more }).toEqual({ collection, more: [] })
  }
  const all = [...story.documents(), ...plans.signs(), ...plans.plans()]
  expect(all.filter(({ pending }) => pending !== undefined)).toEqual([])
})
