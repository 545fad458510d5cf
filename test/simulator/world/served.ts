import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type Frame, type FrameLocator, type Locator, type Page } from 'playwright-core'
import { launchBrowser, openPhone } from '../../../simulator/automator/browser'
import { startPhonePage } from '../../../simulator/phone'
import { generateKeys } from '../../../simulator/sandbox'
import { startWorld, type World } from '../../../simulator/world'
import type { Product } from '../../../simulator/world/product'
import { anotherKey } from '../../keys/pool'

/** What `npm start` serves, a browser before it, and what the browser complains about. */
export interface Served {
  readonly world: World
  readonly origin: string
  readonly browser: Browser
  /** Warnings and errors of every page since this was asked last: WeChat's own log would fill with the same. */
  complaints(): string[]
  /** WeChat Pay's number of the newest order. */
  newest(): string
  close(): Promise<void>
}

/** Deductions wait for the test's word. */
export async function serve(product: Product): Promise<Served> {
  const project = process.cwd()
  const world = await startWorld({
    project,
    product,
    sandbox: {
      keys: generateKeys(Date.now(), anotherKey),
      deductionDelaySeconds: null,
      fontStylesheet: '/font.css',
    },
  })
  const site = await startPhonePage({ project, cloudbase: world.cloudbase.origin, sandbox: world.payOrigin })
  const browser = await launchBrowser()
  const complaints: string[] = []
  browser.on('context', (context) => {
    context.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text())
    })
    context.on('weberror', (error) => complaints.push(String(error.error())))
  })
  return {
    world,
    origin: site.origin,
    browser,
    complaints: () => complaints.splice(0),
    newest: () => world.sandbox?.orders().at(-1)?.out_order_no ?? '',
    async close() {
      await browser.close()
      await site.close()
      await world.close()
    },
  }
}

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on the page, or in the frame, as it is. */
export async function violations(page: Page | Frame): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html.slice(0, 160))))`,
  )
}

/** A picture, when `PICTURES` names a folder. */
export async function picture(of: Page | Locator, name: string): Promise<void> {
  const folder = process.env['PICTURES']
  if (folder) await of.screenshot({ path: join(folder, `${name}.png`) })
}

/** Somebody before the mini-program. */
export interface Person {
  readonly page: Page
  /** An element of the mini-program by id. */
  at(id: string): Locator
  tap(id: string): Promise<void>
  reads(id: string, text: string): Promise<void>
  /** WeChat Pay's page over the mini-program. */
  readonly wechatPay: FrameLocator
  /** axe finds nothing on what is shown in this state. */
  isAccessible(state: string): Promise<void>
}

/** A person with a phone of their own. */
export async function person(
  { browser, origin }: Served,
  openid: string,
  query = '',
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Person> {
  const page = await openPhone(browser, `${origin}/phone?person=${openid}${query}`, { colorScheme })
  page.setDefaultTimeout(8000)
  const at = (id: string): Locator => page.locator(`#${id}`).last()
  return {
    page,
    at,
    tap: (id) => at(id).tap(),
    reads: (id, text) => at(id).getByText(text).first().waitFor(),
    wechatPay: page.frameLocator('iframe'),
    async isAccessible(state) {
      expect({ state, found: await violations(page) }).toEqual({ state, found: [] })
    },
  }
}
