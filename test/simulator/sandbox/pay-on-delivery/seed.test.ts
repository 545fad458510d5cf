import { Wechatpay } from 'wechatpay-axios-plugin'
import { type Sandbox } from '../../../../simulator/sandbox'
import { fieldsSent } from '../../../seeds/fields'
import { payOnDeliveryFields } from '../../../seeds/pay-on-delivery'
import { ago, closeAll, insider, sandboxFor, type Reply } from '../ground'
import { modes, type Mode } from '../service-orders/ground'
import { refused } from '../refused'
import { cup, GoodsSide, tea } from './ground'

/**
 * The seed's own call, `wxpay.v3.payscore.partner.servicepayondeliveryorder.post(…)`, by the client that it was written for:
 * each of its fields is in a request that the sandbox accepts, and what may not stand together is refused.
 */
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await sandboxFor()
})
afterAll(closeAll)

interface Chain {
  post(data: object): Promise<Reply>
}
function call(mode: Mode): Chain {
  const { credentials, origin } = sandbox
  const { v3 } = new Wechatpay({
    mchid: credentials.mchid,
    serial: credentials.merchantSerial,
    privateKey: credentials.merchantPrivateKey,
    certs: { [credentials.platformPublicKeyId]: credentials.platformPublicKey },
    baseURL: origin,
    validateStatus: () => true,
  } as unknown as ConstructorParameters<typeof Wechatpay>[0]) as unknown as {
    v3: {
      payscore: Record<'servicepayondeliveryorder', Chain> & {
        partner: Record<'servicepayondeliveryorder', Chain>
      }
    }
  }
  return (mode === 'partner' ? v3.payscore.partner : v3.payscore).servicepayondeliveryorder
}

const sub_appid = 'wx5a1d0c0de5a40782'
let count = 0
const body = (mode: Mode, more: object): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(new GoodsSide(sandbox, insider(sandbox), mode).body(`seed-${++count}`, more)),
  ) as Record<string, unknown>

/** Everything that may stand together; who the user is depends on it. */
const full = (mode: Mode): object => ({
  mchid: sandbox.credentials.mchid,
  ...(mode === 'partner' && { sub_appid }),
  post_payments: [{ name: '商品金额', amount: 9800, description: '茶与杯', count: 3 }],
  post_discounts: [{ name: '新客立减', description: '首单', amount: 300, count: 1 }],
  time_range: {
    start_time: ago(sandbox, -3600),
    start_time_remark: '发货',
    end_time: ago(sandbox, -7 * 86_400),
    end_time_remark: '自动收货',
  },
  location: { start_location: '杭州仓', end_location: '深圳' },
  risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 9800, description: '商品金额' },
  attach: 'spring',
  shopping_info: {
    real_merchant_appid: sub_appid,
    jump_link: {
      jump_link_type: 'JUMP_LINK_MINI_PROGRAM',
      appid: sub_appid,
      path: '/goods/pages/order/order?orderId=1',
    },
    goods: [tea, { ...cup, category_id: ['1001'] }],
  },
})
const quiet = { need_user_confirm: false }

const accepted: Record<Mode, readonly object[]> = {
  merchant: [{ need_user_confirm: true }, { ...quiet, openid: 'oUser1' }],
  partner: [{ need_user_confirm: true }, { ...quiet, openid: 'oUser1' }, { ...quiet, sub_openid: 'oShop1' }],
}

