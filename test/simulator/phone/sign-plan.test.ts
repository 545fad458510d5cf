import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type Frame, type Page } from 'playwright-core'
import { launchBrowser, openPhone } from '../../../simulator/automator/browser'
import { startPhonePage, type PhonePage } from '../../../simulator/phone'
import { PEOPLE } from '../../../simulator/phone/people'
import { type Sandbox } from '../../../simulator/sandbox'
import { closeAll, insider, must, sandboxFor } from '../sandbox/ground'
import { PlanSide } from '../sandbox/sign-plan/ground'

/** WeChat Pay's pages of a plan on the phone: signed, looked at, ended. */
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

async function visit(page: Page, extraData: object): Promise<Frame> {
  const given = JSON.stringify({ businessType: 'wxpayScorePlan', extraData })
  await page.evaluate(
    `globalThis.returned = false; void __PHONE__.wx.openBusinessView(${given}).then(() => (globalThis.returned = true))`,
  )
  const frame = await (await page.waitForSelector('.phone-other iframe')).contentFrame()
  if (!frame) throw new Error('The page of WeChat Pay has no frame.')
  await frame.waitForSelector('h2')
  return frame
}
const back = (page: Page): Promise<unknown> => page.waitForFunction(`globalThis.returned`)
/** `PICTURES` names a folder for pictures of what was seen. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES']
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) })
}

test.each(['light', 'dark'] as const)(
  'a plan is left, signed, and ended between two sessions, %s',
  async (colorScheme) => {
    const page = await openPhone(browser, `${site.origin}/phone?page=/pages/form/form`, { colorScheme })
    const [{ openid }] = PEOPLE
    const side = new PlanSide(sandbox, insider(sandbox), 'merchant')
    const { data: plan } = await must(side.createPlan('P'))
    const { data } = await must(side.sign('S', String(plan['plan_id']), { openid }))
    const extraData = { package: data['package'] }

    const asked = await visit(page, extraData)
    await asked.getByText('共 3 次，合计').waitFor()
    expect(await violations(asked)).toEqual([])
    await picture(page, `${colorScheme}-asked`)
    await asked.getByRole('button', { name: '暂不签约' }).tap()
    await back(page)
    expect(sandbox.signPlan('S').state).toBe('UNSIGNED')

    const again = await visit(page, extraData)
    await again.getByRole('button', { name: '确认签约' }).tap()
    await again.getByText('签约成功').waitFor()
    expect(await violations(again)).toEqual([])
    await picture(page, `${colorScheme}-signed`)
    await again.getByRole('button', { name: '返回商家' }).tap()
    await back(page)
    expect(sandbox.signPlan('S').state).toBe('SIGNED')

    await must(side.session('S', 1, { openid }))
    await must(side.cancel('S', 1))
    await must(side.session('S', 2, { openid }))
    const seen = await visit(page, extraData)
    await seen.getByText('进行中的服务不受取消影响').waitFor()
    expect(await violations(seen)).toEqual([])
    await picture(page, `${colorScheme}-using`)
    await seen.getByRole('button', { name: '取消签约' }).tap()
    await seen.getByRole('heading', { name: '羽毛球小班课' }).waitFor()
    await seen.getByText('已取消签约').waitFor()
    await picture(page, `${colorScheme}-ended`)
    expect(sandbox.signPlan('S')).toMatchObject({ state: 'SIGN_PLAN_CANCEL', cancelled: { type: 'USER' } })
    expect(complaints).toEqual([])
    await page.context().close()
  },
)
