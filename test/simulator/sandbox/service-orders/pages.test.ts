import { Formatter, Hash } from 'wechatpay-axios-plugin'
import { type Sandbox } from '../../../../simulator/sandbox'
import { closeAll, insider, must, sandboxFor } from '../ground'
import { modes, Side } from './ground'

afterEach(closeAll)

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await sandboxFor()
})

async function page(name: string, query: Record<string, string>): Promise<{ html: string; code: string }> {
  const search = new URLSearchParams(query).toString()
  const html = await (await fetch(`${sandbox.origin}/sandbox/pages/${name}?${search}`)).text()
  return { html, code: /class="code">(\w+)/.exec(html)?.[1] ?? 'opens' }
}

function signed(fields: Record<string, string>): Record<string, string> {
  const { mchid, apiV2Key } = sandbox.credentials
  const rest = {
    timestamp: String(Formatter.timestamp()),
    nonce_str: Formatter.nonce(),
    sign_type: 'HMAC-SHA256',
  }
  const all = { mch_id: mchid, ...rest, ...fields }
  return { ...all, sign: Hash.sign(Hash.ALGO_HMAC_SHA256, all, apiV2Key) }
}

test.each(modes)('the confirm page opens with the package alone: %s', async (mode) => {
  const side = new Side(sandbox, insider(sandbox), mode)
  const { data } = await must(side.create('N'))
  const { html, code } = await page('use', { package: String(data['package']) })
  expect(code).toBe('opens')
  for (const text of [
    mode === 'partner' ? '沙箱一店' : '沙箱商户',
    '共享充电宝租借',
    '最高',
    '¥99.00',
    '人民广场站',
  ])
    expect(html).toContain(text)
})

test('the detail page opens with the signed set, and says what was paid', async () => {
  const side = new Side(sandbox, insider(sandbox), 'merchant')
  await side.completed('N')
  const detail = { service_id: sandbox.credentials.serviceId, out_order_no: 'N' }
  expect((await page('detail', detail)).code).toBe('SIGN_ERROR')
  expect((await page('detail', signed(detail))).html).toContain('应付')
  await must(side.modify('N', 450))
  sandbox.act('N', 'pay')
  const { html } = await page('detail', signed(detail))
  expect(html).toContain('实付')
  expect(html).toContain('¥4.50')
})

test('an order of a shop’s own app opens from that app alone', async () => {
  const side = new Side(sandbox, insider(sandbox), 'partner')
  const sub_appid = sandbox.credentials.subMerchants[0]?.subAppid ?? ''
  const { data } = await must(side.create('N', { sub_appid }))
  const query = { package: String(data['package']) }
  expect((await page('use', { ...query, launcher_appid: sandbox.credentials.appid })).code).toBe('4108')
  expect((await page('use', { ...query, launcher_appid: sub_appid })).code).toBe('opens')
})
