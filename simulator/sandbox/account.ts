/** The merchant that the sandbox knows. Numbers are fixed so that settings survive; keys are not (keys.ts). */

export type Line = 'payafter' | 'pay-on-delivery' | 'sign-plan'
export type ProtocolName = 'payafter-orders' | 'service-orders'
export type Mode = 'merchant' | 'partner'

/** One thing that a service_id may be used for. */
export interface Permission {
  readonly line: Line
  readonly protocol: ProtocolName
  readonly mode: Mode
}

export interface Service {
  readonly serviceId: string
  /** Highest risk_amount of one order, in fen. */
  readonly riskLimit: number
  /** How long a 签约计划 of this service may run, in days, and how many sessions it may have (facts 1.9). */
  readonly planLimits: { readonly days: number; readonly details: number }
  readonly permissions: readonly Permission[]
}

/** A shop behind a service provider. */
export interface SubMerchant {
  readonly subMchid: string
  /** Its own app, where it has one. */
  readonly subAppid?: string
  readonly name: string
}

/** One number is merchant and service provider at once, so that one set of keys plays both. */
export const account = {
  mchid: '1900007781',
  appid: 'wx5a1d0c0de5a4d80f',
  subMchid: '1900007782',
  merchantName: '沙箱商户',
  /** WeChat Pay's own mini-program (facts 7.1). */
  payscoreAppid: 'wxd8f3793ea3b935b8',
  payscoreUsername: 'gh_8d69bbed2867',
} as const

/** The shops bound to the service provider. */
export const subMerchants: readonly SubMerchant[] = [
  { subMchid: account.subMchid, subAppid: 'wx5a1d0c0de5a40782', name: '沙箱一店' },
  { subMchid: '1900007783', name: '沙箱二店' },
  { subMchid: '1900007784', subAppid: 'wx5a1d0c0de5a40784', name: '沙箱三店' },
]

const payafter: Permission = { line: 'payafter', protocol: 'payafter-orders', mode: 'merchant' }
const service = (line: Line, mode: Mode): Permission => ({ line, protocol: 'service-orders', mode })
const limits = { riskLimit: 500_000, planLimits: { days: 365, details: 100 } }
const all = [
  payafter,
  service('payafter', 'merchant'),
  service('payafter', 'partner'),
  service('pay-on-delivery', 'merchant'),
  service('pay-on-delivery', 'partner'),
  service('sign-plan', 'merchant'),
  service('sign-plan', 'partner'),
]

/** The first service may do everything that the sandbox plays; the others only what their row says. */
export const services: readonly Service[] = [
  { serviceId: '00002000000000170000000000000001', ...limits, permissions: all },
  { serviceId: '00002000000000170000000000000002', ...limits, permissions: [payafter] },
  {
    serviceId: '00002000000000170000000000000003',
    ...limits,
    permissions: [service('pay-on-delivery', 'merchant')],
  },
  {
    serviceId: '00002000000000170000000000000004',
    ...limits,
    permissions: [service('payafter', 'merchant')],
  },
  { serviceId: '00002000000000170000000000000005', ...limits, permissions: [service('payafter', 'partner')] },
  {
    serviceId: '00002000000000170000000000000006',
    ...limits,
    permissions: [service('pay-on-delivery', 'partner')],
  },
  {
    serviceId: '00002000000000170000000000000007',
    ...limits,
    permissions: [service('sign-plan', 'merchant')],
  },
  {
    serviceId: '00002000000000170000000000000008',
    ...limits,
    permissions: [service('sign-plan', 'partner')],
  },
]

/** @returns the service when it may be used that way; without a line, on any */
export function permittedService(
  serviceId: string,
  wanted: Omit<Permission, 'line'> & { readonly line?: Line },
): Service | undefined {
  const found = services.find((one) => one.serviceId === serviceId)
  const may = found?.permissions.some(
    (one) =>
      (wanted.line ?? one.line) === one.line && one.protocol === wanted.protocol && one.mode === wanted.mode,
  )
  return may === true ? found : undefined
}

/** What the pages call the merchant, or the shop of a service provider. */
export const merchantName = (sub_mchid: string | undefined): string =>
  subMerchants.find((one) => one.subMchid === sub_mchid)?.name ?? account.merchantName
