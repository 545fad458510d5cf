import { act, type Phone, sandbox } from './phone'
import { serviceOrders, type TwoPhones, twoPhones } from './two-phones'

/** Only service orders carry sessions; as a service provider each shop has its own plans. */
const product = serviceOrders()

let people: TwoPhones
let phone: Phone
let shop: Phone

beforeAll(async () => {
  people = await twoPhones(product)
  ;({ phone, shop } = people)
}, 60_000)
afterAll(() => people.close())

/** What WeChat Pay knows of a signing. */
interface Signed {
  merchant_sign_plan_no: string
  state: string
  sessions: { merchant_plan_detail_no: string; state: string }[]
}

const NAMES = ['握拍与发球', '高远球', '网前小球', '步法与跑位', '双打配合']

/** The operator writes a plan of five lessons whose price falls with the third one. */
async function createPlan(name: string): Promise<string> {
  await shop.open('/console/pages/plans/plans')
  await shop.tap('#new-plan')
  await shop.on('console/pages/plan-form/plan-form')
  await shop.tap('#offer-badminton-course')
  await shop.tap('#create')
  await shop.reads('.wrong', '请填写计划名称')
  await shop.type('#plan-name', name)
  await shop.type('#plan-days', '60')
  for (const [index, lesson] of NAMES.entries()) {
    const at = `#session-${index + 1}`
    if (index > 0) await shop.tap('#add')
    await shop.type(at, lesson, '#name')
    if (index === 0) {
      await shop.type(at, '150', '#original')
      await shop.type(at, '128', '#actual')
    }
    if (index === 2) await shop.type(at, '108', '#actual')
  }
  await shop.reads('#totals', '5 次合计')
  await shop.reads('#totals', '580.00')
  await shop.picture('console-plan-form')
  await shop.tap('#create')
  const page = await shop.on('console/pages/plan/plan')
  await shop.reads('#state', '可以签约')
  await shop.reads('#sessions', '网前小球')
  await shop.picture('console-plan')
  return (page.query as { planId: string }).planId
}

async function newestSign(): Promise<Signed> {
  const { signPlans } = (await sandbox('GET', '/sign-plans')) as { signPlans: Signed[] }
  const last = signPlans.at(-1)
  if (!last) throw new Error('The sandbox has no signed plan.')
  return last
}

const statesAtWeChatPay = async (): Promise<string[]> =>
  (await newestSign()).sessions.map(({ state }) => state)

const confirmSign = ({ merchant_sign_plan_no }: Signed): Promise<unknown> =>
  sandbox('POST', `/sign-plans/${merchant_sign_plan_no}/confirm`, {})

/** The customer signs a plan: they stand on the page of what they signed. */
async function sign(planId: string, name: string): Promise<{ signId: string; numbers: string[] }> {
  await phone.open('/pages/home/home')
  await phone.tap('#offer-badminton-course')
  await phone.on('plan/pages/plan/plan')
  await phone.reads('#total', '¥')
  if (!(await phone.lacks(`#plan-${planId}`))) await phone.tap(`#plan-${planId}`)
  await phone.reads('#plan', name)
  await phone.tap('#start')
  const page = await phone.on('plan/pages/sign/sign')
  await phone.reads('#state', '待签约')
  const signed = await newestSign()
  await confirmSign(signed)
  await phone.reads('#state', '已签约')
  const { signId } = page.query as { signId: string }
  return { signId, numbers: signed.sessions.map((session) => session.merchant_plan_detail_no) }
}

const signPage = (signId: string) => phone.open(`/plan/pages/sign/sign?signId=${signId}`)
const member = (signId: string) => shop.open(`/console/pages/member/member?signId=${signId}`)

/** The operator bills the session in use at its price, and WeChat Pay deducts it. */
async function completeAndPay(signId: string, number: string | undefined, yuan: string): Promise<void> {
  await sandbox('POST', '/clock', { advanceSeconds: 5400 })
  await member(signId)
  await shop.reads('#state', '使用中')
  await shop.tap('#before')
  await shop.on('console/pages/order/order')
  await shop.tap('#complete')
  await shop.on('console/pages/complete/complete')
  await shop.tap('#complete-next')
  await shop.reads('#summary-total', yuan)
  await shop.tap('#complete-confirm')
  await shop.on('console/pages/order/order')
  await shop.reads('#state', '待支付')
  // Nobody begins the next one before this one is paid.
  await member(signId)
  await shop.reads('#state', '待支付')
  expect(await shop.lacks('#start')).toBe(true)
  await signPage(signId)
  await phone.reads('#state', '待支付')
  expect(await phone.lacks('#start')).toBe(true)
  await act(number ?? '', 'pay')
}

async function checkIn(signId: string, no: number): Promise<void> {
  await member(signId)
  await shop.reads('#next', `第 ${no} 次`)
  await shop.tap('#start')
  await shop.reads('#state', '使用中')
}

