import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPhonePage, type PhonePage } from '../simulator/phone'
import { startWorld, type World, type WorldOptions } from '../simulator/world'
import { createDemoPlans } from '../simulator/world/demo-plans'
import { isLoopback, type PayCredentials } from '../simulator/world/environment'
import { DEFAULT_PRODUCT, productOf, type Product } from '../simulator/world/product'

declare const PROJECT_ROOT: string

/** Something wrong with what was typed, so that the usage is shown with it. */
class UsageError extends Error {}

const USAGE = `npm start -- [--port 8080] [--pay-port 8081] [--cloud-port 8082]  (0 = a free port)
             [--protocol service-orders|payafter-orders] [--mode merchant|partner]  what the demo offers are sold by
             [--dir .local]  where orders, keys and the sandbox's memory are kept
             [--pay-url <origin> --credentials <file>]  another WeChat Pay than the sandbox`

function readOptions() {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      port: { ...text, default: '8080' },
      'pay-port': { ...text, default: '8081' },
      'cloud-port': { ...text, default: '8082' },
      protocol: { ...text, default: DEFAULT_PRODUCT.protocol },
      mode: { ...text, default: DEFAULT_PRODUCT.mode },
      dir: { ...text, default: join(PROJECT_ROOT, '.local') },
      'pay-url': text,
      credentials: text,
      help: { type: 'boolean', short: 'h' },
    },
  })
  return values
}

function port(name: string, value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 0 || number > 65535)
    throw new UsageError(`--${name} is not a port: 0 to 65535.`)
  return number
}

function otherPay(origin: string | undefined, file: string | undefined): Pick<WorldOptions, 'pay'> {
  if (origin === undefined && file === undefined) return {}
  if (origin === undefined || file === undefined)
    throw new UsageError('--pay-url and --credentials go together.')
  if (!existsSync(file)) throw new UsageError(`--credentials: there is no file ${file}.`)
  return {
    pay: {
      origin: new URL(origin).origin,
      credentials: JSON.parse(readFileSync(file, 'utf8')) as PayCredentials,
    },
  }
}

function product(protocol: string, mode: string): Product {
  try {
    return productOf(protocol, mode)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

async function main(): Promise<void> {
  const options = readOptions()
  if (options.help) return console.log(USAGE)
  const ports = {
    page: port('port', options.port),
    pay: port('pay-port', options['pay-port']),
    cloud: port('cloud-port', options['cloud-port']),
  }
  const world = await startWorld({
    project: PROJECT_ROOT,
    dir: options.dir,
    payPort: ports.pay,
    cloudPort: ports.cloud,
    timers: true,
    product: product(options.protocol, options.mode),
    // The phone page, through which the sandbox's own pages are seen, has the font.
    sandbox: { fontStylesheet: '/font.css' },
    ...otherPay(options['pay-url'], options.credentials),
  })
  const page = await openPage(world, ports.page)
  await createDemoPlans(world.cloudbase).catch((error: unknown) => {
    console.error((error as Error).message)
  })
  const others = [
    ...(world.sandbox ? [`微信支付沙箱 ${world.sandbox.port}`] : []),
    `云开发 ${world.cloudbase.port}（invoke --cloud-port）`,
  ]
  console.log(`\n  打开 ${page.origin}\n\n  其他端口：${others.join('，')}。按 Ctrl-C 结束，订单会保留。\n`)
  const stop = () => {
    void page
      .close()
      .then(() => world.close())
      .then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** The phone page before the world; what is started already ends when it cannot be opened. */
async function openPage(world: World, pagePort: number): Promise<PhonePage> {
  try {
    return await startPhonePage({
      project: PROJECT_ROOT,
      port: pagePort,
      watch: true,
      cloudbase: world.cloudbase.origin,
      // WeChat Pay's own pages come from there too, where it is a sandbox.
      ...(isLoopback(world.payOrigin) ? { sandbox: world.payOrigin } : {}),
    })
  } catch (error) {
    await world.close()
    throw error
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && ((error as NodeJS.ErrnoException).code === 'EADDRINUSE' || isTaken(error.cause))

main().catch((error: unknown) => {
  const { code = '', message } = error as NodeJS.ErrnoException
  const typed = error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS')
  if (isTaken(error))
    console.error(`${message}\nThe port is taken: end what uses it, or choose others.\n${USAGE}`)
  else console.error(typed ? `${message}\n${USAGE}` : message)
  process.exitCode = 1
})
