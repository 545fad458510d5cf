import type { Clock } from '#domain/period'
import { businessClock, systemClock } from '../clock'
import { type NotifyConfig, readConfig } from '../config'
import { callerOf } from '../context'
import type { HandlerOptions } from '../handler'
import { readInvocation } from '../invocation'
import { createLog, type Log } from '../log'
import { openStore, type Store } from '../store'
import { DecryptError, type Notification, SignatureError } from '../wechatpay'
import { type HttpAnswer, payAnswer, readHttpEvent, textAnswer } from './http-event'
import { openNotification } from './open'
import { type Effect, recordNotification } from './record'

export type { HttpAnswer } from './http-event'
export type { Effect, NotificationDocument } from './record'

/** What applying a notification works with. There is no openid: over HTTP nobody vouches for one. */
export interface NotifyContext {
  readonly requestId: string
  readonly clock: Clock
  readonly store: Store
  readonly config: NotifyConfig
  readonly log: Log
}

/**
 * Applies a notification that is proven to be WeChat Pay's: idempotent, and moving orders only forward. Whether it is for
 * this merchant, app, service and order is for it to compare. What it throws is answered 500, so that it comes again.
 */
export type Apply = (notification: Notification, context: NotifyContext) => Promise<Effect>

/** A notification is about 1 KB; HTTP access passes texts of at most 100 KB. */
const LARGEST_BODY = 128 * 1024

const SELF_TEST = 'payscore: notify can be reached. WeChat Pay sends its notifications here by POST.\n'

/**
 * The `main` of `notify` (design 4.9). The signature is the only identity; 401 when it is missing, stale or wrong, 503 when
 * its certificate is not known yet, 500 when it cannot be read or stored: WeChat Pay sends it again after all of these.
 * 200 only after the effect and the record of it.
 */
export function createNotify(
  apply: Apply,
  options: HandlerOptions = {},
): (event: unknown, context?: unknown) => Promise<HttpAnswer> {
  const env = options.env ?? process.env
  const clock = options.clock ?? businessClock(env)
  const store = options.store ?? openStore()

  async function take(event: unknown, parts: Omit<NotifyContext, 'config'>): Promise<HttpAnswer> {
    const request = readHttpEvent(event)
    if (request.method === 'GET' || request.method === 'HEAD') return textAnswer(200, SELF_TEST)
    if (request.method !== 'POST') return textAnswer(405, 'POST only\n')
    const { rawBody } = request
    if (!rawBody) return payAnswer(400, 'The body did not arrive as it was sent: route it as text, unparsed.')
    if (rawBody.length > LARGEST_BODY) return payAnswer(413, 'too large')
    const context: NotifyContext = { ...parts, config: readConfig('notify', env) }
    const notification = await openNotification({ ...request, rawBody }, context)
    const said = { notificationId: notification.id, event_type: notification.event_type }
    const effect = await apply(notification, context)
    const result = await recordNotification(store, notification, effect, { ...request, rawBody }, clock())
    parts.log('notification', { ...said, outcome: result === 'exists' ? 'repeated' : effect })
    return payAnswer(200)
  }

  return async (event, rawContext) => {
    const { requestId } = readInvocation(rawContext)
    const log = createLog({ function: 'notify', requestId, ...(options.write && { write: options.write }) })
    const startedAt = systemClock()
    let answer: HttpAnswer
    try {
      const { kind } = await callerOf(event, env)
      answer =
        kind === 'http' ? await take(event, { requestId, clock, store, log }) : payAnswer(404, 'HTTP only')
    } catch (error) {
      answer = answerTo(error)
      const reason =
        error instanceof SignatureError || error instanceof DecryptError ? error.reason : undefined
      log('notification-refused', {
        status: answer.statusCode,
        ...(reason === undefined ? { error } : { reason }),
        ...(error instanceof SignatureError && error.unknownSerial ? { serial: error.unknownSerial } : {}),
      })
    }
    log('answered', { status: answer.statusCode, ms: systemClock() - startedAt })
    return answer
  }
}

function answerTo(error: unknown): HttpAnswer {
  if (error instanceof SignatureError)
    return error.unknownSerial === undefined
      ? payAnswer(401, 'not signed by WeChat Pay')
      : payAnswer(503, 'this certificate is not known yet')
  if (error instanceof DecryptError) return payAnswer(500, 'cannot be decrypted')
  return payAnswer(500, 'cannot be processed now')
}
