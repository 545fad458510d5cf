import { randomBytes } from 'node:crypto'
import { type IncomingMessage, type ServerResponse } from 'node:http'
import { verifyRequest } from './authorization'
import { ApiFailure } from './failure'
import { type Fault, type Faults } from './faults'
import { header, pause, send } from './http'
import { signatureHeaders, type SignatureFlaw } from './platform-signature'
import { type Answer, type Operation } from './protocol'
import { readCall, type Received } from './received'
import { type RequestLog } from './requests'
import { router } from './router'
import { type HeldCall, type Schedule } from './schedule'
import { type World } from './world'

const html = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>'
const flaws: Readonly<Record<string, SignatureFlaw>> = {
  'wrong-signature': 'wrong',
  unsigned: 'unsigned',
  signtest: 'signtest',
  stale: 'stale',
}

/** What goes back over the wire; undefined = nothing, or the connection is closed. */
type Reply =
  | { status: number; code?: string; tail?: string; body: string; gateway?: true; file?: Answer['file'] }
  | 'silence'
  | 'reset'

/** WeChat Pay's API: verifies, misbehaves where told to, handles in one transaction, signs. */
export class Api {
  private readonly match: ReturnType<typeof router<Operation>>

  constructor(
    private readonly world: World,
    operations: readonly Operation[],
    private readonly faults: Faults,
    private readonly log: RequestLog,
    private readonly changed: () => void,
    private readonly schedule: () => Schedule = () => ({}),
  ) {
    this.match = router(operations)
  }

  async serve(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const started = performance.now()
    const url = request.url ?? '/'
    const path = url.split('?')[0] ?? '/'
    const held: HeldCall = { method: request.method ?? '', path }
    await this.schedule().before?.(held)
    const matched = this.match(request.method ?? '', path)
    const received: Received = { request, url, body, matched }
    const number = orderNumber(received)
    const name = matched?.route.name
    const fault = this.faults.takeForCall([name, name?.split('/').at(-1), number], path)
    const reply = (fault && refusal(fault, this.world)) ?? (await this.handleWithin(received, fault))
    await this.schedule().after?.(held)
    const requestId = `08${randomBytes(20).toString('hex').toUpperCase()}`
    const shown = typeof reply === 'string' ? undefined : reply
    this.log.add({
      at: this.world.time.business(),
      method: request.method ?? '',
      path,
      operation: name,
      out_order_no: number,
      status: shown?.status,
      code: shown?.code,
      durationMs: Math.round(performance.now() - started),
      requestId,
      fault: fault?.kind,
    })
    if (reply === 'silence') return
    if (reply === 'reset') {
      request.socket.destroy()
      return
    }
    const signed =
      reply.gateway || reply.file ? {} : this.signature(request, reply.body, flaws[fault?.kind ?? ''])
    const type =
      reply.status === 204 ? undefined : reply.gateway ? 'text/html' : 'application/json; charset=utf-8'
    const [shape, content] = reply.file ? [reply.file.type, reply.file.bytes] : [type, reply.body]
    send(response, reply.status, shape, content, {
      ...signed,
      'Request-ID': `${requestId}-${reply.tail ?? '0'}`,
    })
  }

  private async handleWithin(received: Received, fault: Fault | undefined): Promise<Reply> {
    if (fault?.kind === 'late') await pause(fault.ms)
    const reply = this.handle(received)
    if (fault?.kind === 'slow') await pause(fault.ms)
    switch (fault?.kind) {
      case 'lost-reset':
        return 'reset'
      case 'lost-silent':
        return 'silence'
      case 'lost-system-error':
        return systemError
      case 'lost-bad-gateway':
        return badGateway
      case 'unreadable':
        return { status: 200, body: '{"appid":' }
      default:
        return reply
    }
  }

  private handle(received: Received): Exclude<Reply, string> {
    const { request, url, body, matched } = received
    try {
      const { time, keyring, store } = this.world
      const raw = { method: request.method ?? '', url, body }
      verifyRequest(raw, header(request, 'authorization'), keyring.merchant, time.signature())
      if (!matched) throw new ApiFailure(404, 'NOT_FOUND', '请求的接口不存在')
      const call = readCall(received, matched.params, keyring)
      const answer: Answer = store.transaction(() => matched.route.handle(call))
      return {
        status: answer.status,
        body: answer.body ? JSON.stringify(answer.body) : '',
        ...(answer.file && { file: answer.file }),
      }
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      const tail = error.tail === undefined ? {} : { tail: error.tail }
      return { status: error.status, code: error.code, ...tail, body: JSON.stringify(error.body()) }
    } finally {
      this.changed()
    }
  }

  /** Signed with the key that the request's Wechatpay-Serial names, else with the one a switch chooses. */
  private signature(
    request: IncomingMessage,
    body: string,
    flaw: SignatureFlaw | undefined,
  ): Record<string, string> {
    const { keyring, time, switches } = this.world
    const usual = switches().platformKey === 'certificate' ? keyring.certificate : keyring.publicKey
    const asked = keyring.bySerial(header(request, 'wechatpay-serial') ?? '')
    return signatureHeaders(asked ?? usual, body, time.signature(), flaw)
  }
}

const error = (status: number, code: string, message: string): Exclude<Reply, string> => ({
  status,
  code,
  body: JSON.stringify({ code, message }),
})
const systemError = error(500, 'SYSTEM_ERROR', '系统异常，请稍后重试')
const badGateway: Reply = { status: 502, body: html, gateway: true }

/** The reply of a fault that does no work. */
function refusal(fault: Fault, world: World): Reply | undefined {
  switch (fault.kind) {
    case 'rate-limited':
      return error(429, world.switches().rateLimitCode, '频率超限')
    case 'system-error':
      return systemError
    case 'bad-gateway':
      return badGateway
    case 'refused':
      return {
        ...error(fault.status, fault.code, fault.message),
        ...(fault.tail !== undefined && { tail: fault.tail }),
      }
    case 'reset':
      return 'reset'
    case 'silent':
      return 'silence'
    default:
      return undefined
  }
}

/** The number of a plan, of a signing or of a session stands where an order's stands elsewhere. */
const planNumber = /"(?:out_trade_no|merchant_sign_plan_no|merchant_plan_no)"\s*:\s*"([^"]{1,32})"/

/** For the list and the faults: from the path, else from the body or the query. */
function orderNumber({ url, body, matched }: Received): string | undefined {
  const { out_order_no, merchant_sign_plan_no, merchant_plan_no } = matched?.params ?? {}
  const fromPath = out_order_no ?? merchant_sign_plan_no ?? merchant_plan_no
  if (fromPath !== undefined) return fromPath
  if (matched?.route.name.startsWith('sign-plan/')) return planNumber.exec(body.toString('utf8'))?.[1]
  const fromQuery = new URLSearchParams(url.split('?')[1] ?? '').get('out_order_no')
  return fromQuery ?? /"out_order_no"\s*:\s*"([^"]{1,32})"/.exec(body.toString('utf8'))?.[1]
}
