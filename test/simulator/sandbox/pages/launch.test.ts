import { Formatter, Hash } from 'wechatpay-axios-plugin'
import { type Sandbox } from '../../../../simulator/sandbox'
import { accepted, base, closeAll, completeBody, createBody, must, sandboxFor, stranger } from '../ground'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await sandboxFor()
})
afterEach(closeAll)

const create = async (number: string, more: object = {}): Promise<string> =>
  String(
    (await must(stranger(sandbox)('POST', base, { data: createBody(sandbox, number, more) }))).data[
      'package'
    ],
  )

async function page(
  name: string,
  query: Record<string, string>,
): Promise<{ html: string; code: string; headers: Headers }> {
  const answer = await fetch(
    `${sandbox.origin}/sandbox/pages/${name}?${new URLSearchParams(query).toString()}`,
  )
  const html = await answer.text()
  return { html, code: /class="code">(\w+)/.exec(html)?.[1] ?? 'opens', headers: answer.headers }
}

/** The signed set, made by the peer: HMAC-SHA256 with the APIv2 key. */
function signed(fields: Record<string, string>, change: Record<string, string> = {}): Record<string, string> {
  const all = {
    mch_id: sandbox.credentials.mchid,
    timestamp: String(Formatter.timestamp()),
    nonce_str: Formatter.nonce(),
    sign_type: 'HMAC-SHA256',
    ...fields,
  }
  const sign = Hash.sign(Hash.ALGO_HMAC_SHA256, all, sandbox.credentials.apiV2Key)
  return { ...all, sign, ...change }
}

test('the confirm page opens with the package alone and with the signed set', async () => {
  const value = await create('L_1')
  expect((await page('use', { package: value })).code).toBe('opens')
  expect((await page('use', signed({ package: value }))).code).toBe('opens')
})

test.each([
  ['a wrong sign', { sign: '0'.repeat(64) }],
  ['another nonce', { nonce_str: 'x' }],
  ['another merchant', { mch_id: '1' }],
  ['another sign_type', { sign_type: 'MD5' }],
  ['a missing timestamp', { timestamp: '' }],
])('%s is refused', async (_, change) => {
  expect((await page('use', signed({ package: await create('L_2') }, change))).code).toBe('SIGN_ERROR')
})

test('an unknown, an old and a foreign launch are refused', async () => {
  expect((await page('use', { package: 'x' })).code).toBe('ORDER_NOT_EXIST')
  expect((await page('use', {})).code).toBe('ORDER_NOT_EXIST')
  const value = await create('L_3')
  expect((await page('use', { package: value, launcher_appid: 'wx0' })).code).toBe('4108')
  expect((await page('use', { package: value, launcher_appid: sandbox.credentials.appid })).code).toBe(
    'opens',
  )
  sandbox.setClock({ advanceSeconds: 3600 })
  expect((await page('use', { package: value })).code).toBe('PACKAGE_EXPIRED')
})

test('a refused launch does not spend a single-use package', async () => {
  sandbox.setSwitches({ packageUse: 'single-use' })
  const value = await create('L_4')
  expect((await page('use', { package: value, launcher_appid: 'wx0' })).code).toBe('4108')
  expect((await page('use', { package: value })).code).toBe('opens')
  expect((await page('use', { package: value })).code).toBe('PACKAGE_USED')
})

test('what is shown: rules instead of ¥0.00, the highest amount, discounts, escaped text', async () => {
  const value = await create('L_5', {
    service_introduction: '<b>"租借"&\'</b>',
    fees: [
      { fee_name: '收费标准', fee_desc: '3元/小时' },
      { fee_name: '押金', fee_amount: 1234, fee_desc: '可退' },
    ],
    discounts: [{ discount_name: '首单', discount_desc: '减5元' }],
  })
  const { html, headers } = await page('use', { package: value })
  for (const text of ['3元/小时', '¥12.34', '最高', '¥99.00', '减5元', '确认订单', '暂不使用', '沙箱商户']) {
    expect(html).toContain(text)
  }
  expect(html).not.toContain('¥0.00')
  expect(html).not.toContain('<b>')
  expect(html).not.toMatch(/(?:src|href|action)="\//)
  expect(html).not.toMatch(/https?:\/\//)
  expect(headers.get('content-security-policy')).toContain('frame-ancestors')
})

test('the page after confirmation and after the end offers the way back, not another confirmation', async () => {
  const value = await create('L_6')
  sandbox.act('L_6', 'confirm')
  const { html } = await page('use', { package: value })
  expect(html).toContain('服务中')
  expect(html).toContain('返回商家')
  expect(html).not.toContain('data-act="confirm"')
})

test('the detail page must be signed, or opened by query_id; 应付 until paid, then 实付', async () => {
  const call = stranger(sandbox)
  const ticket = await accepted(sandbox, call, 'L_7')
  await must(call('POST', `${base}/L_7/complete`, { data: completeBody(sandbox, ticket) }))
  const fields = { service_id: sandbox.credentials.serviceId, out_order_no: 'L_7' }
  expect((await page('detail', fields)).code).toBe('SIGN_ERROR')
  expect((await page('detail', signed(fields, { out_order_no: 'L_6' }))).code).toBe('SIGN_ERROR')
  expect((await page('detail', signed({ ...fields, service_id: '1' }))).code).toBe('ORDER_NOT_EXIST')
  const due = (await page('detail', signed(fields))).html
  expect([due.includes('应付'), due.includes('实付')]).toEqual([true, false])
  sandbox.act('L_7', 'pay')
  const { query_id } = sandbox.order('L_7') as unknown as { query_id: string }
  const paid = (await page('detail', { query_id })).html
  expect([paid.includes('应付'), paid.includes('实付')]).toEqual([false, true])
})
