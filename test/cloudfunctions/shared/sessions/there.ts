import type { Desk } from '../../../../cloudfunctions/shared/orders/desk'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { sessionOrderId } from '../../../../cloudfunctions/shared/sessions/number'
import type { SignDocument } from '../../../../cloudfunctions/shared/signs/document'
import type { PreparedCall } from '../../../../cloudfunctions/shared/wechatpay'
import { FindingStore } from '../finding-store'
import { aDesk, refuses, says, type Said } from '../orders/desk'
import { SIGN_ID } from './fixtures'

/** WeChat Pay as far as sessions need it: one signing, and the orders that were made of it. */
export interface There {
  desk: Desk
  store: FindingStore
  /** What a query of the signing says; absent = there is none. */
  sign?: string
  /** Number → what a query says of the order. */
  orders: Map<string, { state: string; state_description?: string }>
  /** What is said instead at the next call of this action. */
  instead: Map<string, Said>
  sent: PreparedCall[]
  now: (ms?: number) => number
  order: (no: number) => Promise<OrderDocument | undefined>
  signing: () => Promise<SignDocument>
}

const IN_USE = { state: 'DOING', state_description: 'USER_CONFIRM' }

export async function thereWith(sign: SignDocument, orders: OrderDocument[]): Promise<There> {
  const store = new FindingStore(orders)
  await store.insert('signs', sign)
  const test = aDesk([], (call) => answer(call))
  const there: There = {
    desk: { ...test.desk, store, notifyUrl: 'https://shop.example.com/notify' },
    store,
    sign: 'SIGNED',
    orders: new Map(),
    instead: new Map(),
    sent: [],
    now: (ms = 0) => (test.now += ms),
    order: (no) => store.read<OrderDocument>('orders', sessionOrderId(`${SIGN_ID}-1-${no}`)),
    signing: async () => {
      const found = await store.read<SignDocument>('signs', SIGN_ID)
      if (!found) throw new Error('The signing is gone.')
      return found
    },
  }

  async function answer(call: PreparedCall) {
    there.sent.push(call)
    const instead = there.instead.get(call.action)
    there.instead.delete(call.action)
    if (instead) return typeof instead === 'function' ? instead(call) : instead
    return usual(call)
  }

  function usual({ action, path, body }: PreparedCall) {
    if (action === 'sign-query')
      return there.sign === undefined
        ? refuses(404, 'RESOURCE_NOT_EXISTS')
        : says({ merchant_sign_plan_no: `${SIGN_ID}-1`, sign_plan_id: 'S1', sign_state: there.sign })
    if (action === 'session') {
      const { out_trade_no } = JSON.parse(body) as { out_trade_no: string }
      there.orders.set(out_trade_no, IN_USE)
      return told(out_trade_no, IN_USE)
    }
    const number = /out_order_no=([\w-]+)/.exec(path)?.[1] ?? ''
    const found = there.orders.get(number)
    return found ? told(number, found) : refuses(404, 'ORDER_NOT_EXIST')
  }
  return there
}

/** A verified answer about an order of a session. */
export const told = (out_order_no: string, order: object) =>
  says({ out_order_no, service_id: '500001', ...order })

/** Carried out, and nobody hears of it. */
export const carriedOut =
  (there: There, failure: () => Error): Said =>
  ({ body }) => {
    const { out_trade_no } = JSON.parse(body) as { out_trade_no: string }
    there.orders.set(out_trade_no, IN_USE)
    return failure()
  }

/** The session's creates that were sent: their bytes. */
export const createsOf = ({ sent }: There): string[] =>
  sent.filter(({ action }) => action === 'session').map(({ body }) => body)
