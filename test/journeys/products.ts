import {
  DEFAULT_PRODUCT,
  nameOf,
  PAYAFTER_ORDERS,
  type Product,
  PRODUCTS,
} from '../../simulator/world/product'

/**
 * What the stories are told over: `PRODUCT=payafter-orders/merchant`, `service-orders/merchant` or `service-orders/partner`.
 * @throws Error for another one
 */
export function productOfTests(name: string | undefined = process.env['PRODUCT']): Product {
  if (name === undefined || name === '') return DEFAULT_PRODUCT
  const found = PRODUCTS.find((product) => nameOf(product) === name)
  if (found) return found
  throw new Error(`PRODUCT is none of ${PRODUCTS.map(nameOf).join(', ')}.`)
}

/** Everything in which the products' stories differ. What is not here is the same for all of them. */
export interface Differences {
  readonly name: string
  /** What the phone hands to the confirm page. */
  readonly launch: readonly string[]
}

const BARE = ['package'] as const
/** The signed set of six; sorted. */
const SIGNED = ['mch_id', 'nonce_str', 'package', 'sign', 'sign_type', 'timestamp'] as const

export function differencesOf(product: Product): Differences {
  const old = product.protocol === PAYAFTER_ORDERS.protocol
  return { name: nameOf(product), launch: old ? SIGNED : BARE }
}
