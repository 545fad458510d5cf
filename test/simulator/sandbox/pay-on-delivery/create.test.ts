import { type Sandbox } from '../../../../simulator/sandbox'
import { closeAll, insider, must, sandboxFor, stranger, type Reply } from '../ground'
import { long, refused } from '../refused'
import { baseOf, modes, Side } from '../service-orders/ground'
import { cup, GoodsSide, tea } from './ground'

afterEach(closeAll)

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await sandboxFor()
})

const many = (count: number): object[] => Array.from({ length: count }, () => tea)
const goods = (more: object) => (side: GoodsSide) => side.withGoods(more)
const link = (more: object) => (side: GoodsSide) => side.withLink(more)
const shopping = (more: object) => (side: GoodsSide) => ({ shopping_info: side.shopping(more) })
const always = (more: object) => () => more
const nobody = { need_user_confirm: false }

const wrong: readonly (readonly [string, (side: GoodsSide) => object, string])[] = [
  ['no shopping_info', always({ shopping_info: null }), '/shopping_info'],
  ['shopping_info as text', always({ shopping_info: 'tea' }), '/shopping_info'],
  ['no goods', shopping({ goods: null }), '/shopping_info/goods'],
  ['nothing bought', shopping({ goods: [] }), '/shopping_info/goods'],
  ['101 kinds of goods', shopping({ goods: many(101) }), '/shopping_info/goods'],
  ['goods without name', goods({ name: null }), '/shopping_info/goods/0/name'],
  ['a long name', goods({ name: long(129) }), '/shopping_info/goods/0/name'],
  ['goods without picture', goods({ picture: null }), '/shopping_info/goods/0/picture'],
  ['a picture nowhere', goods({ picture: 'tea.png' }), '/shopping_info/goods/0/picture'],
  [
    'a picture without encryption',
    goods({ picture: 'http://a.example/t.png' }),
    '/shopping_info/goods/0/picture',
  ],
  [
    'a picture in the text',
    goods({ picture: 'data:image/png;base64,AAAA' }),
    '/shopping_info/goods/0/picture',
  ],
  [
    'a long picture',
    goods({ picture: `https://a.example/${'x'.repeat(1010)}` }),
    '/shopping_info/goods/0/picture',
  ],
  ['goods without price', goods({ amount: null }), '/shopping_info/goods/0/amount'],
  ['goods for nothing', goods({ amount: 0 }), '/shopping_info/goods/0/amount'],
  ['half a fen', goods({ amount: 0.5 }), '/shopping_info/goods/0/amount'],
  ['a price in words', goods({ amount: '68' }), '/shopping_info/goods/0/amount'],
  ['goods without count', goods({ count: null }), '/shopping_info/goods/0/count'],
  ['none of it', goods({ count: 0 }), '/shopping_info/goods/0/count'],
  ['10 001 of it', goods({ count: 10_001 }), '/shopping_info/goods/0/count'],
  ['a category alone', goods({ category_id: 'tea' }), '/shopping_info/goods/0/category_id'],
  ['a category as number', goods({ category_id: ['1', 2] }), '/shopping_info/goods/0/category_id/1'],
  ['no link', shopping({ jump_link: null }), '/shopping_info/jump_link'],
  ['a link of no kind', link({ jump_link_type: null }), '/shopping_info/jump_link/jump_link_type'],
  [
    'a link of another kind',
    link({ jump_link_type: 'JUMP_LINK_H5' }),
    '/shopping_info/jump_link/jump_link_type',
  ],
  ['a link to no app', link({ appid: null }), '/shopping_info/jump_link/appid'],
  ['a link to another app', link({ appid: 'wx0' }), '/shopping_info/jump_link/appid'],
  ['a link to no page', link({ path: null }), '/shopping_info/jump_link/path'],
  ['a long link', link({ path: 'x'.repeat(1025) }), '/shopping_info/jump_link/path'],
  [
    'a long real_merchant_appid',
    shopping({ real_merchant_appid: 'x'.repeat(33) }),
    '/shopping_info/real_merchant_appid',
  ],
  ['another merchant', always({ mchid: '1900007785' }), '/mchid'],
  // What these calls have in common with serviceorder is tried there; here, that it is asked at all.
  ['no number', always({ out_order_no: null }), '/out_order_no'],
  ['a long introduction', always({ service_introduction: long(21) }), '/service_introduction'],
  ['no risk fund', always({ risk_fund: null }), '/risk_fund'],
  ['no times', always({ time_range: null }), '/time_range/start_time'],
  ['no address', always({ notify_url: null }), '/notify_url'],
  ['a discount without words', always({ post_discounts: [{ name: 'd' }] }), '/post_discounts/0/description'],
  ['openid where the user confirms', always({ openid: 'oUser1' }), '/openid'],
  ['nobody where nobody confirms', always(nobody), '/openid'],
]

