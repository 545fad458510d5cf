import { type Sandbox } from '../../../../simulator/sandbox'
import { ago, closeAll, insider, must, sandboxFor, stranger } from '../ground'
import { long, refused } from '../refused'
import { modes, Side } from './ground'

afterEach(closeAll)

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await sandboxFor()
})

const lines = (count: number, line: (index: number) => object): object[] =>
  Array.from({ length: count }, (_, index) => line(index))
const free = { need_user_confirm: false, openid: 'oUser1' }
const openids = '/openid'

const wrong: readonly (readonly [string, object, string])[] = [
  ['no number', { out_order_no: null }, '/out_order_no'],
  ['a long number', { out_order_no: 'x'.repeat(33) }, '/out_order_no'],
  ['a number with a slash', { out_order_no: 'a/b' }, '/out_order_no'],
  ['no introduction', { service_introduction: null }, '/service_introduction'],
  ['a long introduction', { service_introduction: long(21) }, '/service_introduction'],
  ['101 payments', { post_payments: lines(101, () => ({ name: '费' })) }, '/post_payments'],
  ['a payment without name', { post_payments: [{ amount: 1 }] }, '/post_payments/0/name'],
  ['a negative amount', { post_payments: [{ name: '费', amount: -1 }] }, '/post_payments/0/amount'],
  ['half a fen', { post_payments: [{ name: '费', amount: 1.5 }] }, '/post_payments/0/amount'],
  ['101 of one', { post_payments: [{ name: '费', count: 101 }] }, '/post_payments/0/count'],
  [
    'a long description',
    { post_payments: [{ name: '费', description: long(31) }] },
    '/post_payments/0/description',
  ],
  [
    '31 discounts',
    { post_discounts: lines(31, (i) => ({ name: `d${i}`, description: 'd' })) },
    '/post_discounts',
  ],
  ['a discount without words', { post_discounts: [{ name: 'd' }] }, '/post_discounts/0/description'],
  [
    'a discount twice',
    { post_discounts: lines(2, () => ({ name: 'd', description: 'd' })) },
    '/post_discounts/1/name',
  ],
  ['no risk fund', { risk_fund: null }, '/risk_fund'],
  ['an unknown risk fund', { risk_fund: { name: 'UDEPOSIT', amount: 1 } }, '/risk_fund/name'],
  ['no risk', { risk_fund: { name: 'DEPOSIT', amount: 0 } }, '/risk_fund/amount'],
  ['no times', { time_range: null }, '/time_range/start_time'],
  ['no beginning', { time_range: { end_time: '20991231' } }, '/time_range/start_time'],
  ['a beginning in words', { time_range: { start_time: 'now' } }, '/time_range/start_time'],
  [
    'an end on accept',
    { time_range: { start_time: 'OnAccept', end_time: 'OnAccept' } },
    '/time_range/end_time',
  ],
  [
    'a long remark',
    { time_range: { start_time: 'OnAccept', start_time_remark: long(21) } },
    '/time_range/start_time_remark',
  ],
  ['a past beginning', { time_range: { start_time: '20200101000000' } }, '/time_range/start_time'],
  ['an impossible day', { time_range: { start_time: '20990231' } }, '/time_range/start_time'],
  [
    'an end before the beginning',
    { time_range: { start_time: '20990102', end_time: '20990101' } },
    '/time_range/end_time',
  ],
  ['a long place', { location: { start_location: long(21) } }, '/location/start_location'],
  ['a long device', { device: { start_device_id: 'x'.repeat(51) } }, '/device/start_device_id'],
  ['a long attach', { attach: 'x'.repeat(257) }, '/attach'],
  ['an attach too long once encoded', { attach: long(29) }, '/attach'],
  ['no address', { notify_url: null }, '/notify_url'],
  ['an address without encryption', { notify_url: 'http://a.example/n' }, '/notify_url'],
  ['an address with a query', { notify_url: 'https://a.example/n?a=1' }, '/notify_url'],
  ['no address at all', { notify_url: 'somewhere' }, '/notify_url'],
  ['need_user_confirm as text', { need_user_confirm: 'true' }, '/need_user_confirm'],
  ['openid where the user confirms', { openid: 'oUser1' }, openids],
  ['nobody where nobody confirms', { need_user_confirm: false }, openids],
]

