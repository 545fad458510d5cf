import { nameOf, PAYAFTER_ORDERS, type Product, PRODUCTS } from '../../simulator/world/product'

/**
 * What the stories are told over: `PRODUCT=payafter-orders/merchant` (without the variable too: it is the one with every kind
 * of field), `service-orders/merchant` or `service-orders/partner`.
 * @throws Error for another one
 */
export function productOfTests(name: string | undefined = process.env['PRODUCT']): Product {
  if (name === undefined || name === '') return PAYAFTER_ORDERS
  const found = PRODUCTS.find((product) => nameOf(product) === name)
  if (found) return found
  throw new Error(`PRODUCT is none of ${PRODUCTS.map(nameOf).join(', ')}.`)
}

/** Whether a bill that is owed can be lowered, collected, given up and announced. */
export const hasOwed = ({ protocol }: Product): boolean => protocol !== PAYAFTER_ORDERS.protocol

/** Everything in which the products' stories differ. What is not here is the same for all of them. */
export interface Differences {
  readonly name: string
  /** Where a create goes; everything about an order begins with it. */
  readonly path: string
  /** What the phone hands to the confirm page; sorted. */
  readonly launch: readonly string[]
  /** What becomes of an attempt that nobody confirms in time: WeChat Pay ends it after an hour, or reconcile does. */
  readonly lapsed: 'EXPIRED' | 'REVOKED'
  /** Where a confirmed order stands that was ended as unused, and by which call. */
  readonly unused: 'FINISHED' | 'REVOKED'
  readonly endedBy: 'complete' | 'cancel'
  /** How an order stands here after the answer to its completion was another order's: a 204 names none, and is believed. */
  readonly answeredByAnother: object
  /** The same of a cancellation. */
  readonly cancelledByAnother: 'CREATED' | 'REVOKED'
  /** Reads of shops: one more where an offer is a shop's. */
  readonly shopReads: number
  /** Reads of the stock when offers are shown: one more where goods are sold. */
  readonly stockReads: number
  /** How a notification says a state. */
  readonly told: (state: string) => object
  /** What the customer reads an hour after an order that they did not confirm. */
  readonly afterAnHour: string
  /** What the hotel must know, and what the guest types. */
  readonly asked: Readonly<Record<string, string>>
  /** The answer to an order of a hotel night whose guest says neither name nor phone. */
  readonly nameless: object
}

/** Our states in the words of service orders (facts 2.3); the others are the same. */
const TRIPLES: Readonly<Record<string, object>> = {
  USER_ACCEPTED: { state: 'DOING', state_description: 'USER_CONFIRM' },
  FINISHED: { state: 'DOING', state_description: 'MCH_COMPLETE' },
  USER_PAID: { state: 'DONE' },
}

const OPEN = { state: 'USER_ACCEPTED', pending: { action: 'complete' } }

/** What is different once more as a service provider. */
const PROVIDED: Partial<Differences> = {
  path: '/v3/payscore/partner/serviceorder',
  answeredByAnother: { state: 'FINISHED' },
  cancelledByAnother: 'REVOKED',
  shopReads: 1,
}

const OLD: Omit<Differences, 'name'> = {
  path: '/v3/payscore/payafter-orders',
  launch: ['mch_id', 'nonce_str', 'package', 'sign', 'sign_type', 'timestamp'],
  lapsed: 'EXPIRED',
  unused: 'FINISHED',
  endedBy: 'complete',
  answeredByAnother: OPEN,
  cancelledByAnother: 'CREATED',
  shopReads: 0,
  stockReads: 0,
  told: (state) => ({ state }),
  afterAnHour: '已失效',
  asked: { name: '王小明', phone: '13812345678' },
  nameless: {
    failure: { code: 'PERSON_REQUIRED', details: { problems: [{ field: 'name' }, { field: 'phone' }] } },
  },
}

const TODAY: Omit<Differences, 'name'> = {
  path: '/v3/payscore/serviceorder',
  launch: ['package'],
  lapsed: 'REVOKED',
  unused: 'REVOKED',
  endedBy: 'cancel',
  answeredByAnother: OPEN,
  cancelledByAnother: 'CREATED',
  shopReads: 0,
  stockReads: 1,
  told: (state) => ({ time_range: { start_time: 'OnAccept' }, ...(TRIPLES[state] ?? { state }) }),
  afterAnHour: '待确认',
  asked: {},
  // There is no field for a person's data: nothing is asked.
  nameless: { ok: true },
}

export function differencesOf(product: Product): Differences {
  const name = nameOf(product)
  if (product.protocol === PAYAFTER_ORDERS.protocol) return { name, ...OLD }
  return {
    name,
    ...TODAY,
    ...(product.mode === 'partner' ? PROVIDED : {}),
  }
}
