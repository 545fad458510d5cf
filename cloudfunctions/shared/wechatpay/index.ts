import { randomBytes } from 'node:crypto'
import { createClient } from './client'
import type { BillClient, PayClient, PayClientConfig } from './client-config'

export { isAbsent } from './absent'
export * as bills from './bills'
export type { PayAnswer, PrepareContext, PreparedCall } from './call'
export {
  certificateKey,
  certificatesKeyring,
  prepareCertificates,
  readCertificates,
  type PlatformCertificate,
} from './certificates'
export type { BillClient, PayClient, PayClientConfig, PayLogLine, SendOptions } from './client-config'
export * from './errors'
export { closeConnections } from './exchange'
export { advise, explain } from './explain'
export { createKeyring, type Keyring, type PlatformKey } from './keyring'
export { readApiV3Key, readPrivateKey, readPublicKey } from './keys'
export {
  confirmLaunch,
  detailLaunch,
  planLaunch,
  signLaunch,
  type ConfirmFields,
  type Launch,
  type LaunchKeys,
} from './launch'
export {
  readNotification,
  type Notification,
  type NotificationKeys,
  type RawNotification,
} from './notification'
export * from './payafter-orders'
export * as payOnDelivery from './pay-on-delivery'
export * as payscorePlans from './payscore-plans'
export { PERSONAL_FIELDS, type Personal } from './personal'
export * as refunds from './refunds'
export * as serviceOrders from './service-orders'
export * as signPlanOrders from './sign-plan-orders'
export * as userSignPlans from './user-sign-plans'

/**
 * A client for one merchant; make one per process, it keeps its connections.
 * @throws ConfigError for a merchant number, serial or base URL that cannot be right
 */
export function createPayClient(config: PayClientConfig): PayClient & BillClient {
  return createClient({
    clock: () => Date.now(),
    random: randomBytes,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    ...config,
  })
}
