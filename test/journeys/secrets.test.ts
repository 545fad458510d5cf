import { PAYAFTER_ORDERS } from '../../simulator/world/product'
import type { CloudBaseEvent } from '../../simulator/cloudbase'
import type { OfferDocument } from '../../cloudfunctions/shared/offers/document'
import { Forge } from './attacks/forge'
import { OPERATOR, Story } from './story'

/**
 * What may stand where. A whole story, with everything going wrong that can, is told with marked people, keys and tokens;
 * afterwards each place is searched for every mark.
 *
 * | place | what may stand there |
 * |---|---|
 * | logs of the functions | nothing |
 * | answer to a customer | their own package, to open the confirm page; their own openid where the console asks who they are |
 * | answer to an operator | the invitation they just made; their own openid |
 * | answer over HTTP | nothing |
 * | documents, once settled | openids of orders and operators; packages of attempts |
 */

const ANN = 'oMarkAnn7aQ2xV9kR4tY1uW6eZ3s'
const BOB = 'oMarkBob5bN8cM2jH6gF0dS4aP1q'
const PERSON = {
  name: '欧阳标记',
  phone: '13911223344',
  userid: '11010119900307771X',
  address: '标记路九十九号乙单元',
}

/** Marks by kind; tokens are added as the story makes them. */
const marks = new Map<string, string>([
  ['openid of a customer', ANN],
  ['openid of another customer', BOB],
  ['openid of the operator', OPERATOR],
  ...Object.entries(PERSON),
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

let story: Story
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
    .catch((error: unknown) => ({ ok: false, died: String(error) }))) as {
    ok: boolean
    data?: { order?: { orderId: string; out_order_no: string }; code?: string }
    failure?: { code: string }
  }
  answers.push({
    to: openid,
    what: `${fn}.${action} ${answer.failure?.code ?? 'OK'}`,
    text: JSON.stringify(answer),
  })
  return answer
}

const orderOf = ({ data }: Awaited<ReturnType<typeof tell>>) => {
  if (!data?.order) throw new Error('There is no order in the answer.')
  return data.order
}

/** The offer that asks for everything. */
async function offerEverything(): Promise<void> {
  const hotel = story.world.cloudbase.store.get('offers', 'hotel-night') as unknown as OfferDocument
  const asks = (['name', 'phone', 'userid', 'address'] as const).map((field) => ({ field, why: '测试' }))
  await story.world.cloudbase.store.insert('offers', [
    {
      ...hotel,
      _id: 'asks-all',
      choices: [],
      asks,
      fees: [{ name: '房费', description: '每晚 298 元' }],
    } as never,
  ])
}

const wish = () => story.wish('asks-all', { person: PERSON })

/** The stored call that is under way, with its secrets noted. */
function notePending(orderId: string): void {
  const body = JSON.parse(story.document(orderId).pending?.call.body ?? '{}') as Record<string, string>
  for (const [field, value] of Object.entries(body))
    if (field in PERSON) mark(`ciphertext of ${field}`, value)
    else if (field === 'finish_ticket') mark('ticket', value)
}

