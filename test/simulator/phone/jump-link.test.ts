import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type Frame, type Page } from 'playwright-core'
import { launchBrowser, openPhone } from '../../../simulator/automator/browser'
import { startPhonePage, type PhonePage } from '../../../simulator/phone'
import { type Sandbox } from '../../../simulator/sandbox'
import { closeAll, insider, must, sandboxFor } from '../sandbox/ground'
import { GoodsSide, tea } from '../sandbox/pay-on-delivery/ground'

/** WeChat Pay's pages of an order of goods on the phone, and the way from there to the merchant's page of the order. */
let sandbox: Sandbox
let site: PhonePage
let browser: Browser
const complaints: string[] = []

beforeAll(async () => {
  sandbox = await sandboxFor({ fontStylesheet: '/font.css' })
  site = await startPhonePage({
    project: join(__dirname, 'fixture'),
    npm: { '@vant/weapp': join(process.cwd(), 'node_modules/@vant/weapp/lib') },
    sandbox: sandbox.origin,
  })
  browser = await launchBrowser()
  browser.on('context', (context) => {
    context.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text())
    })
  })
}, 60_000)
afterEach(() => {
  sandbox.reset()
  complaints.length = 0
})
afterAll(async () => {
  await browser.close()
  await site.close()
  await closeAll()
})

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8')
async function violations(frame: Frame): Promise<unknown> {
  await frame.evaluate(axe)
  return frame.evaluate(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html)))`,
  )
}

/** Places an order whose link leads to this page. @returns what opens its confirm page */
async function place(number: string, path: string): Promise<string> {
  const side = new GoodsSide(sandbox, insider(sandbox), 'merchant')
  const { shopping_info } = side.withLink({ path }) as { shopping_info: object }
  const local = { ...tea, picture: `${site.origin}/assets/pages/home/dot.png` }
  const goods = [local, { ...tea, name: '远处的图片' }]
  const { data } = await must(side.create(number, { shopping_info: { ...shopping_info, goods } }))
  return String(data['package'])
}

async function visit(page: Page, businessType: string, extraData: object): Promise<Frame> {
  await page.evaluate(
    `void __PHONE__.wx.openBusinessView(${JSON.stringify({ businessType, extraData })}).then(() => (globalThis.returned = true))`,
  )
  const frame = await (await page.waitForSelector('.phone-other iframe')).contentFrame()
  if (!frame) throw new Error('The page of WeChat Pay has no frame.')
  await frame.waitForSelector('h2')
  return frame
}
const detail = (page: Page, number: string): Promise<Frame> =>
  visit(page, 'wxpayScoreDetail', { query_id: sandbox.order(number).query_id })
const entered = (page: Page): Promise<unknown> => page.evaluate(`__PHONE__.phone.application.enter`)
const stack = (page: Page): Promise<unknown> =>
  page.evaluate(`__PHONE__.phone.pages.stack.map(({ path }) => path)`)

test.each(['light', 'dark'] as const)(
  'goods are confirmed, looked at and followed, %s',
  async (colorScheme) => {
    const value = await place('J_1', 'extra/about/about?orderId=J&from=detail')
    const page = await openPhone(browser, `${site.origin}/phone?page=/pages/form/form`, { colorScheme })
    const asked = await visit(page, 'wxpayScoreUse', { package: value })
    await asked.getByText('今日支付').waitFor()
    await asked.getByText('确认收货后付 ¥98.00').waitFor()
    await asked.waitForFunction(`[...document.images].every(({ naturalWidth }) => naturalWidth > 0)`)
    expect(await asked.evaluate(`document.images.length`)).toBe(1)
    expect(await asked.getByText('查看商家订单').count()).toBe(0)
    expect(await violations(asked)).toEqual([])
    await asked.getByRole('button', { name: '确认订单' }).tap()
    await asked.getByRole('button', { name: '返回商家' }).tap()
    await page.waitForFunction(`globalThis.returned`)

    const seen = await detail(page, 'J_1')
    await seen.getByText('待收货').waitFor()
    expect(await violations(seen)).toEqual([])
    await seen.getByRole('button', { name: '查看商家订单' }).tap()
    await page.locator('#about').waitFor()
    expect(await page.locator('.phone-other').count()).toBe(0)
    expect(await stack(page)).toEqual(['extra/about/about'])
    expect(await entered(page)).toMatchObject({
      path: 'extra/about/about',
      query: { orderId: 'J', from: 'detail' },
      scene: 1037,
      referrerInfo: { appId: 'wxd8f3793ea3b935b8' },
    })
    expect(complaints).toEqual([])
    await page.context().close()
  },
)

test('a link to a page that the mini-program has not: back to where the customer was, and a word in the console', async () => {
  await place('J_2', '/pages/none/none')
  const page = await openPhone(browser, `${site.origin}/phone?page=/pages/form/form`)
  const seen = await detail(page, 'J_2')
  await seen.getByRole('button', { name: '查看商家订单' }).tap()
  await page.waitForFunction(`__PHONE__.phone.application.enter.scene === 1038`)
  expect(await stack(page)).toEqual(['pages/form/form'])
  expect(complaints.join()).toContain('pages/none/none')
  await page.context().close()
})
