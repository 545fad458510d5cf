import { type Sandbox } from '../../../../simulator/sandbox'
import { ago, closeAll, insider, must, sandboxFor, stranger } from '../ground'
import { long, refused } from '../refused'
import { baseOf, modes, Side, word } from './ground'

afterEach(closeAll)

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await sandboxFor()
})

const fee = (amount: number): object => ({ post_payments: [{ name: '费用', amount }], total_amount: amount })
const tail = (reply: { headers: Record<string, string> }): string | undefined =>
  reply.headers['request-id']?.split('-').at(-1)

describe.each(modes)('as %s', (mode) => {
  const side = (): Side => new Side(sandbox, insider(sandbox), mode)
  const outside = (): Side => new Side(sandbox, stranger(sandbox), mode)

  test('query: one number, not two, not none', async () => {
    await must(side().create('N'))
    const { query_id } = sandbox.order('N')
    const ask = (params: Record<string, string>) =>
      side().call('GET', baseOf(mode), { params: { ...side().own(), ...params } })
    refused(await ask({}), 'PARAM_ERROR', '/out_order_no')
    refused(await ask({ out_order_no: 'N', query_id }), 'PARAM_ERROR', '/out_order_no')
    expect((await must(ask({ query_id }))).data['out_order_no']).toBe('N')
    refused(await ask({ out_order_no: 'none' }), 'ORDER_NOT_EXIST')
    expect(tail(await outside().query('none'))).toBe('271317510')
  })

  test.each([
    ['no payments', { post_payments: null }, '/post_payments'],
    ['no total', { total_amount: null }, '/total_amount'],
    ['a wrong sum', { total_amount: 601 }, '/total_amount'],
    [
      'a discount without amount',
      { post_discounts: [{ name: 'd', description: 'd' }] },
      '/post_discounts/0/amount',
    ],
    ['no end', { time_range: null }, '/time_range/end_time'],
    ['an end of another precision', { time_range: { end_time: '20261120' } }, '/time_range/end_time'],
    ['more than the deposit', fee(9901), '/total_amount'],
    ['a long tag', { goods_tag: 'x'.repeat(33) }, '/goods_tag'],
    ['profit_sharing as text', { profit_sharing: 'yes' }, '/profit_sharing'],
  ])('complete refuses %s', async (_, more, field) => {
    await side().confirmed('N')
    refused(await side().complete('N', more), 'PARAM_ERROR', field)
    expect((await must(side().query('N'))).data['state_description']).toBe('USER_CONFIRM')
  })

  test('complete: not before now, not before the beginning', async () => {
    await side().confirmed('N')
    const at = (seconds: number): object => ({ time_range: { end_time: ago(sandbox, seconds) } })
    refused(await side().complete('N', at(-60)), 'PARAM_ERROR', '/time_range/end_time')
    const early = await outside().complete('N', at(7200))
    refused(early, 'INVALID_REQUEST')
    expect(tail(early)).toBe('271316637')
  })

  test('complete: a deposit bounds the total, an estimate does not, the service does', async () => {
    const risk_fund = { name: 'ESTIMATE_ORDER_COST', amount: 100 }
    await side().confirmed('N', { risk_fund })
    refused(await side().complete('N', fee(500_001)), 'PARAM_ERROR', '/total_amount')
    await must(side().complete('N', fee(500_000)))
    await side().confirmed('M', { risk_fund: { name: 'DEPOSIT', amount: 100 } })
    refused(await side().complete('M', fee(101)), 'PARAM_ERROR', '/total_amount')
    await must(side().complete('M', fee(100)))
  })

  test('complete: discounts, the same again, and something else', async () => {
    await side().confirmed('N')
    const more = {
      post_payments: [
        { name: '费用', amount: 900, count: 3 },
        { name: '时长', description: '三小时' },
      ],
      post_discounts: [{ name: '会员', description: '立减', amount: 300 }],
      location: { end_location: '陆家嘴站' },
      device: { end_device_id: 'd1' },
      profit_sharing: true,
      goods_tag: 'tag',
      time_range: { end_time: ago(sandbox, 5) },
    }
    await must(side().complete('N', more))
    await must(side().complete('N', more))
    refused(await side().complete('N', { ...more, profit_sharing: false }), 'PARAM_ERROR', '/total_amount')
    expect((await must(side().query('N'))).data).toMatchObject({
      total_amount: 600,
      location: { start_location: '人民广场站', end_location: '陆家嘴站' },
      post_discounts: more.post_discounts,
    })
  })

  test('complete: not before confirmation, not after the end', async () => {
    await must(side().create('N'))
    refused(await side().complete('N'), 'INVALID_ORDER_STATE')
    await must(side().on('N', 'cancel', { reason: '取消' }))
    refused(await side().complete('N'), 'INVALID_ORDER_STATE')
  })

  test('cancel: until the money came; the same again, with another reason not', async () => {
    await side().completed('N')
    refused(await side().on('N', 'cancel'), 'PARAM_ERROR', '/reason')
    refused(await side().on('N', 'cancel', { reason: long(51) }), 'PARAM_ERROR', '/reason')
    await must(side().on('N', 'cancel', { reason: long(50) }))
    await must(side().on('N', 'cancel', { reason: long(50) }))
    refused(await side().on('N', 'cancel', { reason: '别的' }), 'INVALID_REQUEST')
    expect(() => sandbox.act('N', 'pay')).toThrow(/cannot pay/)
    await side().paid('M')
    refused(await side().on('M', 'cancel', { reason: '取消' }), 'INVALID_ORDER_STATE')
  })

  test('while a deduction runs nothing else goes; afterwards the money came', async () => {
    await side().completed('N')
    sandbox.deduct('N', 180)
    const replies = [
      await outside().on('N', 'cancel', { reason: '取消' }),
      await outside().modify('N', 500),
      await outside().sync('N'),
    ]
    expect(replies.map(tail)).toEqual(['271316754', '271316754', '271316754'])
    sandbox.setClock({ advanceSeconds: 181 })
    expect((await must(side().query('N'))).data['state']).toBe('DONE')
  })

  test('a deduction that fails leaves the order to be cancelled', async () => {
    await side().completed('N')
    sandbox.act('N', 'fail')
    sandbox.deduct('N', 180)
    refused(await side().on('N', 'cancel', { reason: '取消' }), 'INVALID_REQUEST')
    sandbox.setClock({ advanceSeconds: 181 })
    expect((await must(side().query('N'))).data).toMatchObject({ collection: { state: 'USER_PAYING' } })
    await must(side().on('N', 'cancel', { reason: '取消' }))
  })

  test('a deduction is tried again and again until it works', async () => {
    sandbox.setDeductionDelay(30)
    await side().confirmed('N')
    sandbox.act('N', 'fail')
    await must(side().complete('N'))
    sandbox.setClock({ advanceSeconds: 5 * 3600 })
    expect(sandbox.order('N')).toMatchObject({ state: 'FINISHED', failedDeductions: 5 })
    sandbox.act('N', 'pay')
    expect(sandbox.order('N')).toMatchObject({ state: 'USER_PAID', charged: 600 })
  })

  test('modify: lower, again lower, never higher, with a reason, while it is to be paid', async () => {
    await side().confirmed('N')
    const early = await outside().modify('N', 500)
    expect(tail(early)).toBe('271316657')
    await must(side().complete('N'))
    refused(await side().modify('N', 600), 'INVALID_REQUEST')
    refused(await side().modify('N', 700), 'INVALID_REQUEST')
    refused(await side().modify('N', 500, { reason: null }), 'PARAM_ERROR', '/reason')
    refused(await side().modify('N', 500, { total_amount: 400 }), 'PARAM_ERROR', '/total_amount')
    expect((await must(side().modify('N', 500))).status).toBe(mode === 'partner' ? 204 : 200)
    await must(side().modify('N', 300))
    sandbox.act('N', 'pay')
    expect(sandbox.order('N')).toMatchObject({ total_amount: 300, charged: 300 })
    refused(await side().modify('N', 200), 'INVALID_ORDER_STATE')
  })

  test('modify to nothing: nothing is collected', async () => {
    await side().completed('N')
    await must(side().modify('N', 0))
    expect(sandbox.order('N')).toMatchObject({ state: 'USER_PAID', total_amount: 0, charged: 0 })
    expect(() => sandbox.act('N', 'pay')).toThrow(/cannot pay/)
  })

  test('collect: its 200 is not a payment; the next try is', async () => {
    sandbox.setDeductionDelay(30)
    await side().confirmed('N')
    refused(await side().on('N', 'pay'), 'INVALID_ORDER_STATE')
    await must(side().complete('N'))
    const { status, data } = await must(side().on('N', 'pay'))
    expect(status).toBe(mode === 'partner' ? 204 : 200)
    if (mode === 'merchant')
      expect(Object.keys(data).sort()).toEqual(['appid', 'order_id', 'out_order_no', 'service_id'])
    expect((await must(side().query('N'))).data).toMatchObject({ collection: { state: 'USER_PAYING' } })
    sandbox.setClock({ advanceSeconds: 31 })
    expect((await must(side().query('N'))).data['state']).toBe('DONE')
    refused(await side().on('N', 'pay'), 'INVALID_ORDER_STATE')
  })

  test('collect of a user without money: 403 TRADE_ERROR 271316574', async () => {
    await side().completed('N')
    sandbox.act('N', 'fail')
    const reply = await outside().on('N', 'pay')
    expect([reply.status, reply.data['code'], tail(reply)]).toEqual([403, 'TRADE_ERROR', '271316574'])
  })

  test('sync: what the merchant was paid is not taken again', async () => {
    await side().completed('N')
    const detail = (seconds: number): object => ({ detail: { paid_time: ago(sandbox, seconds) } })
    refused(await side().sync('N', { type: 'Paid' }), 'PARAM_ERROR', '/type')
    refused(await side().sync('N', { detail: null }), 'PARAM_ERROR', '/detail')
    refused(await side().sync('N', detail(-5)), 'PARAM_ERROR', '/detail/paid_time')
    refused(await side().sync('N', detail(3000)), 'PARAM_ERROR', '/detail/paid_time')
    const amount = { detail: { paid_time: ago(sandbox, 10), seq: 1, paid_amount: 599 } }
    refused(await side().sync('N', amount), 'PARAM_ERROR', '/detail/paid_amount')
    const right = { detail: { paid_time: ago(sandbox, 10), seq: 1, paid_amount: 600 } }
    expect((await must(side().sync('N', right))).status).toBe(mode === 'partner' ? 204 : 200)
    expect(sandbox.order('N')).toMatchObject({ state: 'USER_PAID', charged: 0 })
    expect((await must(side().query('N'))).data).toMatchObject({
      state: 'DONE',
      collection: { state: 'USER_PAID', details: [{ paid_type: 'MCH', amount: 600 }] },
    })
    await must(side().sync('N', right))
    refused(await side().sync('N', detail(20)), 'INVALID_REQUEST')
  })

  test.each(['send-pendingmessage', 'send-prepaidmessage'])('%s: once per order', async (what) => {
    await must(side().create('N'))
    const body = { ...fee(600), prepaid_time: ago(sandbox, -86_400).slice(0, 8) }
    refused(await side().on('N', what, body), 'INVALID_ORDER_STATE')
    sandbox.act('N', 'confirm')
    refused(await side().on('N', what, { ...body, prepaid_time: '20200101' }), 'PARAM_ERROR', '/prepaid_time')
    refused(await side().on('N', what, { ...body, total_amount: 1 }), 'PARAM_ERROR', '/total_amount')
    expect((await must(side().on('N', what, { ...body, appid: null }))).status).toBe(204)
    expect(word(await side().on('N', what, body))).toBe('INVALID_REQUEST')
  })

  test('an unconfirmed order lives thirty days, its package an hour', async () => {
    const { data } = await must(side().create('N'))
    const open = async (): Promise<string> => {
      const query = new URLSearchParams({ package: String(data['package']) }).toString()
      const html = await (await fetch(`${sandbox.origin}/sandbox/pages/use?${query}`)).text()
      return /class="code">(\w+)/.exec(html)?.[1] ?? 'opens'
    }
    expect(await open()).toBe('opens')
    sandbox.setClock({ advanceSeconds: 3601 })
    expect(await open()).toBe('PACKAGE_EXPIRED')
    expect((await must(side().query('N'))).data['state']).toBe('CREATED')
    sandbox.setClock({ advanceSeconds: 30 * 86_400 })
    expect((await must(side().query('N'))).data['state']).toBe('EXPIRED')
    expect(() => sandbox.act('N', 'confirm')).toThrow(/cannot confirm/)
  })

  test('service and app are those of create', async () => {
    await must(side().create('N'))
    const other = sandbox.credentials.services.find(
      (one) =>
        one.serviceId !== sandbox.credentials.serviceId &&
        one.protocol === 'service-orders' &&
        one.mode === mode,
    )
    refused(await side().query('N', { service_id: other?.serviceId ?? '' }), 'INVALID_REQUEST')
    refused(await side().query('N', { service_id: '1' }), 'NO_AUTH')
    if (mode === 'merchant') refused(await side().query('N', { appid: 'wx0' }), 'NO_AUTH')
    if (mode === 'partner') refused(await side().query('N', { sub_mchid: '1900007785' }), 'NO_AUTH')
  })
})
