/** What a deployment sells by: how its orders live on at WeChat Pay, and as whom it calls there. One deployment has one of them. */
export interface Product {
  readonly protocol: 'payafter-orders' | 'service-orders'
  readonly mode: 'merchant' | 'partner'
}

export const PAYAFTER_ORDERS: Product = { protocol: 'payafter-orders', mode: 'merchant' }
export const SERVICE_ORDERS: Product = { protocol: 'service-orders', mode: 'merchant' }
export const AS_PARTNER: Product = { protocol: 'service-orders', mode: 'partner' }

/** Every product there is; payafter-orders has no partner mode. */
export const PRODUCTS: readonly Product[] = [PAYAFTER_ORDERS, SERVICE_ORDERS, AS_PARTNER]

/** What a merchant who signs up today has. */
export const DEFAULT_PRODUCT = SERVICE_ORDERS

export const nameOf = ({ protocol, mode }: Product): string => `${protocol}/${mode}`

/** @throws Error that names the products there are */
export function productOf(protocol: string, mode: string): Product {
  const found = PRODUCTS.find((one) => one.protocol === protocol && one.mode === mode)
  if (found) return found
  throw new Error(`There is no ${protocol}/${mode}. There are ${PRODUCTS.map(nameOf).join(', ')}.`)
}
