import { Wechatpay } from 'wechatpay-axios-plugin'
import { type Sandbox } from '../../../../simulator/sandbox'
import { fieldsSent } from '../../../seeds/fields'
import { forbiddenInSession, type ForbiddenInSession, signPlanFields } from '../../../seeds/sign-plan'
import { ago, closeAll, insider, must, sandboxFor, type Reply } from '../ground'
import { refused } from '../refused'
import { modes, type Mode } from '../service-orders/ground'
import { PlanSide } from './ground'

/**
 * The seed's own call, `wxpay.v3.payscore.signPlan.serviceorder.post(…)`, by the client that it was written for: each of
 * its fields is in a request that the sandbox accepts, and what may not stand together is refused.
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
    v3: { payscore: { signPlan: { serviceorder: Chain; partner: { serviceorder: Chain } } } }
  }
  const { signPlan } = v3.payscore
  return mode === 'partner' ? signPlan.partner.serviceorder : signPlan.serviceorder
}

const sub_appid = 'wx5a1d0c0de5a40782'
const side = (mode: Mode): PlanSide => new PlanSide(sandbox, insider(sandbox), mode)
let count = 0

/** Everything that may stand together. */
const full = (): object => ({
  time_range: {
    start_time: ago(sandbox, -3600),
    start_time_remark: '开课',
    end_time: ago(sandbox, -7200),
    end_time_remark: '下课',
  },
  location: { start_location: '三号馆', end_location: '三号馆' },
  attach: 'spring',
})

/** A plan signed by one user, and the full body of its first session. */
async function session(mode: Mode, user: object): Promise<Record<string, unknown>> {
  const number = `seed-${++count}`
  await side(mode).unsigned(number, { ...user, ...('sub_openid' in user && { openid: null }) })
  sandbox.actOnSignPlan(number, 'confirm')
  return side(mode).sessionBody(number, 1, { openid: null, ...full(), ...user })
}

const users: Record<Mode, readonly object[]> = {
  merchant: [{ openid: 'oUser1' }],
  partner: [{ openid: 'oUser2' }, { sub_openid: 'oShop1', sub_appid }],
}

test.each(modes)('each field of the seed is in a request that is accepted, as %s', async (mode) => {
  const { from, fields } = signPlanFields()
  const sent = new Set<string>()
  for (const user of users[mode]) {
    const data = JSON.parse(JSON.stringify(await session(mode, user))) as object
    const reply = await call(mode).post(data)
    expect([reply.status, reply.data]).toEqual([
      200,
      expect.objectContaining({ out_order_no: expect.any(String) as string }),
    ])
    for (const field of fieldsSent(data)) sent.add(field)
  }
  process.stdout.write(`${from}: ${fields.length} fields as ${mode}\n${fields.join('\n')}\n`)
  expect(fields.filter((field) => !sent.has(field))).toEqual([])
})

/** The body with this field of a type that no field has there. */
function spoilt(
  body: Record<string, unknown>,
  [name = '', ...rest]: readonly string[],
): Record<string, unknown> {
  const below = body[name] as Record<string, unknown>
  return { ...body, [name]: rest.length === 0 ? [] : spoilt(below, rest) }
}

test.each(modes)('each field of the seed is read: one of a wrong type is refused, as %s', async (mode) => {
  const body = await session(mode, { openid: `oRead-${mode}` })
  for (const field of signPlanFields().fields) {
    const reply = await call(mode).post(spoilt(body, field.split('.')))
    refused(reply, 'PARAM_ERROR', `/${field.replaceAll('.', '/')}`)
  }
})

/** How a good body becomes a forbidden one, and how it is refused. */
type Spoil = readonly [object | (() => object), string, string?]
const forbidden: Record<ForbiddenInSession, Spoil> = {
  nobody: [{ openid: null }, 'PARAM_ERROR', '/openid'],
  'two users': [{ sub_openid: 'oShop1', sub_appid }, 'PARAM_ERROR', '/openid'],
  'sub_openid without sub_appid': [{ openid: null, sub_openid: 'oShop1' }, 'PARAM_ERROR', '/sub_appid'],
  'another user than the one who signed': [{ openid: 'oUser9' }, 'INVALID_REQUEST'],
  'another number than the session’s own': [{ out_trade_no: 'other' }, 'PARAM_ERROR', '/out_trade_no'],
  'a session that the plan does not have': [{ plan_detail_no: 4 }, 'PARAM_ERROR', '/plan_detail_no'],
  'a session before its turn': [
    () => ({ plan_detail_no: 2, out_trade_no: `seed-${count}-2` }),
    'INVALID_REQUEST',
  ],
  'a plan that nobody signed': [
    () => {
      const { sign_plan_id } = sandbox.signPlan('unsigned')
      return { sign_plan_id, out_trade_no: 'unsigned-1' }
    },
    'INVALID_REQUEST',
  ],
  'a plan that does not exist': [{ sign_plan_id: 'x' }, 'RESOURCE_NOT_EXISTS'],
  'no beginning': [{ time_range: {} }, 'PARAM_ERROR', '/time_range/start_time'],
  'an end before the beginning': [
    () => ({ time_range: { start_time: ago(sandbox, -7200), end_time: ago(sandbox, -3600) } }),
    'PARAM_ERROR',
    '/time_range/end_time',
  ],
  'an address for notifications with a query': [
    { notify_url: 'https://shop.example/notify?a=1' },
    'PARAM_ERROR',
    '/notify_url',
  ],
  'an attach of 257 characters': [{ attach: 'x'.repeat(257) }, 'PARAM_ERROR', '/attach'],
  'another app': [{ appid: 'wx0' }, 'NO_AUTH'],
  'a service for something else': [{ service_id: '00002000000000170000000000000004' }, 'NO_AUTH'],
  'a shop that is not bound': [{ sub_mchid: '1900007785' }, 'NO_AUTH'],
}
/** A merchant has neither shops nor their users. */
const ofPartners: readonly ForbiddenInSession[] = [
  'two users',
  'sub_openid without sub_appid',
  'a shop that is not bound',
]

describe.each(modes)('as %s', (mode) => {
  const cases = forbiddenInSession.filter((what) => mode === 'partner' || !ofPartners.includes(what))

  test('forbidden combinations are refused, and nothing is begun', async () => {
    sandbox.reset()
    await side(mode).unsigned('unsigned', { openid: 'oForbidden' })
    const body = await session(mode, { openid: 'oForbidden' })
    for (const what of cases) {
      const [spoil, code, field] = forbidden[what]
      const reply = await call(mode).post({ ...body, ...(typeof spoil === 'function' ? spoil() : spoil) })
      refused(reply, code, field)
    }
    process.stdout.write(`${cases.length} forbidden combinations as ${mode}\n${cases.join('\n')}\n`)
    expect(sandbox.orders()).toEqual([])
    // The body itself was good.
    await must(call(mode).post(body))
  })
})
