import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { Aes } from 'wechatpay-axios-plugin'
import { type Sandbox } from '../../../simulator/sandbox'
import { closeAll, keys, must, nextDay, sandboxFor, stranger } from './ground'
import { modes, Side, type Mode } from './service-orders/ground'

afterEach(closeAll)

const refunds = '/v3/refund/domestic/refunds'
const told = (sandbox: Sandbox): [string, Record<string, unknown>] => {
  const { event, body } = sandbox.notifications().at(-1) ?? { event: '', body: '{}' }
  const { resource } = JSON.parse(body) as { resource: Record<string, string> }
  const { ciphertext = '', nonce = '', associated_data = '' } = resource
  const text = Aes.AesGcm.decrypt(ciphertext, keys.apiV3Key, nonce, associated_data)
  return [event, JSON.parse(text) as Record<string, unknown>]
}
const shop = (sandbox: Sandbox, mode: Mode): Record<string, string> =>
  mode === 'partner' ? { sub_mchid: sandbox.credentials.subMchid } : {}

/** Fetches the bill of yesterday the way a stranger's client does: by the path of download_url, signed. */
async function bill(sandbox: Sandbox, params: Record<string, string>): Promise<string> {
  const call = stranger(sandbox)
  const { data } = await must(call('GET', '/v3/bill/tradebill', { params }))
  const { pathname, searchParams } = new URL(String(data['download_url']))
  expect(new URL(String(data['download_url'])).origin).toBe(sandbox.origin)
  const answer = await must(
    call('GET', pathname, {
      params: Object.fromEntries(searchParams),
      headers: { Accept: '*/*' },
      responseType: 'arraybuffer',
    } as object),
  )
  expect(answer.headers['wechatpay-signature']).toBeUndefined()
  const bytes = Buffer.from(answer.data as unknown as ArrayBuffer)
  const text = params['tar_type'] === 'GZIP' ? gunzipSync(bytes) : bytes
  expect(data['hash_type']).toBe('SHA1')
  expect(createHash('sha1').update(text).digest('hex')).toBe(data['hash_value'])
  return text.toString('utf8')
}

test.each(modes)('a stranger refunds a paid order as %s, and is told', async (mode) => {
  const sandbox = await sandboxFor()
  const call = stranger(sandbox)
  const side = new Side(sandbox, call, mode)
  const transaction_id = await side.paid('R_1')
  const asked = {
    ...shop(sandbox, mode),
    transaction_id,
    out_refund_no: 'R_1-r1',
    reason: '设备故障',
    notify_url: 'http://127.0.0.1:9/pay/refund',
    amount: { refund: 200, total: 600, currency: 'CNY' },
  }
  const first = await must(call('POST', refunds, { data: asked }))
  expect(first.data).toMatchObject({
    out_refund_no: 'R_1-r1',
    transaction_id,
    status: 'PROCESSING',
    channel: 'ORIGINAL',
    amount: { refund: 200, total: 600, payer_refund: 200, currency: 'CNY' },
  })
  expect(first.data).not.toHaveProperty('success_time')
  const again = await must(call('POST', refunds, { data: asked }))
  expect(again.data['refund_id']).toBe(first.data['refund_id'])

  sandbox.actOnRefund('R_1-r1', 'succeed')
  const { data } = await must(call('GET', `${refunds}/R_1-r1`, { params: shop(sandbox, mode) }))
  expect(data).toMatchObject({ status: 'SUCCESS', refund_id: first.data['refund_id'] })
  expect(data['success_time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)
  const [event, resource] = told(sandbox)
  expect(event).toBe('REFUND.SUCCESS')
  const { mchid } = sandbox.credentials
  expect(resource).toMatchObject({
    ...(mode === 'partner' ? { sp_mchid: mchid, ...shop(sandbox, mode) } : { mchid }),
    out_refund_no: 'R_1-r1',
    transaction_id,
    refund_status: 'SUCCESS',
    amount: { refund: 200, total: 600, payer_total: 600, payer_refund: 200 },
  })
  expect(sandbox.notifications().at(-1)).toMatchObject({
    url: 'http://127.0.0.1:9/pay/refund',
    out_order_no: 'R_1',
  })
})

test('a stranger fetches the bill of a day, plain and compressed, of all and of one shop', async () => {
  const sandbox = await sandboxFor()
  const call = stranger(sandbox)
  nextDay(sandbox, 1)
  await new Side(sandbox, call, 'merchant').paid('B_1')
  const transaction_id = await new Side(sandbox, call, 'partner').paid('B_2')
  const amount = { refund: 150, total: 600, currency: 'CNY' }
  const sub_mchid = sandbox.credentials.subMchid
  const data = { sub_mchid, transaction_id, out_refund_no: 'B_2-r1', amount }
  await must(call('POST', refunds, { data }))
  const eightHours = 8 * 3_600_000
  const bill_date = new Date(sandbox.world.time.business() + eightHours).toISOString().slice(0, 10)
  sandbox.setClock({ advanceSeconds: 2 * 86_400 })

  const all = (await bill(sandbox, { bill_date })).replace('\uFEFF', '').trimEnd().split('\r\n')
  expect(all[0]?.split(',').slice(0, 9)).toEqual(
    '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型'.split(','),
  )
  const lines = all.slice(1, -2).map((line) => line.split(',').map((cell) => cell.slice(1)))
  expect(lines.map((line) => [line[3], line[8], line[9], line[12], line[15], line[16]])).toEqual([
    ['0', 'AUTH', 'SUCCESS', '6.00', '0', '0.00'],
    [sub_mchid, 'AUTH', 'SUCCESS', '6.00', '0', '0.00'],
    [sub_mchid, 'AUTH', 'REFUND', '0.00', 'B_2-r1', '1.50'],
  ])
  const { order_id } = sandbox.order('B_1') as unknown as { order_id: string }
  expect(lines[0]?.[21]).toBe(`wxzff|${order_id}|B_1`)
  expect(all.at(-2)).toBe(
    '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
  )
  expect(all.at(-1)).toBe('`3,`12.00,`1.50,`0.00,`0.00000,`12.00,`1.50')
  expect(await bill(sandbox, { bill_date, tar_type: 'GZIP' })).toContain('B_2-r1')
  expect(await bill(sandbox, { bill_date, sub_mchid })).not.toContain('B_1')
  expect(await bill(sandbox, { bill_date, bill_type: 'REFUND' })).toContain('退款申请时间')
  expect(await bill(sandbox, { bill_date, bill_type: 'SUCCESS' })).not.toContain('B_2-r1')
})