test('a plan from its first word to its last session: three paid, one cancelled, the rest given up', async () => {
  const planId = await createPlan('羽毛球进阶 5 节课')
  const { signId, numbers } = await sign(planId, '羽毛球进阶 5 节课')
  await phone.reads('#next', '握拍与发球')
  await phone.picture('plan-signed')

  // The first one is begun by the customer.
  await phone.tap('#start')
  await phone.on('plan/pages/session/session')
  await phone.reads('#state', '使用中')
  await phone.reads('#fees', '128.00')
  await phone.picture('plan-session')
  await completeAndPay(signId, numbers[0], '128.00')
  await signPage(signId)
  await phone.reads('#state', '已完成 1 次')

  // The second one by the operator, who finds the member in the plan.
  await shop.open(`/console/pages/plan/plan?planId=${planId}`)
  await shop.type('#search', (await newestSign()).merchant_sign_plan_no.slice(-6))
  await shop.tap('#search-start')
  await shop.tap(`#sign-${signId}`)
  await shop.on('console/pages/member/member')
  await shop.tap('#start')
  await shop.reads('#state', '使用中')
  await shop.picture('console-member')
  await completeAndPay(signId, numbers[1], '128.00')

  // The third one is not held after all; the fourth one follows it, at its price.
  await checkIn(signId, 3)
  await shop.tap('#before')
  await shop.on('console/pages/order/order')
  await shop.tap('#cancel')
  await shop.on('console/pages/cancel/cancel')
  await shop.tap('.usual')
  await shop.tap('#cancel-confirm')
  await shop.on('console/pages/order/order')
  await shop.reads('#state', '已取消')
  await checkIn(signId, 4)
  await completeAndPay(signId, numbers[3], '108.00')

  await signPage(signId)
  await phone.reads('#state', '已完成 3 次，还有 1 次')
  await phone.picture('plan-progress')
  await phone.tap('#cancel')
  await phone.reads('#state', '已取消')
  await phone.reads('#state', '364.00')
  expect((await newestSign()).state).toBe('SIGN_PLAN_CANCEL')
  expect(await statesAtWeChatPay()).toEqual(['USED', 'USED', 'SIGN_PLAN_DETAIL_CANCEL', 'USED', 'NOT_USED'])

  // It is found again from the orders, and the plan can be signed anew.
  await phone.open('/pages/orders/orders')
  await phone.tap('#plans')
  await phone.on('plan/pages/mine/mine')
  await phone.tap(`#sign-${signId}`)
  await phone.on('plan/pages/sign/sign')
  await phone.tap('#again')
  await phone.on('plan/pages/plan/plan')
  await phone.find('#start')
}, 180_000)

test('not confirmed: asked again, given up, and nothing is owed', async () => {
  const planId = await createPlan('羽毛球体验 5 节课')
  await phone.open(`/plan/pages/plan/plan?offerId=badminton-course&planId=${planId}`)
  await phone.reads('#plan', '羽毛球体验 5 节课')
  await phone.tap('#start')
  await phone.on('plan/pages/sign/sign')
  await phone.reads('#state', '待签约')
  await phone.tap('#reopen')
  await phone.reads('#state', '待签约')
  await phone.tap('#cancel')
  await phone.reads('#state', /未签约|已取消/)
  expect((await newestSign()).state).toBe('SIGN_PLAN_CANCEL')
}, 90_000)

test('a plan that is stopped cannot be signed; who signed it goes on', async () => {
  const planId = await createPlan('羽毛球周末 5 节课')
  const { signId } = await sign(planId, '羽毛球周末 5 节课')
  await phone.open(`/plan/pages/plan/plan?offerId=badminton-course&planId=${planId}`)
  await phone.reads('#signed-view', '查看进度')
  await shop.open(`/console/pages/plan/plan?planId=${planId}`)
  await shop.tap('#stop')
  await shop.reads('#state', '已停止')
  await phone.open('/plan/pages/plan/plan?offerId=badminton-course')
  await phone.find('#signed')
  expect(await phone.lacks(`#plan-${planId}`)).toBe(true)
  await signPage(signId)
  await phone.tap('#start')
  await phone.on('plan/pages/session/session')
  await phone.reads('#state', '使用中')
}, 90_000)

test('what somebody signed is nobody else’s: who jumps into it is refused, and is led on', async () => {
  const { merchant_sign_plan_no } = await newestSign()
  await shop.open(`/plan/pages/sign/sign?signId=${merchant_sign_plan_no.split('-')[0] ?? ''}`)
  await shop.reads('load-view', '没有找到这个签约')
  await shop.tap('load-view', '#leave')
  await shop.on('plan/pages/mine/mine')
}, 60_000)
