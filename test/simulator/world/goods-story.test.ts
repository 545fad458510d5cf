import { AS_PARTNER, type Product, SERVICE_ORDERS } from '../../../simulator/world/product'
import { Desk } from './desk'
import { serve, type Served } from './served'

type Told = readonly ['kept' | 'part', 'light' | 'dark']
const ALL: readonly Told[] = [
  ['kept', 'light'],
  ['kept', 'dark'],
  ['part', 'light'],
  ['part', 'dark'],
]
/** A state costs axe half a second: without `BROWSER_STORIES=all` each product tells one of the stories, in one of the themes. */
const told = ({ mode }: Product): readonly Told[] =>
  process.env['BROWSER_STORIES'] === 'all'
    ? ALL
    : [mode === 'merchant' ? ['kept', 'light'] : ['part', 'dark']]

/**
 * 先用后付 as a person clicks it on `npm start`'s own page: goods for ¥0, WeChat Pay's confirm page, the phone handed to the
 * operator and back, and the way from WeChat Pay's page of the order to ours. Every state is checked with axe, light and dark.
 */
describe.each([SERVICE_ORDERS, AS_PARTNER])('$mode', (product) => {
  let served: Served
  let desk: Desk

  beforeAll(async () => {
    served = await serve(product)
  }, 60_000)
  afterEach(async () => {
    await desk.close()
    expect(served.complaints()).toEqual([])
  })
  afterAll(() => served.close())

  const pay = (): unknown => served.world.sandbox?.act(served.newest(), 'pay')
  const orderId = (): string => served.newest().split('_')[0] ?? ''
  const document = (): unknown => served.world.cloudbase.store.get('orders', orderId())

  /** From the first page to WeChat Pay's confirm page and back: the customer stands on the order's page. */
  async function buy(offer: string, cart: Readonly<Record<string, number>>, total: string): Promise<void> {
    await desk.giveTo('林晓')
    await desk.isFine('home')
    await desk.click(`offer-${offer}`)
    await desk.at('start').waitFor()
    await desk.isFine('goods')
    for (const [id, count] of Object.entries(cart)) await desk.count(id, count)
    await desk.reads('fees', total)
    await desk.isFine('cart')
    await desk.click('start')
    const button = (name: string) => desk.wechatPay.getByRole('button', { name })
    await desk.wechatPay.getByText('今日支付').waitFor()
    await desk.wechatPay.getByText(`确认收货后付 ¥${total}`).waitFor()
    await desk.isFine('wechat pay asks')
    await button('确认订单').click()
    await desk.wechatPay.getByText('订单已确认').waitFor()
    await desk.isFine('wechat pay confirmed')
    await button('返回商家').click()
    await desk.reads('state', '待发货')
    await desk.isFine('confirmed')
  }

  /** The phone goes to the operator, who looks the order up in the console. */
  async function operatorLooks(): Promise<void> {
    await desk.giveTo('周远')
    await desk.press('订单')
    await desk.click('console')
    await desk.at(`order-${orderId()}`).waitFor()
    await desk.isFine('console')
    await desk.click(`order-${orderId()}`)
    await desk.at('number').waitFor()
    await desk.isFine('console order')
  }

  async function ship(note: string): Promise<void> {
    await desk.click('ship')
    await desk.at('note').locator('input').fill(note)
    await desk.isFine('console ship')
    await desk.click('ship-confirm')
    await desk.reads('state', '待收货')
    await desk.isFine('console shipped')
  }

  /** The phone goes back to the customer, who finds the order in the list. */
  async function customerLooks(): Promise<void> {
    await desk.giveTo('林晓')
    await desk.press('订单')
    await desk.at(`order-${orderId()}`).waitFor()
    await desk.isFine('orders')
    await desk.click(`order-${orderId()}`)
    await desk.at('number').waitFor()
  }

  async function receive(total: string): Promise<void> {
    await desk.click('receive')
    await desk.agree(total, '确认收货')
    await desk.reads('state', '待支付')
    await desk.reads('state', total)
    await desk.isFine('received')
  }

  /** Out of the mini-program to WeChat Pay's page of the order, and by its link back into ours. */
  async function jump(state: string, words: string): Promise<void> {
    await desk.click('detail')
    await desk.wechatPay.getByText(words).first().waitFor()
    await desk.isFine(`wechat pay ${state}`)
    await desk.wechatPay.getByRole('button', { name: '查看商家订单' }).click()
    await desk.entered('delivery/pages/order/order', orderId())
  }

  /** What is kept is paid. */
  async function kept(): Promise<void> {
    await buy('tea-shop', { longjing: 1, lapsang: 2 }, '364.00')
    await operatorLooks()
    await ship('顺丰速运，单号 SF1060086540000')
    await customerLooks()
    await desk.reads('shipment', 'SF1060086540000')
    await desk.isFine('shipped')
    await jump('sent', '待收货')
    await desk.reads('state', '待收货')
    await desk.isFine('jumped')
    await receive('364.00')
    pay()
    await jump('paid', '实付')
    await desk.reads('state', '已完成')
    await desk.isFine('paid')
    expect(document()).toMatchObject({ outcome: 'paid', bill: { total: 36400 } })
  }

  /** What was given back is not paid. */
  async function part(): Promise<void> {
    await buy('bakery', { croissant: 1, sourdough: 2 }, '95.00')
    await operatorLooks()
    await ship('本店自送')
    await customerLooks()
    await desk.click('return')
    await desk.at('return-submit').waitFor()
    await desk.isFine('return')
    await desk.count('sourdough', 1)
    await desk.at('reason').locator('input').fill('多订了一个')
    await desk.reads('worth', '28.00')
    await desk.isFine('return filled')
    await desk.click('return-submit')
    await desk.agree('28.00', '提交')
    await desk.reads('state', '退货处理中')
    await desk.isFine('return asked')

    await operatorLooks()
    await desk.click('answer-return')
    await desk.reads('less', '28.00')
    await desk.reads('rest', '67.00')
    await desk.isFine('console return')
    await desk.click('return-accept')
    await desk.agree('28.00', '同意退货')
    await desk.reads('state', '待收货')
    await desk.isFine('console returned')

    await customerLooks()
    await desk.reads('fees', '67.00')
    await desk.isFine('part kept')
    await receive('67.00')
    pay()
    await jump('part paid', '实付')
    await desk.reads('state', '已完成')
    await desk.isFine('part paid')
    expect(document()).toMatchObject({ outcome: 'paid', bill: { total: 6700 } })
  }

  it.each(told(product))(
    '%s, %s',
    async (name, theme) => {
      desk = await Desk.open(served, theme, `${product.mode}-${name}-${theme}`)
      await { kept, part }[name]()
    },
    180_000,
  )
})
