import { generateKeyPairSync } from 'node:crypto'
import type { Desk } from '../../../../cloudfunctions/shared/orders/desk'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import type { LogFields } from '../../../../cloudfunctions/shared/log'
import {
  createKeyring,
  PayApiError,
  type PayAnswer,
  type PreparedCall,
} from '../../../../cloudfunctions/shared/wechatpay'
import { MemoryStore } from '../../../long/mutations/memory-store'
import { T0 } from './fixtures'

/** Nothing here is encrypted: any public key does. */
const KEYRING = createKeyring([
  { serial: 'PUB_KEY_ID_1', publicKey: generateKeyPairSync('ed25519').publicKey },
])

/** What WeChat Pay does with one call: answers, or fails; a function may change the world meanwhile. */
export type Said =
  | PayAnswer
  | Error
  | ((call: PreparedCall) => PayAnswer | Error | Promise<PayAnswer | Error>)

/** A verified answer with this body. */
export const says = (body: unknown, skewMs = 0): PayAnswer => ({
  status: 200,
  body,
  requestId: 'request-1',
  serverTime: T0,
  skewMs,
})

/** A query's answer about an order of the fixtures. */
export const tells = (state: string, more: object = {}): PayAnswer =>
  says({ out_order_no: 'any', service_id: '500001', state, ...more })

/** A verified refusal. */
export const refuses = (status: number, code: string, verified = true): PayApiError =>
  failure({ status, code, verified, outcome: verified ? 'refused' : 'unknown' })

/** No answer: the result is unknown. */
export const silence = (): PayApiError =>
  failure({ status: 0, code: 'CLIENT_TIMEOUT', verified: false, outcome: 'unknown' })

/** Not one byte left. */
export const unreached = (): PayApiError =>
  failure({ status: 0, code: 'CLIENT_NOT_CONNECTED', verified: false, outcome: 'notSent' })

const failure = (what: Pick<PayApiError, 'status' | 'code' | 'verified' | 'outcome'>): PayApiError =>
  new PayApiError({ action: 'any', requestId: '', ...what }, 'as the test says')

/** A desk whose database is in memory and whose WeChat Pay says what the test says, in turn, the last one for ever. */
export interface TestDesk {
  desk: Desk
  /** Every call that was sent, and what its time limit was. */
  sent: { call: PreparedCall; deadline?: number | undefined }[]
  log: [step: string, fields: LogFields | undefined][]
  now: number
  store: MemoryStore
  /** The order as it is stored. */
  stored: (id?: string) => Promise<OrderDocument>
}

export function aDesk(orders: OrderDocument[], ...said: Said[]): TestDesk {
  const store = new MemoryStore(orders)
  const lines = [...said]
  const test: TestDesk = {
    sent: [],
    log: [],
    now: T0,
    store,
    stored: async (id = orders[0]?._id ?? '') => {
      const order = await store.read<OrderDocument>('orders', id)
      if (!order) throw new Error('The order is gone.')
      return order
    },
    desk: {
      store,
      pay: {
        send: async (call, options) => {
          test.sent.push({ call, deadline: options?.deadline })
          const next = lines.length > 1 ? lines.shift() : lines[0]
          const reply = typeof next === 'function' ? await next(call) : next
          if (!reply) throw new Error(`Nobody said what ${call.action} is answered.`)
          if (reply instanceof Error) throw reply
          return reply
        },
      },
      prepare: { keyring: KEYRING, clock: () => test.now },
      launch: { mchid: '1900000001' },
      sandbox: false,
      clock: () => test.now,
      random: (bytes) => Buffer.alloc(bytes, 7),
      deadline: 123_456,
      log: (line, fields) => void test.log.push([line, fields]),
    },
  }
  return test
}
