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
  readonly permissions: readonly Permission[]
}

export const account = {
  mchid: '1900007781',
  appid: 'wx5a1d0c0de5a4d80f',
  subMchid: '1900007782',
  merchantName: '沙箱商户',
  /** WeChat Pay's own mini-program (facts 7.1). */
  payscoreAppid: 'wxd8f3793ea3b935b8',
  payscoreUsername: 'gh_8d69bbed2867',
} as const

const payafter: Permission = { line: 'payafter', protocol: 'payafter-orders', mode: 'merchant' }
const delivery: Permission = { line: 'pay-on-delivery', protocol: 'service-orders', mode: 'merchant' }
const riskLimit = 500_000

/** The first service may do everything that the sandbox plays; the others only what their row says. */
export const services: readonly Service[] = [
  { serviceId: '00002000000000170000000000000001', riskLimit, permissions: [payafter] },
  { serviceId: '00002000000000170000000000000002', riskLimit, permissions: [payafter] },
  { serviceId: '00002000000000170000000000000003', riskLimit, permissions: [delivery] },
]

/** @returns the service when it may be used that way */
export function permittedService(serviceId: string, wanted: Permission): Service | undefined {
  const service = services.find((one) => one.serviceId === serviceId)
  const may = service?.permissions.some(
    (one) => one.line === wanted.line && one.protocol === wanted.protocol && one.mode === wanted.mode,
  )
  return may === true ? service : undefined
}
