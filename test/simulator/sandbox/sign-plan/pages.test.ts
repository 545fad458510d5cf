import { type Sandbox } from '../../../../simulator/sandbox'
import { closeAll, insider, must, sandboxFor } from '../ground'
import { modes, type Mode } from '../service-orders/ground'
import { PlanSide } from './ground'

afterEach(closeAll)

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await sandboxFor()
})

const side = (mode: Mode = 'merchant'): PlanSide => new PlanSide(sandbox, insider(sandbox), mode)

async function page(
  name: 'plan' | 'signed' | 'use',
  query: Record<string, string>,
): Promise<{ html: string; code: string }> {
  const search = new URLSearchParams(query).toString()
  const html = await (await fetch(`${sandbox.origin}/sandbox/pages/${name}?${search}`)).text()
  return { html, code: /class="code">(\w+)/.exec(html)?.[1] ?? 'opens' }
}

/** A signing with its package. */
async function packageOf(number: string, of = side(), more: object = {}): Promise<string> {
  const plan = await must(of.createPlan(`${number}-plan`, more))
  return String((await must(of.sign(number, String(plan.data['plan_id'])))).data['package'])
}

/** What stands in the page, without its tags. */
const textOf = ({ html }: { readonly html: string }): string =>
  html
    .replace(/<template[\s\S]*<\/template>|<script[\s\S]*<\/script>|<style[\s\S]*<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')

test.each(modes)(
  'the signing page: sessions, prices, total, duration, rules, both answers, as %s',
  async (mode) => {
    const seen = await page('plan', { package: await packageOf('S', side(mode)), openid: 'oUser1' })
    const text = textOf(seen)
    for (const part of [
      mode === 'partner' ? '沙箱一店 羽毛球小班课' : '沙箱商户 羽毛球小班课',
      '共 3 次，合计 ¥279.00 原价 ¥330.00',
      '第一节 原价 ¥120.00 ¥99.00 体验价',
      '第二节 原价 ¥120.00 ¥90.00',
      '第三节 ¥90.00',
      '签约后 30 天',
      '签约后不会立即扣款',
      '确认签约',
      '暂不签约',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('取消签约')
    expect(seen.html).toContain('data-kind="sign-plans" data-order="S" data-openid="oUser1"')
    expect(seen.html).not.toMatch(/(?:src|href|action)="\//)
  },
)

test('the page’s own script signs and cancels by the control calls', async () => {
  await packageOf('S')
  const post = (deed: string): Promise<Response> =>
    fetch(`${sandbox.origin}/sandbox/sign-plans/S/${deed}`, { method: 'POST', body: '{"openid":"oUser1"}' })
  expect((await page('signed', { merchant_sign_plan_no: 'S' })).html).toContain("order.kind ?? 'orders'")
  expect(await (await post('confirm')).json()).toMatchObject({ merchant_sign_plan_no: 'S', state: 'SIGNED' })
  expect((await post('confirm')).status).toBe(409)
  expect(await (await post('cancel')).json()).toMatchObject({ state: 'SIGN_PLAN_CANCEL' })
  expect((await post('cancel')).status).toBe(409)
})

test('control calls list plans, signed plans and sessions', async () => {
  await side().signed('S')
  await side().paid('S', 1)
  const get = async (path: string): Promise<unknown> =>
    (await fetch(`${sandbox.origin}/sandbox/${path}`)).json()
  expect(await get('plans')).toMatchObject({ plans: [{ merchant_plan_no: 'S-plan', plan_state: 'NORMAL' }] })
  const shown = {
    ...{ merchant_sign_plan_no: 'S', state: 'SIGNED', openid: 'oUser1', mode: 'merchant' },
    history: [{ event: 'create' }, { event: 'sign' }],
    sessions: [
      { merchant_plan_detail_no: 'S-1', state: 'USED', paid: 9900 },
      { state: 'NOT_USED', paid: null },
      {},
    ],
  }
  expect(await get('sign-plans')).toMatchObject({ signPlans: [shown] })
  expect(await get('sign-plans/S')).toMatchObject(shown)
  expect(await get('orders/S-1')).toMatchObject({ line: 'sign-plan', state: 'USER_PAID' })
  expect(JSON.stringify(await get('sign-plans'))).not.toContain('sentAs')
})

test('signed: how far the user has come, until when, and the way out', async () => {
  const value = await packageOf('S')
  sandbox.actOnSignPlan('S', 'confirm')
  await side().paid('S', 1)
  await must(side().session('S', 2))
  for (const seen of [
    await page('plan', { package: value }),
    await page('signed', { merchant_sign_plan_no: 'S' }),
  ]) {
    const text = textOf(seen)
    for (const part of [
      '已签约',
      '体验价 已使用',
      '第二节 原价 ¥120.00 ¥90.00 进行中',
      '未使用',
      '有效期至',
      '取消签约',
    ])
      expect(text).toContain(part)
    expect(text).toContain('进行中的服务不受取消影响')
    expect(text).not.toContain('确认签约')
  }
  sandbox.setClock({ advanceSeconds: 60 })
  await must(side().complete('S', 2))
  expect(textOf(await page('signed', { merchant_sign_plan_no: 'S' }))).toContain('待支付')
  sandbox.act('S-2', 'pay')
  sandbox.actOnSignPlan('S', 'cancel')
  const text = textOf(await page('signed', { merchant_sign_plan_no: 'S' }))
  expect(text).toContain('已取消')
  expect(text).not.toContain('取消签约')
})

test('why it cannot be opened', async () => {
  const value = await packageOf('S')
  expect((await page('plan', {})).code).toBe('RESOURCE_NOT_EXISTS')
  expect((await page('signed', {})).code).toBe('RESOURCE_NOT_EXISTS')
  expect((await page('use', { package: value })).code).toBe('ORDER_NOT_EXIST')
  const order = await must(side().orders.create('O'))
  expect((await page('plan', { package: String(order.data['package']) })).code).toBe('RESOURCE_NOT_EXISTS')
  expect((await page('plan', { package: value, openid: 'oUser2' })).code).toBe('OPENID_MISMATCH')
  expect((await page('plan', { package: value, launcher_appid: 'wx0' })).code).toBe('4108')
  const { appid } = sandbox.credentials
  expect((await page('plan', { package: value, launcher_appid: appid, openid: 'oUser1' })).code).toBe('opens')
  const other = String((await must(side().sign('T', sandbox.signPlan('S').plan_id))).data['package'])
  sandbox.actOnSignPlan('S', 'confirm')
  expect((await page('plan', { package: other })).code).toBe('PLAN_SIGNED')
  sandbox.actOnSignPlan('S', 'cancel')
  await must(side().stopPlan('S-plan'))
  expect((await page('plan', { package: other })).code).toBe('PLAN_STOPPED')
  sandbox.setClock({ advanceSeconds: 7200 })
  expect((await page('plan', { package: other })).code).toBe('PACKAGE_EXPIRED')
})

test('a refused launch does not spend a single-use package', async () => {
  sandbox.setSwitches({ packageUse: 'single-use' })
  const value = await packageOf('S')
  expect((await page('plan', { package: value, openid: 'oUser2' })).code).toBe('OPENID_MISMATCH')
  expect((await page('plan', { package: value })).code).toBe('opens')
  expect((await page('plan', { package: value })).code).toBe('PACKAGE_USED')
})

test('text stays text', async () => {
  const value = await packageOf('S', side(), { plan_name: '<b>"课"&' })
  const { html } = await page('plan', { package: value, openid: '"><i>' })
  expect(html).not.toContain('<b>')
  expect(html).not.toContain('<i>')
})