/** What may not stand together, with the field that the refusal names. */
const forbidden: readonly (readonly [string, readonly Mode[], object, string, string?])[] = [
  ['openid with confirmation', modes, { need_user_confirm: true, openid: 'o1' }, '/openid'],
  ['sub_openid with confirmation', ['partner'], { need_user_confirm: true, sub_openid: 'o1' }, '/sub_openid'],
  ['nobody without confirmation', modes, quiet, '/openid'],
  ['two users', ['partner'], { ...quiet, openid: 'o1', sub_openid: 'o2' }, '/openid'],
  [
    'sub_openid without sub_appid',
    ['partner'],
    { ...quiet, sub_openid: 'o2', sub_appid: null, shopping_info: 'own' },
    '/sub_appid',
  ],
  ['another mchid', modes, { ...quiet, openid: 'o1', mchid: '1900007785' }, '/mchid'],
  ['another jump_link_type', modes, { shopping_info: 'h5' }, '/shopping_info/jump_link/jump_link_type'],
  ['no goods', modes, { shopping_info: 'empty' }, '/shopping_info/goods'],
  ['a shop that is not bound', ['partner'], { sub_mchid: '1900007785' }, '', 'NO_AUTH'],
  ['an app of another shop', ['partner'], { sub_appid: 'wx5a1d0c0de5a40784' }, '', 'NO_AUTH'],
  ['another app', modes, { appid: 'wx0' }, '', 'NO_AUTH'],
  ['a service for something else', modes, { service_id: '00002000000000170000000000000002' }, '', 'NO_AUTH'],
]

/** A word for shopping_info in the table above, made real. */
function shoppingOf(word: unknown, mode: Mode): object {
  const side = new GoodsSide(sandbox, insider(sandbox), mode)
  if (word === 'h5') return side.withLink({ jump_link_type: 'JUMP_LINK_H5' })
  return { shopping_info: side.shopping(word === 'empty' ? { goods: [] } : {}) }
}

test.each(modes)('each field of the seed is in a request that is accepted, as %s', async (mode) => {
  const { from, fields } = payOnDeliveryFields()
  const sent = new Set<string>()
  for (const who of accepted[mode]) {
    const data = body(mode, { ...full(mode), ...who })
    const reply = await call(mode).post(data)
    expect([reply.status, reply.data]).toEqual([
      200,
      expect.objectContaining({ order_id: expect.any(String) as string }),
    ])
    for (const field of fieldsSent(data)) sent.add(field)
  }
  const wanted = fields.filter((field) => mode === 'partner' || !field.startsWith('sub_'))
  process.stdout.write(
    `${from}: ${fields.length} fields, ${wanted.length} of them as ${mode}\n${wanted.join('\n')}\n`,
  )
  expect(wanted.filter((field) => !sent.has(field))).toEqual([])
})

/** The body with this field, everywhere, of a type that no field has there. */
function spoilt(value: unknown, [name = '', ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => spoilt(one, [name, ...rest]))
  const key = name.replace('[]', '')
  const object = value as Record<string, unknown>
  const wrong = name.endsWith('[]') ? 'text' : []
  return { ...object, [key]: rest.length === 0 ? wrong : spoilt(object[key], rest) }
}

test.each(modes)('each field of the seed is read: one of a wrong type is refused, as %s', async (mode) => {
  const wanted = payOnDeliveryFields().fields.filter(
    (field) => mode === 'partner' || !field.startsWith('sub_'),
  )
  for (const field of wanted) {
    const who = field.endsWith('openid') ? { ...quiet, [field]: 'o1' } : { need_user_confirm: true }
    const reply = await call(mode).post(
      spoilt(body(mode, { ...full(mode), ...who }), field.split('.')) as object,
    )
    refused(
      reply,
      'PARAM_ERROR',
      `/${field
        .replace(/\[\]\./, '/0/')
        .replace('[]', '')
        .replaceAll('.', '/')}`,
    )
  }
})

const refusals = forbidden.flatMap(([what, where, more, field, code = 'PARAM_ERROR']) =>
  where.map((mode) => ({ what, mode, more, field, code })),
)

test.each(refusals)('refused: $what, as $mode', async ({ mode, more, field, code }) => {
  const { shopping_info } = more as { shopping_info?: string }
  const shopping = shopping_info === undefined ? {} : shoppingOf(shopping_info, mode)
  const before = sandbox.orders().length
  const reply = await call(mode).post(
    body(mode, { ...full(mode), need_user_confirm: true, ...more, ...shopping }),
  )
  refused(reply, code, field === '' ? undefined : field)
  expect(sandbox.orders()).toHaveLength(before)
})
