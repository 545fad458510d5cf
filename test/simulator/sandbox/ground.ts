import { Wechatpay } from 'wechatpay-axios-plugin'
import { generateKeys, startSandbox, type Sandbox, type SandboxOptions } from '../../../simulator/sandbox'
import { toSeconds } from '../../../simulator/sandbox/beijing-time'
import { ApiFailure } from '../../../simulator/sandbox/failure'
import { router } from '../../../simulator/sandbox/router'
import { anotherKey } from '../../keys/pool'

/** The same for all sandboxes of a test file. */
export const keys = generateKeys(Date.now(), anotherKey)

const running: Sandbox[] = []

/** A sandbox in memory whose deductions wait for a command; closed by `closeAll`. */
export async function sandboxFor(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({
    keys,
    deductionDelaySeconds: null,
    refundDelaySeconds: null,
    ...options,
  })
  running.push(sandbox)
  return sandbox
}

export async function closeAll(): Promise<void> {
  await Promise.all(running.splice(0).map((one) => one.close()))
}

export interface Reply {
  readonly status: number
  readonly data: Record<string, unknown>
  readonly headers: Record<string, string>
}

export interface CallOptions {
  readonly data?: object
  readonly params?: Record<string, string>
  readonly headers?: Record<string, string>
  readonly timeout?: number
}

export type Stranger = (method: 'GET' | 'POST', path: string, options?: CallOptions) => Promise<Reply>

/** The peer's client; it verifies every answer, also refusals, and throws when a signature does not fit. */
export function stranger(
  sandbox: Sandbox,
  certs?: Record<string, string>,
  privateKey = sandbox.credentials.merchantPrivateKey,
): Stranger {
  const { credentials } = sandbox
  const wxpay = new Wechatpay({
    mchid: credentials.mchid,
    serial: credentials.merchantSerial,
    privateKey,
    certs: certs ?? { [credentials.platformPublicKeyId]: credentials.platformPublicKey },
    baseURL: sandbox.origin,
    validateStatus: () => true,
  } as unknown as ConstructorParameters<typeof Wechatpay>[0])
  const { client } = wxpay as unknown as {
    client: { request(path: string, method: string, data: unknown, config: object): Promise<Reply> }
  }
  return async (method, path, { data, ...config } = {}) => {
    const { status, data: body, headers } = await client.request(path.slice(1), method, data, config)
    return { status, data: body, headers }
  }
}

/** Calls the operations themselves, without HTTP and signatures, for tests with very many calls. */
export function insider(sandbox: Sandbox): Stranger {
  const find = router(sandbox.operations)
  return (method, path, { data = {}, params = {} } = {}) => {
    const matched = find(method, path)
    if (!matched) throw new Error(`No operation for ${path}`)
    const body = JSON.parse(JSON.stringify(data)) as Record<string, unknown>
    const call = { params: matched.params, query: new URLSearchParams(params), body, serial: undefined }
    try {
      const answer = sandbox.world.store.transaction(() => matched.route.handle(call))
      return Promise.resolve({ status: answer.status, data: { ...answer.body }, headers: {} })
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      return Promise.resolve({ status: error.status, data: error.body(), headers: {} })
    } finally {
      sandbox.touch()
    }
  }
}

export const base = '/v3/payscore/payafter-orders'

/** A create body that every rule accepts. */
export function createBody(
  sandbox: Sandbox,
  out_order_no: string,
  more: object = {},
): Record<string, unknown> {
  const { appid, serviceId } = sandbox.credentials
  return {
    appid,
    service_id: serviceId,
    out_order_no,
    service_start_time: 'OnAccept',
    service_start_location: '人民广场站',
    service_introduction: '共享充电宝租借',
    fees: [{ fee_name: '收费标准', fee_desc: '3元/小时，封顶30元' }],
    risk_amount: 9900,
    need_user_confirm: true,
    ...more,
  }
}

/** What the sandbox's business time was `secondsAgo`, as 14 digits. */
export const ago = (sandbox: Sandbox, secondsAgo: number): string =>
  toSeconds(sandbox.world.time.business() - secondsAgo * 1000)

/** Moves the clock to an hour of the next day in Beijing, so that a story of some hours stays within one day. */
export function nextDay(sandbox: Sandbox, hour: number): void {
  const text = ago(sandbox, 0)
  const since = Number(text.slice(8, 10)) * 3600 + Number(text.slice(10, 12)) * 60 + Number(text.slice(12))
  sandbox.setClock({ advanceSeconds: 86_400 - since + hour * 3600 })
}

export const own = (sandbox: Sandbox): { appid: string; service_id: string } => ({
  appid: sandbox.credentials.appid,
  service_id: sandbox.credentials.serviceId,
})

export const queryOf = (sandbox: Sandbox, out_order_no: string): CallOptions => ({
  params: { ...own(sandbox), out_order_no },
})

/** Creates an order and lets the user confirm it; an hour of use passes. @returns a finish_ticket */
export async function accepted(
  sandbox: Sandbox,
  call: Stranger,
  out_order_no: string,
  more: object = {},
): Promise<string> {
  await must(call('POST', base, { data: createBody(sandbox, out_order_no, more) }))
  sandbox.act(out_order_no, 'confirm')
  sandbox.setClock({ advanceSeconds: 3600 })
  const { data } = await must(call('GET', base, queryOf(sandbox, out_order_no)))
  return String(data['finish_ticket'])
}

export function completeBody(
  sandbox: Sandbox,
  finish_ticket: string,
  more: object = {},
): Record<string, unknown> {
  return {
    ...own(sandbox),
    finish_type: 2,
    finish_ticket,
    real_service_end_time: ago(sandbox, 5),
    fees: [{ fee_name: '租借费用', fee_amount: 600 }],
    total_amount: 600,
    ...more,
  }
}

/** @throws Error with the refusal when the call did not succeed */
export async function must(reply: Promise<Reply>): Promise<Reply> {
  const got = await reply
  if (got.status >= 300) throw new Error(`${got.status} ${JSON.stringify(got.data)}`)
  return got
}
