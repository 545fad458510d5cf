import { differencesOf, productOfTests } from '../products'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startSandbox, type Sandbox } from '../../../simulator/sandbox'
import { startWorld, type World } from '../../../simulator/world'
import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import { PROJECT, Story } from '../story'
import { CUSTOMER, OPERATOR } from './attack'

/**
 * Somebody between the functions and WeChat Pay (a proxy that ends TLS) who cannot sign, but can keep genuine answers and give
 * them to other questions.
 */

interface Kept {
  status: number
  headers: Record<string, string>
  body: string
}

/** Hands everything on, except where the attack has a better answer. */
class Middle {
  swap: (url: string, method: string) => Kept | undefined = () => undefined
  readonly seen: (Kept & { url: string; method: string })[] = []
  readonly #server: Server

  constructor(private readonly target: () => string) {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        void this.#answer(
          request.url ?? '',
          request.method ?? '',
          request.headers,
          Buffer.concat(chunks),
        ).then(({ status, headers, body }) => response.writeHead(status, headers).end(body))
      })
    })
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #answer(url: string, method: string, given: object, body: Buffer): Promise<Kept> {
    const swapped = this.swap(url, method)
    if (swapped) return swapped
    const {
      authorization,
      accept,
      'user-agent': agent,
      'wechatpay-serial': serial,
      'content-type': type,
    } = given as Record<string, string>
    const headers = {
      authorization,
      accept,
      'user-agent': agent,
      'wechatpay-serial': serial,
      'content-type': type,
    }
    const answer = await fetch(`${this.target()}${url}`, {
      method,
      headers: Object.fromEntries(
        Object.entries(headers).filter(([, value]) => value !== undefined),
      ) as Record<string, string>,
      ...(method === 'GET' ? {} : { body }),
    })
    const kept = {
      status: answer.status,
      headers: Object.fromEntries(
        [...answer.headers].filter(([name]) => /^(wechatpay-|request-id|content-type)/.test(name)),
      ),
      body: await answer.text(),
    }
    this.seen.push({ ...kept, url, method })
    return kept
  }
}

let sandbox: Sandbox
let middle: Middle
let world: World
beforeAll(async () => {
  sandbox = await startSandbox({ keys: Story.keys, deductionDelaySeconds: null })
  middle = new Middle(() => sandbox.origin)
  world = await startWorld({
    project: PROJECT,
    product: productOfTests(),
    pay: { origin: await middle.listen(), credentials: sandbox.credentials },
  })
})
afterEach(() => {
  middle.swap = () => undefined
})
afterAll(async () => {
  await world.close()
  middle.close()
  await sandbox.close()
})

let wishes = 0
const call = async (fn: string, event: object, openid = CUSTOMER) =>
  (await world.cloudbase.invoke(fn, event, { openid })) as {
    ok: boolean
    data?: { order: { orderId: string; out_order_no: string; state: string } }
    failure?: { code: string }
  }
const create = async () => {
  const requestKey = `between-${String(++wishes).padStart(12, '0')}`
  const { data } = await call('orders', {
    action: 'create',
    offerId: 'power-bank',
    revision: 1,
    choices: {},
    requestKey,
  })
  if (!data) throw new Error('There is no order.')
  return data.order
}
const look = (orderId: string) => call('orders', { action: 'get', orderId })
const stored = (orderId: string) => world.cloudbase.store.get('orders', orderId) as unknown as OrderDocument
const lastOf = (method: string, path: string): Kept => {
  const found = middle.seen.filter((one) => one.method === method && one.url.includes(path)).at(-1)
  if (!found) throw new Error('Nothing was kept.')
  return found
}

it('control: through the middle, everything works', async () => {
  const order = await create()
  sandbox.act(order.out_order_no, 'confirm')
  expect((await look(order.orderId)).data?.order.state).toBe('USER_ACCEPTED')
})

it('the confirmation of another order confirms nothing', async () => {
  const [mine, other] = [await create(), await create()]
  sandbox.act(other.out_order_no, 'confirm')
  await look(other.orderId)
  const confirmed = lastOf('GET', other.out_order_no)
  middle.swap = (url) => (url.includes(mine.out_order_no) ? confirmed : undefined)
  expect((await look(mine.orderId)).data?.order.state).toBe('CREATED')
  expect(stored(mine.orderId)).toMatchObject({ state: 'CREATED' })
  expect(stored(mine.orderId).attempts[0]).not.toMatchObject({ proven: 'USER_ACCEPTED' })
})

it('the revocation of another order ends nothing, and its package opens nothing here', async () => {
  const other = await create()
  const created = lastOf('POST', differencesOf(world.product).path)
  await call('orders', { action: 'cancel', orderId: other.orderId })
  const revoked = lastOf('POST', `${other.out_order_no}/cancel`)
  middle.swap = (url, method) =>
    method === 'POST' && url.endsWith(differencesOf(world.product).path) ? created : undefined
  const mine = await create()
  expect(stored(mine.orderId)).toMatchObject({ state: 'CREATING', pending: { action: 'create' } })
  expect(JSON.stringify(stored(mine.orderId))).not.toContain(
    (JSON.parse(created.body) as { package: string }).package,
  )
  const third = await (async () => {
    middle.swap = () => undefined
    return create()
  })()
  middle.swap = (url) => (url.endsWith('/cancel') ? revoked : undefined)
  await call('orders', { action: 'cancel', orderId: third.orderId })
  expect(stored(third.orderId).state).toBe(differencesOf(world.product).cancelledByAnother)
})

it('a completion answered with another order’s stays open until a query proves it', async () => {
  const [first, second] = [await create(), await create()]
  for (const { out_order_no } of [first, second]) sandbox.act(out_order_no, 'confirm')
  const complete = (orderId: string) =>
    call(
      'console',
      { action: 'complete', orderId, fees: [{ name: '使用时长', amount: 100 }], discounts: [], total: 100 },
      OPERATOR,
    )
  expect(await complete(first.orderId)).toMatchObject({ ok: true })
  const completed = lastOf('POST', `${first.out_order_no}/complete`)
  middle.swap = (url) => (url.endsWith('/complete') ? completed : undefined)
  await complete(second.orderId)
  expect(stored(second.orderId)).toMatchObject(differencesOf(world.product).answeredByAnother)
  expect(sandbox.order(second.out_order_no).state).toBe('USER_ACCEPTED')
})

it('an answer without signature, or with another answer’s, is not believed', async () => {
  const order = await create()
  await look(order.orderId)
  const { body, status, headers } = lastOf('GET', order.out_order_no)
  const paid = body.replace('"CREATED"', '"USER_PAID"')
  for (const forged of [
    { status, headers, body: paid },
    { status, headers: {}, body: paid },
    { status: 404, headers: {}, body: '{"code":"ORDER_NOT_EXIST"}' },
  ]) {
    middle.swap = () => forged
    await look(order.orderId)
    expect(stored(order.orderId)).toMatchObject({ state: 'CREATED' })
    expect(stored(order.orderId).attempts[0]).not.toHaveProperty('missingAt')
  }
})