describe.each(modes)('as %s', (mode) => {
  const side = (): GoodsSide => new GoodsSide(sandbox, insider(sandbox), mode)

  test.each(wrong)('refused: %s', async (_, more, field) => {
    refused(await side().create('N', more(side())), 'PARAM_ERROR', field)
    expect(sandbox.orders()).toEqual([])
  })

  test('what is allowed: everything at its limit', async () => {
    const most = {
      name: long(128),
      picture: `https://a.example/${'x'.repeat(1006)}`,
      amount: 1,
      count: 10_000,
      category_id: ['1', '2'],
    }
    const { data } = await must(
      side().create('x'.repeat(32), {
        mchid: sandbox.credentials.mchid,
        post_discounts: [{ name: '新客立减', description: '首单', amount: 100, count: 1 }],
        shopping_info: side().shopping({
          real_merchant_appid: 'wx'.padEnd(32, '0'),
          goods: [most, ...many(99)],
          jump_link: {
            jump_link_type: 'JUMP_LINK_MINI_PROGRAM',
            appid: 'wx'.padEnd(32, '0'),
            path: 'p'.repeat(1024),
          },
        }),
      }),
    )
    expect(data['state']).toBe('CREATED')
  })

  test('the answer: the order as it was sent, and the package', async () => {
    const { data } = await must(side().create('N', { attach: 'a' }))
    const { package: value, order_id, ...rest } = data
    const { need_user_confirm: _, location: __, ...sent } = side().body('N', { attach: 'a' })
    expect([typeof value, typeof order_id]).toEqual(['string', 'string'])
    expect(rest).toEqual({
      ...sent,
      mchid: sandbox.credentials.mchid,
      state: 'CREATED',
      post_discounts: [],
    })
  })

  test('a picture on this machine, for the local world', async () => {
    await must(side().create('N', side().withGoods({ picture: 'http://127.0.0.1:8080/assets/tea.png' })))
  })

  test('nobody has to confirm by default', async () => {
    refused(await side().create('N', { need_user_confirm: null }), 'PARAM_ERROR', '/openid')
    const { data } = await must(side().create('N', { need_user_confirm: null, openid: 'oUser1' }))
    expect(data).toMatchObject({ state: 'DOING', state_description: 'USER_CONFIRM' })
    expect(data).not.toHaveProperty('package')
    expect(sandbox.notifications().map(({ event }) => event)).toEqual(['PAYSCORE.USER_CONFIRM'])
  })

  test('the same number: the same order with the same parameters, 271316598 with others', async () => {
    const own = new GoodsSide(sandbox, stranger(sandbox), mode)
    const first = await must(own.create('N'))
    expect((await must(own.create('N'))).data).toEqual(first.data)
    const fewer = { shopping_info: own.shopping({ goods: [tea, { ...cup, count: 1 }] }) }
    for (const other of [await own.create('N', fewer), await own.create('N', { attach: 'other' })]) {
      refused(other, 'INVALID_REQUEST')
      expect(other.headers['request-id']).toMatch(/-271316598$/)
    }
    expect(sandbox.orders()).toHaveLength(1)
  })

  test('one number cannot be goods and a service, be the parameters the same', async () => {
    const asService = (number: string): Promise<Reply> =>
      insider(sandbox)('POST', baseOf(mode), { data: side().body(number) })
    await must(side().create('N'))
    await must(asService('M'))
    refused(await asService('N'), 'INVALID_REQUEST')
    refused(await side().create('M'), 'INVALID_REQUEST')
  })

  test('services for goods take no other orders, others no goods, each in its own mode', async () => {
    const { services, serviceId } = sandbox.credentials
    const tried = [...new Set(services.map((one) => one.serviceId))].filter((one) => one !== serviceId)
    const may = (service_id: string, line: string): boolean =>
      services.some(
        (one) =>
          one.serviceId === service_id &&
          one.line === line &&
          one.mode === mode &&
          one.protocol === 'service-orders',
      )
    const service = new Side(sandbox, insider(sandbox), mode)
    for (const service_id of tried) {
      const replies = {
        'pay-on-delivery': await side().create(`G${service_id.slice(-1)}`, { service_id }),
        payafter: await service.create(`S${service_id.slice(-1)}`, { service_id }),
      }
      for (const [line, reply] of Object.entries(replies))
        if (may(service_id, line)) expect(reply.status).toBe(200)
        else refused(reply, 'NO_AUTH')
    }
    const own = (line: string): number => tried.filter((service_id) => may(service_id, line)).length
    expect([own('pay-on-delivery'), own('payafter')]).toEqual([1, 1])
    expect(sandbox.orders()).toHaveLength(2)
  })

  test('a risk above the service’s limit: 271316656', async () => {
    const own = new GoodsSide(sandbox, stranger(sandbox), mode)
    const reply = await own.create('N', { risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 500_001 } })
    refused(reply, 'INVALID_REQUEST')
    expect(reply.headers['request-id']).toMatch(/-271316656$/)
  })
})

describe('a service provider', () => {
  const side = (): GoodsSide => new GoodsSide(sandbox, insider(sandbox), 'partner')
  const sub_appid = 'wx5a1d0c0de5a40782'

  test('openid or sub_openid, the latter with its app', async () => {
    const both = { ...nobody, openid: 'o1', sub_openid: 's1', sub_appid }
    refused(await side().create('N', both), 'PARAM_ERROR', '/openid')
    refused(await side().create('N', { ...nobody, sub_openid: 's1' }), 'PARAM_ERROR', '/sub_appid')
    refused(await side().create('N', { sub_openid: 's1', sub_appid }), 'PARAM_ERROR', '/sub_openid')
    await must(side().create('N', { ...nobody, sub_openid: 's1', sub_appid }))
    expect((await must(side().query('N'))).data['sub_openid']).toBe('s1')
  })

  test('the link may lead to the shop’s own app where the order is of that app', async () => {
    const link = side().withLink({ appid: sub_appid })
    refused(await side().create('N', link), 'PARAM_ERROR', '/shopping_info/jump_link/appid')
    await must(side().create('N', { ...link, sub_appid }))
  })

  test('shops that are its own', async () => {
    refused(await side().create('N', { sub_mchid: '1900007785' }), 'NO_AUTH')
    refused(await side().create('N', { sub_mchid: '1900007783', sub_appid }), 'NO_AUTH')
    await must(side().create('N', { sub_mchid: '1900007783' }))
  })
})
