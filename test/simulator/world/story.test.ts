import { productOfTests } from '../../journeys/products'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type Locator, type Page } from 'playwright-core'
import { launchBrowser, openPhone } from '../../../simulator/automator/browser'
import { startPhonePage, type PhonePage } from '../../../simulator/phone'
import { generateKeys } from '../../../simulator/sandbox'
import { startWorld, type World } from '../../../simulator/world'
import { anotherKey } from '../../keys/pool'

/**
 * The whole story as a person clicks it in a browser after `npm start`: the real mini-program, WeChat Pay's page opened by the
 * phone, the console in the second person's hand. Every state is checked with axe, light and dark.
 */
let world: World
let site: PhonePage
let browser: Browser
/** What the browser complains about: WeChat's own log would fill with the same. */
const complaints: string[] = []

beforeAll(async () => {
  const project = process.cwd()
  world = await startWorld({
    project,
    product: productOfTests(),
    sandbox: {
      keys: generateKeys(Date.now(), anotherKey),
      deductionDelaySeconds: null,
      fontStylesheet: '/font.css',
    },
  })
  site = await startPhonePage({ project, cloudbase: world.cloudbase.origin, sandbox: world.payOrigin })
  browser = await launchBrowser()
  browser.on('context', (context) => {
    context.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text())
    })
    context.on('weberror', (error) => complaints.push(String(error.error())))
  })
}, 60_000)
afterEach(() => {
  expect(complaints.splice(0)).toEqual([])
})
afterAll(async () => {
  await browser.close()
  await site.close()
  await world.close()
})

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on the page as it is. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html.slice(0, 160))))`,
  )
}

interface Person {
  page: Page
  /** An element of the mini-program by id. */
  at: (id: string) => Locator
  tap: (id: string) => Promise<void>
  reads: (id: string, text: string) => Promise<void>
  /** axe finds nothing on this page in this state. */
  isAccessible: (state: string) => Promise<void>
}

async function person(openid: string, query = '', colorScheme: 'light' | 'dark' = 'light'): Promise<Person> {
  const page = await openPhone(browser, `${site.origin}/phone?person=${openid}${query}`, { colorScheme })
  page.setDefaultTimeout(8000)
  const at = (id: string): Locator => page.locator(`#${id}`).last()
  return {
    page,
    at,
    tap: (id) => at(id).tap(),
    reads: (id, text) => at(id).getByText(text).first().waitFor(),
    async isAccessible(state) {
      expect({ state, found: await violations(page) }).toEqual({ state, found: [] })
    },
  }
}

const newest = (): string => world.sandbox?.orders().at(-1)?.out_order_no ?? ''

describe.each(['light', 'dark'] as const)('the whole story, %s', (scheme) => {
  it('is clicked from the first page to the payment', async () => {
    const customer = await person('local-customer-1', '', scheme)
    await customer.isAccessible('home')
    await customer.tap('offer-power-bank')
    await customer.at('start').waitFor()
    await customer.isAccessible('offer')
    await customer.tap('start')

    const confirm = customer.page.frameLocator('iframe')
    await confirm.getByRole('button', { name: '确认订单' }).tap()
    await confirm.getByRole('button', { name: '返回商家' }).tap()
    await customer.reads('state', '服务中')
    await customer.isAccessible('in service')

    world.clock.advance(3600)
    const operator = await person('local-operator-1', '&page=/console/pages/orders/orders', scheme)
    const orderId = newest().split('_')[0] ?? ''
    await operator.tap(`order-${orderId}`)
    await operator.at('complete').waitFor()
    await operator.isAccessible('console order')
    await operator.tap('complete')
    await operator.at('fee-0').locator('#amount input').fill('18')
    await operator.isAccessible('console complete')
    await operator.tap('complete-next')
    await operator.reads('summary-total', '18')
    await operator.tap('complete-confirm')
    await operator.reads('state', '待支付')

    world.sandbox?.act(newest(), 'pay')
    await operator.reads('state', '已完成')
    await operator.page.getByText('演示环境').waitFor()
    await customer.page.goto(
      `${site.origin}/phone?page=${encodeURIComponent(`/pages/order/order?orderId=${orderId}`)}`,
    )
    await customer.reads('state', '已完成')
    // Nothing but the order was asked for since the page was loaded.
    await customer.page.getByText('演示环境').waitFor()
    await customer.isAccessible('paid')
    expect(world.cloudbase.store.get('orders', orderId)).toMatchObject({
      outcome: 'paid',
      bill: { total: 1800 },
    })
    await customer.page.context().close()
    await operator.page.context().close()
  }, 60_000)

  it('is left without confirming, and confirmed by opening the page again', async () => {
    const customer = await person('local-customer-1', '', scheme)
    await customer.tap('offer-home-cleaning')
    await customer.tap('start')
    await customer.at('person-address').locator('input, textarea').first().fill('杭州市西湖区文三路 99 号')
    await customer.at('person-phone').locator('input').first().fill('13800001234')
    await customer.isAccessible('person form')
    await customer.tap('person-submit')
    const confirm = customer.page.frameLocator('iframe')
    await confirm.getByRole('button', { name: '暂不使用' }).waitFor()
    await confirm.getByRole('button', { name: '关闭' }).tap()
    await customer.reads('state', '待确认')
    await customer.isAccessible('unconfirmed')
    await customer.tap('reopen')
    await confirm.getByRole('button', { name: '确认订单' }).tap()
    await confirm.getByRole('button', { name: '返回商家' }).tap()
    await customer.reads('state', '服务中')
    await customer.page.context().close()
  }, 60_000)
})