describe.each(modes)('as %s', (mode) => {
  const side = (): Side => new Side(sandbox, insider(sandbox), mode)

  test.each(wrong)('refused: %s', async (_, more, field) => {
    refused(await side().create('N', more), 'PARAM_ERROR', field)
    expect(sandbox.orders()).toEqual([])
  })

  test('what is allowed: everything at its limit', async () => {
    const { data } = await must(
      side().create('x'.repeat(32), {
        service_introduction: long(20),
        post_payments: lines(100, () => ({ name: long(20), amount: 0, description: long(30), count: 100 })),
        post_discounts: lines(30, (i) => ({ name: `d${i}`, description: long(30), count: 1 })),
        risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 500_000, description: long(30) },
        time_range: {
          start_time: ago(sandbox, -600),
          end_time: ago(sandbox, -7200),
          end_time_remark: long(20),
        },
        location: { start_location: long(20), end_location: long(20) },
        device: { start_device_id: 'd'.repeat(50), end_device_id: 'd', materiel_no: 'm'.repeat(100) },
        attach: 'x'.repeat(256),
        notify_url: 'https://a.example/notify',
      }),
    )
    expect(data['state']).toBe('CREATED')
  })

  test('need_user_confirm is true by default, and there is a package', async () => {
    const { data } = await must(side().create('N', { need_user_confirm: null }))
    expect([data['state'], typeof data['package']]).toEqual(['CREATED', 'string'])
  })

  test('nobody needs to confirm: in use at once, no package, and told', async () => {
    const { data } = await must(side().create('N', free))
    expect(data).toMatchObject({ state: 'DOING', state_description: 'USER_CONFIRM' })
    expect(data).not.toHaveProperty('package')
    expect((await must(side().query('N'))).data).toMatchObject({ openid: 'oUser1' })
    expect(sandbox.notifications().map(({ event }) => event)).toEqual(['PAYSCORE.USER_CONFIRM'])
  })

  test('the same number: the same order with the same parameters, 271316598 with others', async () => {
    const own = new Side(sandbox, stranger(sandbox), mode)
    const first = await must(own.create('N'))
    expect((await must(own.create('N'))).data).toEqual(first.data)
    const other = await own.create('N', { attach: 'other' })
    refused(other, 'INVALID_REQUEST')
    expect(other.headers['request-id']).toMatch(/-271316598$/)
  })

  test('a risk above the service’s limit: 271316656', async () => {
    const own = new Side(sandbox, stranger(sandbox), mode)
    const reply = await own.create('N', { risk_fund: { name: 'DEPOSIT', amount: 500_001 } })
    refused(reply, 'INVALID_REQUEST')
    expect(reply.headers['request-id']).toMatch(/-271316656$/)
  })

  test('another app, services without this permission', async () => {
    const { services } = sandbox.credentials
    const foreign = services.filter(
      ({ serviceId }) =>
        !services.some(
          (one) =>
            one.serviceId === serviceId &&
            one.protocol === 'service-orders' &&
            one.mode === mode &&
            one.line === 'payafter',
        ),
    )
    expect(foreign.length).toBeGreaterThan(1)
    refused(await side().create('N', { appid: 'wx0' }), 'NO_AUTH')
    for (const { serviceId: service_id } of foreign)
      refused(await side().create('N', { service_id }), 'NO_AUTH')
  })
})

describe('a service provider', () => {
  const side = (): Side => new Side(sandbox, insider(sandbox), 'partner')
  const [one, two] = ['1900007782', '1900007783']
  const sub_appid = 'wx5a1d0c0de5a40782'

  test('the shops of the credentials, and no other', async () => {
    const { subMerchants, subMchid } = sandbox.credentials
    expect(subMerchants.map((shop) => shop.subMchid)).toContain(subMchid)
    expect(subMerchants.length).toBeGreaterThanOrEqual(3)
    for (const { subMchid: sub_mchid, subAppid } of subMerchants) {
      const { data } = await must(
        side().create(`N${sub_mchid}`, { sub_mchid, ...(subAppid !== undefined && { sub_appid: subAppid }) }),
      )
      expect(data).toMatchObject({ sub_mchid, mchid: sandbox.credentials.mchid })
    }
    for (const sub_mchid of ['1900007785', '1', sandbox.credentials.mchid])
      refused(await side().create('M', { sub_mchid }), 'NO_AUTH')
    refused(await side().create('M', { sub_mchid: null }), 'PARAM_ERROR', '/sub_mchid')
  })

  test('another shop’s app', async () => {
    refused(await side().create('N', { sub_mchid: two, sub_appid }), 'NO_AUTH')
    refused(await side().create('N', { sub_mchid: one, sub_appid: 'wx0' }), 'NO_AUTH')
  })

  test('openid or sub_openid, the latter with its app', async () => {
    const nobody = { need_user_confirm: false }
    const both = { ...nobody, openid: 'o1', sub_openid: 's1', sub_appid }
    refused(await side().create('N', both), 'PARAM_ERROR', '/openid')
    refused(await side().create('N', { ...nobody, sub_openid: 's1' }), 'PARAM_ERROR', '/sub_appid')
    refused(await side().create('N', { sub_openid: 's1' }), 'PARAM_ERROR', '/sub_openid')
    await must(side().create('N', { ...nobody, sub_openid: 's1', sub_appid }))
    const { data } = await must(side().query('N'))
    expect(data['sub_openid']).toBe('s1')
    expect(data['openid']).not.toBe('s1')
  })

  test('an order is found by its own shop, in its own mode', async () => {
    const merchant = new Side(sandbox, insider(sandbox), 'merchant')
    await must(side().create('N'))
    await must(merchant.create('M'))
    refused(await side().query('N', { sub_mchid: two }), 'ORDER_NOT_EXIST')
    refused(await merchant.query('N'), 'ORDER_NOT_EXIST')
    refused(await side().query('M'), 'ORDER_NOT_EXIST')
    refused(await side().on('N', 'cancel', { reason: 'r', sub_mchid: two }), 'ORDER_NOT_EXIST')
    refused(await merchant.create('N'), 'INVALID_REQUEST')
  })
})