async function tellTheStory(): Promise<void> {
  const { credentials, cloudbase } = story.world
  for (const kind of ['apiV3Key', 'apiV2Key', 'merchantPrivateKey'] as const) mark(kind, credentials[kind])
  mark('a line of the private key', credentials.merchantPrivateKey.split('\n')[3])
  await offerEverything()

  // Wrong in every way a form can be, and refused by WeChat Pay in words of its own.
  for (const field of ['name', 'phone', 'userid', 'address'])
    await tell(
      'orders',
      'create',
      { ...wish(), person: { ...PERSON, [field]: `${PERSON.name}\n` + '9'.repeat(60) } },
      ANN,
    )
  await tell('orders', 'create', { ...wish(), person: { ...PERSON, openid: ANN } }, ANN)
  await tell('orders', 'create', { ...wish(), person: [PERSON] }, ANN)
  await tell('orders', 'create', { ...wish(), choices: { nights: PERSON.name } }, ANN)
  const said = `${PERSON.name} openid ${ANN} 手机号 ${PERSON.phone} 证件 ${PERSON.userid} 不符`
  const refusal = { kind: 'refused', on: 'create', message: said } as const
  for (const status of [400, 403, 404, 429, 500]) {
    story.sandbox.faults.add({ ...refusal, status, code: 'PARAM_ERROR', times: 9 })
    await tell('orders', 'create', wish(), ANN)
    story.sandbox.faults.clear()
  }

  // The answer is lost and the function dies: the ciphertext waits, and goes.
  story.killAt(story.product.path)
  const lost = wish()
  await tell('orders', 'create', lost, ANN)
  const lostId = story.documents().at(-1)?._id ?? ''
  notePending(lostId)
  expect([...marks.keys()].filter((kind) => kind.startsWith('ciphertext'))).toHaveLength(4)
  await story.pass(30)
  await tell('orders', 'create', lost, ANN)
  await tell('orders', 'cancel', { orderId: lostId }, ANN)

  // Used, completed with a lost answer, paid; everybody looks at it all the time.
  const order = orderOf(await tell('orders', 'create', wish(), ANN))
  mark('package', story.document(order.orderId).attempts[0]?.package)
  await everybodyLooks(order.orderId)
  await story.confirm(order)
  await story.pass(600)
  story.killAt('/complete')
  await tell('console', 'complete', story.bill(order.orderId, 900), OPERATOR)
  notePending(order.orderId)
  expect(marks.has('ticket')).toBe(true)
  await everybodyLooks(order.orderId)
  await story.settle(3)
  await story.pay(order)
  await everybodyLooks(order.orderId)

  // Notifications of others, forged and real ones.
  const forge = new Forge(story)
  const person = { openid: BOB, ...PERSON }
  for (const resource of [
    forge.resource(order.out_order_no, 'USER_PAID', { ...person, mchid: '1999999999' }),
    forge.resource('unknown-number', 'USER_PAID', person),
    { ...person },
  ])
    await forge.post(forge.letter({ resource }))
  const letter = forge.letter({ resource: forge.resource(order.out_order_no, 'USER_PAID', person) })
  await forge.post({ ...letter, body: `${letter.body.toString()} ` })
  await forge.post(forge.signed(forge.body({ resource: person }, { nonce: PERSON.phone })))

  // The counter, and the database failing under everybody.
  const { data } = await tell('console', 'invite', { name: '小王' }, OPERATOR)
  mark('invitation', data?.code)
  await tell('console', 'join', { code: `${data?.code ?? ''}X` }, BOB)
  await tell('console', 'join', { code: data?.code }, BOB)
  await tell('console', 'operators', {}, BOB)
  for (const fault of ['status', 'drop-after'] as const) {
    cloudbase.faults.add({
      fault: fault === 'status' ? { kind: 'status', status: 500 } : { kind: fault },
      times: 400,
    })
    await tell('orders', 'create', wish(), ANN)
    await everybodyLooks(order.orderId)
    await story.reconcile().catch(() => undefined)
    cloudbase.faults.clear()
  }
  await story.settle(8)
}

async function everybodyLooks(orderId: string): Promise<void> {
  for (const openid of [ANN, BOB, OPERATOR]) {
    for (const action of ['get', 'reopen', 'detail', 'list', 'offers'])
      await tell('orders', action, { orderId }, openid)
    for (const action of ['me', 'get', 'list']) await tell('console', action, { orderId }, openid)
  }
}

/** The kinds of marks that stand in a text. */
const found = (text: string): string[] =>
  [...marks]
    .filter(([, value]) => text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1)))
    .map(([kind]) => kind)

/** What an answer may hold. */
function mayHold({ to, what }: Told): string[] {
  const own =
    {
      [ANN]: 'openid of a customer',
      [BOB]: 'openid of another customer',
      [OPERATOR]: 'openid of the operator',
    }[to] ?? ''
  return [
    ...(/^console\.me |NOT_OPERATOR$/.test(what) ? [own] : []),
    ...(to === ANN && /^orders\.(create|reopen|retry) OK$/.test(what) ? ['package'] : []),
    ...(to === OPERATOR && what === 'console.invite OK' ? ['invitation'] : []),
  ]
}

