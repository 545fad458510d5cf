import { chromium } from 'playwright-core'
import { findChromium } from '/work/main/simulator/automator/chromium'
import { startPhonePage } from '/work/main/simulator/phone/index'
import { startWorld } from '/work/main/simulator/world'
const world = await startWorld({
  project: '/work/main',
  timers: false,
  sandbox: { fontStylesheet: '/font.css' } as any,
})
const phone = await startPhonePage({
  project: '/work/main',
  cloudbase: world.cloudbase.origin,
  sandbox: world.sandbox!.origin,
})
const b = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-gpu'] })
const ctx = await b.newContext({
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 1,
})
let p = await ctx.newPage()
p.setDefaultTimeout(6000)
const watch = () => {
  p.on('console', (m) => {
    if (m.type() === 'error') console.log('ERR', m.text().slice(0, 300))
  })
  p.on('pageerror', (e) => console.log('PAGEERR', e.message))
}
watch()
let n = 0
const shot = async (name: string) => {
  await p.waitForTimeout(450)
  await p.screenshot({ path: `/tmp/story/${String(n++).padStart(2, '0')}-${name}.png` })
  console.log('#', name)
}
const top = (s: string) => p.locator(`.phone-view.shown ${s}`)
const frame = () => p.frames().find((f) => /sandbox\/pages/.test(f.url()))!
const open = async (path: string, person: string) => {
  await p.goto(`${phone.origin}/phone?person=${person}&page=${encodeURIComponent(path)}`)
  await p.waitForTimeout(900)
}
const C = 'local-customer-1',
  O = 'local-operator-1'
const confirm = async () => {
  await p.waitForTimeout(1200)
  await frame().locator('button', { hasText: '确认订单' }).tap()
  await p.waitForTimeout(900)
  await frame().locator('button,a', { hasText: '返回商家' }).first().tap()
  await p.waitForTimeout(1500)
}
const story = async (name: string, run: () => Promise<void>) => {
  try {
    await run()
  } catch (e) {
    console.log('FAILED', name, String(e).slice(0, 500))
    await shot('ERROR-' + name)
  }
}
let id = ''
await story('power bank', async () => {
  await open('/pages/offer/offer?offerId=power-bank', C)
  await top('#start').tap()
  await confirm()
  await shot('accepted')
  console.log(await top('#state').innerText())
  id = new URL(p.url()).searchParams.get('x') ?? ''
  id = await p.evaluate(() => (globalThis as any).__PHONE__.phone.pages.top.query.orderId)
  console.log(id)
  await open(`/console/pages/order/order?orderId=${id}`, O)
  await shot('console-order')
  await top('#complete').tap()
  await p.waitForTimeout(900)
  await top('input[aria-label="费用 1金额，单位元"]').fill('6')
  await shot('complete')
  await top('#complete-next').tap()
  await p.waitForTimeout(500)
  await shot('summary')
  await top('#complete-confirm').tap()
  await p.waitForTimeout(2500)
  await shot('console-finished')
  console.log(await top('#state').innerText())
  await open(`/pages/order/order?orderId=${id}`, C)
  await shot('customer-after')
  console.log(await top('#state').innerText())
  await open('/pages/orders/orders', C)
  await shot('orders')
})
await story('hotel person', async () => {
  await open('/pages/offer/offer?offerId=hotel-night', C)
  await top('#choice-nights-two').tap()
  await p.waitForTimeout(200)
  await shot('hotel')
  await top('#start').tap()
  await p.waitForTimeout(500)
  await top('#person-name input').fill('林晓')
  await top('#person-phone input').fill('13800000000')
  await top('#person-submit').tap()
  await p.waitForTimeout(1500)
  await shot('hotel-confirm')
  await frame().locator('button', { hasText: '暂不使用' }).tap()
  await p.waitForTimeout(2500)
  await shot('declined')
  console.log(await top('#state').innerText())
  await p.waitForTimeout(14000)
  await shot('declined-after-waiting')
  console.log(await top('#hint').innerText())
  await top('#reopen').tap()
  await p.waitForTimeout(1500)
  await shot('reopened')
  await p
    .locator('button[aria-label="关闭"]')
    .last()
    .tap()
    .catch(() => undefined)
  await frame()
    ?.locator('button', { hasText: '×' })
    .first()
    .tap()
    .catch(() => undefined)
  await p.waitForTimeout(1000)
  await top('#cancel').tap()
  await p.waitForTimeout(500)
  await shot('cancel-ask')
  await p.getByText('取消订单').last().tap()
  await p.waitForTimeout(2000)
  await shot('cancelled')
  console.log(await top('#state').innerText())
})
await story('operators', async () => {
  await open('/console/pages/orders/orders', C)
  await shot('refused')
  console.log(await p.evaluate(() => (globalThis as any).__PHONE__.phone.pages.top.path))
  await open('/console/pages/operators/operators', O)
  await top('#invite-name input').fill('店长小林')
  await top('#invite').tap()
  await p.waitForTimeout(900)
  await shot('invited')
  const code = await top('#invite-code').innerText()
  console.log(code)
  await open('/console/pages/join/join', C)
  await top('#code input').fill(code)
  await top('#join').tap()
  await p.waitForTimeout(1500)
  await shot('joined')
})
await b.close()
await phone.close()
await world.close()