interface App {
  pages: string[]
  subPackages: { root: string; pages: string[] }[]
}

it('every page opens without a complaint, whether there is such an order or not', async () => {
  const { pages, subPackages } = JSON.parse(readFileSync('miniprogram/app.json', 'utf8')) as App
  const inPackages = subPackages.flatMap(({ root, pages: inside }) => inside.map((page) => `${root}/${page}`))
  const { page, tap, reads } = await person('local-operator-1', '&page=/pages/offer/offer?offerId=power-bank')
  await tap('start')
  await page.frameLocator('iframe').getByRole('button', { name: '确认订单' }).tap()
  await page.frameLocator('iframe').getByRole('button', { name: '返回商家' }).tap()
  await reads('state', '服务中')
  const orderId = newest().split('_')[0] ?? ''
  for (const query of [`orderId=${orderId}&offerId=hotel-night`, `orderId=${'0'.repeat(24)}&offerId=none`])
    for (const path of [...pages, ...inPackages]) {
      await page.evaluate(`__PHONE__.wx.reLaunch({ url: '/${path}?${query}' })`)
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
    }
  await page.context().close()
}, 60_000)

describe("world: 'local'", () => {
  it('talks to the local world by wx.request alone', async () => {
    const context = await browser.newContext({
      viewport: { width: 375, height: 812 },
      hasTouch: true,
      isMobile: true,
    })
    const page = await context.newPage()
    const calls: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') calls.push(new URL(request.url()).pathname)
    })
    await page.goto(`${site.origin}/phone`)
    await page.locator('#offer-power-bank').waitFor()
    expect(calls).toEqual(['/local/call/orders'])
    expect(
      await page.evaluate(`__PHONE__.phone.meters.waits.map(({ what }) => what ?? '').join(' ')`),
    ).not.toContain('callFunction')
    await context.close()
  }, 30_000)

  it.each(['trial', 'release'])(
    'refuses to start in %s, and says which line to change',
    async (version) => {
      const customer = await person('local-customer-1', `&envVersion=${version}`)
      await customer.page.getByText('settings.ts').first().waitFor()
      await customer.isAccessible('refusal')
      await customer.page.context().close()
    },
    30_000,
  )

  it('without openBusinessView the older way opens the same page', async () => {
    const customer = await person('local-customer-1', '&without=openBusinessView')
    await customer.tap('offer-power-bank')
    await customer.tap('start')
    const confirm = customer.page.frameLocator('iframe')
    await confirm.getByRole('button', { name: '确认订单' }).tap()
    await confirm.getByRole('button', { name: '返回商家' }).tap()
    await customer.reads('state', '服务中')
    await customer.page.context().close()
  }, 30_000)
})
