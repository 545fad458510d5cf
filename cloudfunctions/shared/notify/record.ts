import { createHash } from 'node:crypto'
import type { Moment } from '#domain/period'
import { raiseAlert } from '../alerts'
import type { Store } from '../store'
import type { Notification } from '../wechatpay'
import { headerOf, type HttpRequest } from './http-event'

/**
 * What a notification did.
 * - `applied`: the order moved. - `duplicate`: it says what we know already.
 * - `noted`: about nothing that we keep.
 * - `foreign`: for another merchant, app, service or person. - `unknown`: about a number or event that we do not know.
 */
export type Effect = 'applied' | 'duplicate' | 'noted' | 'foreign' | 'unknown'

/** One notification that was dealt with; kept to recognise it when it comes again. */
export interface NotificationDocument {
  _id: string
  schema: 1
  version: number
  at: Moment
  event_type: string
  effect: Effect
  out_order_no?: string
  /**
   * Only of what we could not use: exactly what came, still encrypted, so that it can be verified and read again with the
   * APIv3 key. Never the decrypted content, which may name a person.
   */
  raw?: { body: string; timestamp: string; nonce: string; serial: string; signature: string }
}

/** WeChat Pay's ids are short and plain; whatever else is signed with one still gets a fixed-size name. */
const recordId = (id: string): string =>
  /^[\w-]{1,64}$/.test(id) ? id : `sha256_${createHash('sha256').update(id).digest('hex')}`

const plain = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.|*@-]{1,64}$/.test(value) ? value : undefined

function rawOf(request: HttpRequest & { rawBody: Buffer }): NonNullable<NotificationDocument['raw']> {
  const header = (name: string): string => headerOf(request, `wechatpay-${name}`) ?? ''
  return {
    body: request.rawBody.toString('utf8'),
    timestamp: header('timestamp'),
    nonce: header('nonce'),
    serial: header('serial'),
    signature: header('signature'),
  }
}

/**
 * Records a notification after its effect: an id without its effect would be no duplicate (design 4.9). The id alone tells
 * notifications apart. What could not be used is kept as it came, and raises one alert however often it is sent.
 */
export async function recordNotification(
  store: Store,
  notification: Notification,
  effect: Effect,
  request: HttpRequest & { rawBody: Buffer },
  at: Moment,
): Promise<'inserted' | 'exists'> {
  const { resource } = notification
  // A signing's own number stands for it where there is no order.
  const out_order_no = plain(resource['out_order_no'] ?? resource['merchant_sign_plan_no'])
  const useless = effect === 'foreign' || effect === 'unknown'
  const document: NotificationDocument = {
    _id: recordId(notification.id),
    schema: 1,
    version: 1,
    at,
    event_type: plain(notification.event_type) ?? '(odd)',
    effect,
    ...(out_order_no === undefined ? {} : { out_order_no }),
    ...(useless ? { raw: rawOf(request) } : {}),
  }
  if (useless && !(await store.read('notifications', document._id))) {
    const kind = effect === 'foreign' ? 'foreign-notification' : 'unknown-notification'
    await raiseAlert(store, { kind, ...(out_order_no === undefined ? {} : { out_order_no }) }, at)
  }
  return store.insert('notifications', document)
}