beforeAll(async () => {
  story = await Story.open({}, { onEvent }, { product: PAYAFTER_ORDERS })
  await tellTheStory()
}, 30_000)
afterAll(() => story.close())

it('control: the story went through everything, and the marks are found where they belong', () => {
  const codes = new Set(answers.map(({ what }) => what))
  for (const what of [
    'orders.create OK', 'orders.create PERSON_REQUIRED', 'orders.create INVALID_REQUEST', 'orders.create PAY_REFUSED',
    'orders.create INTERNAL', 'orders.get OK', 'orders.get ORDER_NOT_FOUND', 'orders.get INTERNAL', 'orders.reopen OK',
    'orders.detail OK', 'orders.cancel OK', 'console.get OK', 'console.get NOT_OPERATOR', 'console.get INTERNAL',
    'console.invite OK', 'console.join OK', 'console.join INVITE_INVALID', 'console.operators OK',
  ]) expect([...codes]).toContain(what) // prettier-ignore
  expect(answers.flatMap(({ text }) => found(text))).toEqual(
    expect.arrayContaining(['package', 'invitation', 'openid of a customer', 'openid of the operator']),
  )
  expect(story.documents().map(({ state, outcome }) => outcome ?? state)).toEqual(
    expect.arrayContaining(['cancelled', 'paid']),
  )
  expect(logs.length).toBeGreaterThan(100)
  expect(http.length).toBeGreaterThan(4)
  process.stdout.write(
    `searched for ${marks.size} marks: ${logs.length} log lines, ${answers.length} answers, ${http.length} answers over HTTP\n`,
  )
})

it('no mark stands in a log', () => {
  for (const line of logs) expect({ line, found: found(line) }).toEqual({ line, found: [] })
})

it('no mark stands in an answer to somebody whom it does not belong to', () => {
  for (const told of answers) {
    const more = found(told.text).filter((kind) => !mayHold(told).includes(kind))
    expect({ ...told, more }).toEqual({ ...told, more: [] })
  }
})

it('no mark stands in an answer over HTTP', () => {
  expect(http.flatMap(found)).toEqual([])
})

it('a failure says a sentence of ours, and nothing that anybody typed or WeChat Pay said', () => {
  for (const { text } of answers) {
    const { failure } = JSON.parse(text) as { failure?: { message: string } }
    expect(failure?.message ?? '').toMatch(/^[\u4e00-\u9fff「」；，。、 0-9]*$/)
  }
})

it('documents keep only what they are for; nothing is pending, and no ciphertext is left', () => {
  const { store } = story.world.cloudbase
  const allowed: Record<string, RegExp> = { orders: /^openid of a customer$|^package$/, operators: /^openid/ }
  for (const collection of store.collections()) {
    const all = JSON.stringify(store.list(collection))
    const more = found(all).filter((kind) => !(allowed[collection] ?? /^$/).test(kind))
    expect({ collection, more }).toEqual({ collection, more: [] })
  }
  const pending = story.documents().filter((order) => order.pending !== undefined)
  expect(pending).toEqual([])
})

it('wrong settings are told by their names alone', async () => {
  const lines: string[] = []
  const spoiled = story.world.credentials.merchantPrivateKey.replace(/\n.{20}/, '\n')
  const broken = await Story.open(
    {},
    {
      onEvent: (event) => {
        if (event.kind === 'log') lines.push(event.text)
      },
      perFunctionEnv: {
        orders: {
          WECHATPAY_MERCHANT_PRIVATE_KEY: spoiled,
          WECHATPAY_API_V3_KEY: 'markMarkMark',
          WECHATPAY_MERCHANT_SERIAL: 'serial-mark-mark',
        },
      },
    },
  )
  try {
    const answer = await broken.world.cloudbase.invoke('orders', { action: 'offers' }, { openid: ANN })
    expect(answer).toMatchObject({ failure: { code: 'CONFIG' } })
    const text = `${JSON.stringify(answer)}${lines.join('')}`
    expect(lines.join('')).toContain('WECHATPAY_MERCHANT_PRIVATE_KEY')
    for (const value of [spoiled.split('\n')[3] ?? '', 'markMarkMark', 'serial-mark-mark', ANN])
      expect(text).not.toContain(value)
  } finally {
    await broken.close()
  }
})
