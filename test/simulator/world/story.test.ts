import { readFileSync } from 'node:fs'
import { productOfTests } from '../../journeys/products'
import { person as personBefore, type Person, serve, type Served } from './served'

/**
 * The whole story as a person clicks it in a browser after `npm start`: the real mini-program, WeChat Pay's page opened by the
 * phone, the console in the second person's hand. Every state is checked with axe, light and dark.
 */
let served: Served

beforeAll(async () => {
  served = await serve(productOfTests())
}, 60_000)
afterEach(() => {
  expect(served.complaints()).toEqual([])
})
afterAll(() => served.close())

const person = (openid: string, query = '', scheme: 'light' | 'dark' = 'light'): Promise<Person> =>
  personBefore(served, openid, query, scheme)

describe.each(['light', 'dark'] as const)('the whole story, %s', (scheme) => {
  it('is clicked from the first page to the payment', async () => {
    const customer = await person('local-customer-1', '', scheme)
    await customer.isAccessible('home')
    await customer.tap('offer-power-bank')
    await customer.at('start').waitFor()
    await customer.isAccessible('offer')
    await customer.tap('start')

    const confirm = customer.wechatPay
    await confirm.getByRole('button', { name: '确认订单' }).tap()
    await confirm.getByRole('button', { name: '返回商家' }).tap()
    await customer.reads('state', '服务中')
    await customer.isAccessible('in service')

    served.world.clock.advance(3600)
    const operator = await person('local-operator-1', '&page=/console/pages/orders/orders', scheme)
    const orderId = served.newest().split('_')[0] ?? ''
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

    served.world.sandbox?.act(served.newest(), 'pay')
    await operator.reads('state', '已完成')
    await operator.page.getByText('演示环境').waitFor()
    await customer.page.goto(
      `${served.origin}/phone?page=${encodeURIComponent(`/pages/order/order?orderId=${orderId}`)}`,
    )
    await customer.reads('state', '已完成')
    // Nothing but the order was asked for since the page was loaded.
    await customer.page.getByText('演示环境').waitFor()
    await customer.isAccessible('paid')
    expect(served.world.cloudbase.store.get('orders', orderId)).toMatchObject({
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
    const confirm = customer.wechatPay
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
  const { page, tap, reads, wechatPay } = await person(
    'local-operator-1',
    '&page=/pages/offer/offer?offerId=power-bank',
  )
  await tap('start')
  await wechatPay.getByRole('button', { name: '确认订单' }).tap()
  await wechatPay.getByRole('button', { name: '返回商家' }).tap()
  await reads('state', '服务中')
  const orderId = served.newest().split('_')[0] ?? ''
  for (const query of [`orderId=${orderId}&offerId=hotel-night`, `orderId=${'0'.repeat(24)}&offerId=none`])
    for (const path of [...pages, ...inPackages]) {
      await page.evaluate(`__PHONE__.wx.reLaunch({ url: '/${path}?${query}' })`)
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
    }
  await page.context().close()
}, 60_000)

describe("world: 'local'", () => {
  it('talks to the local world by wx.request alone', async () => {
    const context = await served.browser.newContext({
      viewport: { width: 375, height: 812 },
      hasTouch: true,
      isMobile: true,
    })
    const page = await context.newPage()
    const calls: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') calls.push(new URL(request.url()).pathname)
    })
    await page.goto(`${served.origin}/phone`)
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
    const confirm = customer.wechatPay
    await confirm.getByRole('button', { name: '确认订单' }).tap()
    await confirm.getByRole('button', { name: '返回商家' }).tap()
    await customer.reads('state', '服务中')
    await customer.page.context().close()
  }, 30_000)
})
