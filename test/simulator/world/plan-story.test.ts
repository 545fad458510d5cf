import { AS_PARTNER, SERVICE_ORDERS } from '../../../simulator/world/product'
import { Desk } from './desk'
import { serve, type Served } from './served'

const PRODUCTS = [SERVICE_ORDERS, AS_PARTNER]
const ALL = PRODUCTS.flatMap((product) => (['light', 'dark'] as const).map((theme) => ({ product, theme })))
/** A state costs axe half a second: without `BROWSER_STORIES=all` it is told once, as the product that test/e2e does not tell. */
const TOLD =
  process.env['BROWSER_STORIES'] === 'all' ? ALL : [{ product: AS_PARTNER, theme: 'dark' as const }]

const LESSONS = [
  ['发球', '60', '50'],
  ['高远球', '60', '50'],
  ['网前小球', '60', '40'],
  ['步法', '60', '40'],
  ['双打配合', '60', '40'],
] as const
const PLAN = '羽毛球提高 5 节课'

/**
 * 签约计划 as a person clicks it on `npm start`'s own page: the operator writes a plan, the customer signs it on WeChat Pay's page,
 * sessions are begun by either, billed, paid and cancelled, and the rest is given up. Every state is checked with axe.
 */
describe.each(TOLD)('$product.mode, $theme', ({ product, theme }) => {
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

  async function operatorWrites(): Promise<void> {
    await desk.giveTo('周远')
    await desk.press('订单')
    await desk.click('console')
    await desk.click('plans')
    await desk.at('new-plan').waitFor()
    await desk.isFine('console plans')
    await desk.click('new-plan')
    await desk.at('plan-name').waitFor()
    await desk.isFine('plan form')
    const offer = desk.at('offer-badminton-course')
    if (await offer.count()) await offer.click()
    await desk.click('create')
    await desk.phone.getByText('请填写计划名称').waitFor()
    await desk.isFine('plan form wrong')
    await desk.at('plan-name').locator('input').fill(PLAN)
    await desk.at('plan-days').locator('input').fill('30')
    for (const [index, [name, original, actual]] of LESSONS.entries()) {
      if (index > 0) await desk.click('add')
      const editor = desk.at(`session-${index + 1}`)
      for (const [field, text] of [
        ['name', name],
        ['original', original],
        ['actual', actual],
      ] as const)
        await editor.locator(`#${field} input`).fill(text)
    }
    await desk.reads('totals', '220')
    await desk.isFine('plan form filled')
    await desk.click('create')
    await desk.agree('220.00', '创建计划')
    await desk.reads('state', '可以签约')
    await desk.isFine('console plan')
  }

  async function customerSigns(): Promise<void> {
    await desk.giveTo('林晓')
    await desk.click('offer-badminton-course')
    await desk.reads('plan', PLAN)
    await desk.isFine('plan')
    await desk.click('start')
    const button = (name: string) => desk.wechatPay.getByRole('button', { name })
    await desk.wechatPay.getByText(PLAN).first().waitFor()
    await desk.isFine('wechat pay asks')
    await button('暂不签约').click()
    await desk.reads('state', '待签约')
    await desk.isFine('unsigned')
    await desk.click('reopen')
    await button('确认签约').click()
    await desk.wechatPay.getByText('签约成功').waitFor()
    await button('返回商家').click()
    await desk.reads('state', '已签约')
    await desk.isFine('signed')
  }

  /** From the plan in the console to its only member. */
  async function operatorLooks(): Promise<void> {
    await desk.giveTo('周远')
    await desk.press('订单')
    await desk.click('console')
    await desk.click('plans')
    await desk.phone.locator('[id^="plan-"]').getByText(PLAN).last().click()
    await desk.phone.locator('#members [id^="sign-"]').last().click()
    await desk.at('next').waitFor()
  }

  async function customerLooks(): Promise<void> {
    await desk.giveTo('林晓')
    await desk.press('订单')
    await desk.click('plans')
    await desk.phone.locator('[id^="sign-"]').last().waitFor()
    await desk.isFine('mine')
    await desk.phone.locator('[id^="sign-"]').last().click()
    await desk.at('sessions').waitFor()
  }

  /** The session in use is billed at its price, and paid; the operator is back at the member. */
  async function completeAndPay(no: number, yuan: string): Promise<void> {
    served.world.clock.advance(3600)
    await desk.click('before')
    await desk.at('complete').waitFor()
    await desk.isFine(`session ${no} in use`)
    await desk.click('complete')
    await desk.click('complete-next')
    await desk.reads('summary-total', yuan)
    await desk.click('complete-confirm')
    await desk.reads('state', '待支付')
    served.world.sandbox?.act(served.newest(), 'pay')
    await desk.reads('state', '已完成')
    await desk.click('member')
    await desk.reads('state', '已完成')
  }

  async function checkIn(no: number): Promise<void> {
    await desk.reads('next', `第 ${no} 次`)
    await desk.click('start')
    await desk.agree(`开始使用「${LESSONS[no - 1]?.[0] ?? ''}」`, '签到')
    await desk.reads('state', '使用中')
    await desk.isFine(`checked in ${no}`)
  }

  it('from the first word of a plan to its end', async () => {
    desk = await Desk.open(served, theme, `plan-${product.mode}-${theme}`)
    await operatorWrites()
    await customerSigns()

    await desk.click('start')
    await desk.agree('结束后扣款', '开始使用')
    await desk.reads('state', '使用中')
    await desk.isFine('session')
    await operatorLooks()
    await desk.isFine('member in use')
    await completeAndPay(1, '50')
    await checkIn(2)
    await completeAndPay(2, '50')

    await checkIn(3)
    await desk.click('before')
    await desk.click('cancel')
    await desk.phone.locator('.usual').first().click()
    await desk.isFine('cancel session')
    await desk.click('cancel-confirm')
    await desk.agree('不能恢复', '取消这次')
    await desk.reads('state', '已取消')
    await desk.click('member')
    await checkIn(4)
    await completeAndPay(4, '40')

    await customerLooks()
    await desk.reads('state', '已完成 3 次，还有 1 次')
    await desk.isFine('progress')
    await desk.click('cancel')
    await desk.agree('没有使用的 1 次将全部取消', '确定取消')
    await desk.reads('state', '已取消')
    await desk.reads('state', '140.00')
    await desk.isFine('ended')
    const outcomes = served.world.cloudbase.store.list('orders').map(({ outcome }) => outcome)
    expect(outcomes.sort()).toEqual(['cancelled', 'paid', 'paid', 'paid'])
  }, 240_000)
})
