import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { worldClock, type WorldClock } from '../clock'
import { startCloudBase, type CloudBase, type CloudBaseOptions, type CollectionManifest } from '../cloudbase'
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox'
import { functionEnvironment, type PayCredentials } from './environment'
import { DEFAULT_PRODUCT, type Product } from './product'
import { seed } from './seed'

/** Where WeChat Pay's notifications arrive: three addresses, one function (design 4.9). */
const NOTIFY_ROUTES = {
  '/pay/notify': 'notify',
  '/pay/notify/confirm': 'notify',
  '/pay/notify/pay': 'notify',
} as const

export interface WorldOptions {
  /** The project: built functions and the collections' manifest are found below it. */
  project: string
  /** Keeps orders, keys and WeChat Pay's memory across restarts; memory only when absent. */
  dir?: string
  payPort?: number
  cloudPort?: number
  /** Another WeChat Pay than the sandbox. */
  pay?: { origin: string; credentials: PayCredentials }
  timers?: boolean
  /** What the demo offers are sold by; service-orders as the merchant itself when absent. */
  product?: Product
  /** Limits of one customer, `open/perMinute`; `product` for the ones that are deployed. */
  orderLimits?: string
  sandbox?: Partial<SandboxOptions>
  cloudbase?: Partial<CloudBaseOptions>
}

/** Sandbox and local CloudBase with the real functions between them, on one clock. */
export interface World {
  clock: WorldClock
  /** Absent with another WeChat Pay. */
  sandbox?: Sandbox
  cloudbase: CloudBase
  credentials: PayCredentials
  product: Product
  payOrigin: string
  close(): Promise<void>
}

/** Starts the local world without a phone. @throws Error when the functions are not built */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { dir, pay } = options
  const clock = worldClock()
  const sandbox = pay
    ? undefined
    : await startSandbox({
        clock,
        port: options.payPort ?? 0,
        ...(dir === undefined ? {} : { dir: join(dir, 'sandbox') }),
        ...options.sandbox,
      })
  try {
    return await startBesidePay(options, clock, sandbox)
  } catch (error) {
    // A sandbox left behind would keep the process alive and its folder locked.
    await sandbox?.close()
    throw error
  }
}

async function startBesidePay(
  options: WorldOptions,
  clock: WorldClock,
  sandbox: Sandbox | undefined,
): Promise<World> {
  const { project, dir, orderLimits, product = DEFAULT_PRODUCT } = options
  const { origin, credentials } = options.pay ?? requireSandbox(sandbox)
  const collections = JSON.parse(
    readFileSync(join(project, 'cloudfunctions', 'collections.json'), 'utf8'),
  ) as CollectionManifest
  const cloudbase = await startCloudBase({
    clock,
    port: options.cloudPort ?? 0,
    functionRoot: join(project, 'dist', 'cloudfunctions'),
    collections,
    storage: join(project, 'simulator', 'world', 'storage'),
    codeCache: join(project, 'node_modules', '.cache', 'payscore', 'code'),
    appid: credentials.appid,
    routes: NOTIFY_ROUTES,
    timers: options.timers ?? false,
    env: (own) =>
      functionEnvironment({ origin, credentials, notifyUrl: `${own}/pay/notify`, orderLimits }).env,
    perFunctionEnv: (own) =>
      functionEnvironment({ origin, credentials, notifyUrl: `${own}/pay/notify`, orderLimits })
        .perFunctionEnv,
    ...(dir === undefined ? {} : { dir: join(dir, 'cloudbase') }),
    ...options.cloudbase,
  })
  sandbox?.setNotifyUrls({
    confirm: `${cloudbase.origin}/pay/notify/confirm`,
    pay: `${cloudbase.origin}/pay/notify/pay`,
  })
  await seed(cloudbase, credentials, product)
  return {
    clock,
    ...(sandbox === undefined ? {} : { sandbox }),
    cloudbase,
    credentials,
    product,
    payOrigin: origin,
    async close() {
      await cloudbase.close()
      await sandbox?.close()
    },
  }
}

function requireSandbox(sandbox: Sandbox | undefined): Sandbox {
  if (!sandbox) throw new Error('There is neither a sandbox nor another WeChat Pay.')
  return sandbox
}
