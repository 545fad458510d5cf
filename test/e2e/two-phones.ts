import { SERVICE_ORDERS, type Product } from '../../simulator/world/product'
import { productOfTests } from '../journeys/products'
import { Phone } from './phone'
import { ENDPOINT, OPERATOR_ENDPOINT, OWN_STAGE, SANDBOX } from './setup'
import { openStage, type Stage } from './stage'

/** A customer's and an operator's phone in one world. */
export interface TwoPhones {
  phone: Phone
  shop: Phone
  /** The stage, where it was opened for these phones. */
  stage: Stage | undefined
  close(): Promise<void>
}

/** The product of the tests where it lives on service orders, else the one of merchants: the older protocol knows less. */
export function serviceOrders(): Product {
  const told = productOfTests()
  return told.protocol === SERVICE_ORDERS.protocol ? told : SERVICE_ORDERS
}

/**
 * Connects both phones; whoever is asked 「确定吗」 on them says yes.
 * @param product a stage is opened for it, unless the phones come from outside; absent = the stage of all tests
 */
export async function twoPhones(product?: Product): Promise<TwoPhones> {
  const stage = product && process.env[OWN_STAGE] ? await openStage(product) : undefined
  if (stage) {
    process.env[ENDPOINT] = stage.endpoint
    process.env[OPERATOR_ENDPOINT] = stage.operatorEndpoint
    process.env[SANDBOX] = stage.sandbox
  }
  const phone = await Phone.connect('customer')
  const shop = await Phone.connect('operator')
  await phone.mockConfirmPage()
  await phone.mockConsent()
  await shop.mockConsent()
  return {
    phone,
    shop,
    stage,
    async close() {
      phone.disconnect()
      shop.disconnect()
      await stage?.close()
    },
  }
}
