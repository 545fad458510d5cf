import { type Sandbox } from '../../../../simulator/sandbox'
import { closeAll, insider, must, sandboxFor } from '../ground'
import { refused } from '../refused'
import { modes, type Mode } from '../service-orders/ground'
import { PlanSide } from './ground'

let sandbox: Sandbox
let plan_id: string
beforeAll(async () => {
  sandbox = await sandboxFor()
})
afterAll(closeAll)

const side = (mode: Mode = 'merchant'): PlanSide => new PlanSide(sandbox, insider(sandbox), mode)
const numbers = (...list: readonly (readonly [unknown, unknown])[]): object => ({
  sign_plan_detail: list.map(([plan_detail_no, merchant_plan_detail_no]) => ({
    plan_detail_no,
    merchant_plan_detail_no,
  })),
})
const sub_appid = 'wx5a1d0c0de5a40782'

const wrong: readonly (readonly [string, object, string])[] = [
  ['no number', { merchant_sign_plan_no: null }, '/merchant_sign_plan_no'],
  ['a number of 33', { merchant_sign_plan_no: 'x'.repeat(33) }, '/merchant_sign_plan_no'],
  ['a number with a bar', { merchant_sign_plan_no: 'a|b' }, '/merchant_sign_plan_no'],
  ['no plan', { plan_id: null }, '/plan_id'],
  ['nobody', { openid: null }, '/openid'],
  ['an openid of 129', { openid: 'x'.repeat(129) }, '/openid'],
  ['no address', { notify_url: null }, '/notify_url'],
  ['an address of 1025', { notify_url: 'https://a.example/'.padEnd(1025, 'x') }, '/notify_url'],
  ['an address with a query', { notify_url: 'https://a.example/?a' }, '/notify_url'],
  ['no details', { sign_plan_detail: null }, '/sign_plan_detail'],
  ['a detail too few', numbers([1, 'a'], [2, 'b']), '/sign_plan_detail'],
  ['a detail too many', numbers([1, 'a'], [2, 'b'], [3, 'c'], [4, 'd']), '/sign_plan_detail'],
  ['details in another order', numbers([2, 'a'], [1, 'b'], [3, 'c']), '/sign_plan_detail/0/plan_detail_no'],
  ['details from 0', numbers([0, 'a'], [1, 'b'], [2, 'c']), '/sign_plan_detail/0/plan_detail_no'],
  ['a detail twice', numbers([1, 'a'], [1, 'b'], [2, 'c']), '/sign_plan_detail/1/plan_detail_no'],
  ['a number twice', numbers([1, 'a'], [2, 'a'], [3, 'c']), '/sign_plan_detail/1/merchant_plan_detail_no'],
  [
    'no number of a detail',
    numbers([1, 'a'], [2, null], [3, 'c']),
    '/sign_plan_detail/1/merchant_plan_detail_no',
  ],
  [
    'a detail’s number of 33',
    numbers([1, 'x'.repeat(33)], [2, 'b'], [3, 'c']),
    '/sign_plan_detail/0/merchant_plan_detail_no',
  ],
]

describe.each(modes)('as %s', (mode) => {
  beforeEach(async () => {
    sandbox.reset()
    plan_id = String((await must(side(mode).createPlan('P'))).data['plan_id'])
  })

  test.each(wrong)('refused: %s', async (_, more, field) => {
    refused(await side(mode).sign('S', plan_id, more), 'PARAM_ERROR', field)
    expect(sandbox.signPlans()).toEqual([])
  })

  test('what is allowed: everything at its limit', async () => {
    const number = (end: string): string => 'aZ09_-*'.padEnd(31, 'x') + end
    await must(
      side(mode).sign('x'.repeat(32), plan_id, {
        ...numbers([1, number('1')], [2, number('2')], [3, number('3')]),
        notify_url: 'https://a.example/'.padEnd(1024, 'x'),
        openid: 'o'.repeat(128),
      }),
    )
  })

  test('the same number: the same signing with the same parameters, 271316598 with others', async () => {
    const { data } = await must(side(mode).sign('S', plan_id))
    expect((await must(side(mode).sign('S', plan_id))).data).toEqual(data)
    refused(await side(mode).sign('S', plan_id, { openid: 'oUser2' }), 'INVALID_REQUEST')
    expect(sandbox.signPlans()).toHaveLength(1)
  })

  test('a number of a session is never given twice, nor is an order’s', async () => {
    await must(side(mode).sign('S', plan_id))
    const taken = numbers([1, 'a'], [2, 'S-2'], [3, 'c'])
    refused(await side(mode).sign('T', plan_id, { ...taken, openid: 'o2' }), 'INVALID_REQUEST')
    await must(side(mode).orders.create('order'))
    const order = numbers([1, 'a'], [2, 'order'], [3, 'c'])
    refused(await side(mode).sign('T', plan_id, { ...order, openid: 'o2' }), 'INVALID_REQUEST')
    await must(side(mode).sign('T', plan_id, { openid: 'o2' }))
  })

  test('no plan, a stopped plan, a plan of another service', async () => {
    refused(await side(mode).sign('S', 'x'), 'RESOURCE_NOT_EXISTS')
    const service_id = `0000200000000017000000000000000${mode === 'merchant' ? 7 : 8}`
    refused(await side(mode).sign('S', plan_id, { service_id }), 'INVALID_REQUEST')
    await must(side(mode).sign('early', plan_id))
    await must(side(mode).stopPlan('P'))
    refused(await side(mode).sign('S', plan_id), 'INVALID_REQUEST')
    expect(() => sandbox.actOnSignPlan('early', 'confirm')).toThrow(/stopped/)
  })

  test('services of other lines and of the other mode have no permission, nor has another app', async () => {
    const { services } = sandbox.credentials
    const may = services.filter((one) => one.line === 'sign-plan' && one.mode === mode)
    const foreign = services.filter((one) => !may.some(({ serviceId }) => serviceId === one.serviceId))
    expect(foreign.length).toBeGreaterThan(5)
    for (const { serviceId: service_id } of foreign)
      refused(await side(mode).sign('S', plan_id, { service_id }), 'NO_AUTH')
    refused(await side(mode).sign('S', plan_id, { appid: 'wx0' }), 'NO_AUTH')
  })

  test('one signing at a time of one plan by one user', async () => {
    await must(side(mode).sign('S', plan_id))
    await must(side(mode).sign('T', plan_id))
    sandbox.actOnSignPlan('S', 'confirm')
    expect(() => sandbox.actOnSignPlan('T', 'confirm')).toThrow(/signed to/)
    refused(await side(mode).sign('U', plan_id), 'INVALID_REQUEST')
    await must(side(mode).sign('V', plan_id, { openid: 'oUser2' }))
    sandbox.actOnSignPlan('S', 'cancel')
    await must(side(mode).sign('U', plan_id))
  })

  test('signed by its user alone, within the two hours of its package, once', async () => {
    await must(side(mode).sign('S', plan_id))
    expect(() => sandbox.actOnSignPlan('S', 'confirm', 'oUser2')).toThrow(/another user/)
    expect(() => sandbox.actOnSignPlan('S', 'cancel')).toThrow(/UNSIGNED/)
    sandbox.setClock({ advanceSeconds: 7199 })
    sandbox.actOnSignPlan('S', 'confirm', 'oUser1')
    expect(() => sandbox.actOnSignPlan('S', 'confirm', 'oUser1')).toThrow(/SIGNED/)
    await must(side(mode).sign('T', plan_id, { openid: 'oUser2' }))
    sandbox.setClock({ advanceSeconds: 7201 })
    expect(() => sandbox.actOnSignPlan('T', 'confirm')).toThrow(/two hours/)
    expect(() => sandbox.actOnSignPlan('none', 'confirm')).toThrow(/no sign plan/)
  })

  test('stopped with a reason, once; an ended one cannot be stopped', async () => {
    await must(side(mode).sign('S', plan_id))
    sandbox.actOnSignPlan('S', 'confirm')
    refused(await side(mode).stopSign('S', { stop_reason: null }), 'PARAM_ERROR', '/stop_reason')
    refused(await side(mode).stopSign('S', { stop_reason: 'x'.repeat(129) }), 'PARAM_ERROR', '/stop_reason')
    const { data } = await must(side(mode).stopSign('S', { stop_reason: 'x'.repeat(128) }))
    expect((await must(side(mode).stopSign('S', { stop_reason: 'x'.repeat(128) }))).data).toEqual(data)
    refused(await side(mode).stopSign('S'), 'INVALID_REQUEST')
    await must(side(mode).sign('T', plan_id))
    sandbox.actOnSignPlan('T', 'confirm')
    sandbox.actOnSignPlan('T', 'cancel')
    refused(await side(mode).stopSign('T'), 'INVALID_REQUEST')
    refused(await side(mode).stopSign('none'), 'RESOURCE_NOT_EXISTS')
    refused(await side(mode).querySign('none'), 'RESOURCE_NOT_EXISTS')
  })
})

describe('a service provider', () => {
  beforeEach(async () => {
    sandbox.reset()
    plan_id = String((await must(side('partner').createPlan('P'))).data['plan_id'])
  })

  test('names its user by openid or by sub_openid, the latter with its app', async () => {
    const both = { sub_openid: 'oShop1', sub_appid }
    refused(await side('partner').sign('S', plan_id, both), 'PARAM_ERROR', '/openid')
    const alone = { openid: null, sub_openid: 'oShop1' }
    refused(await side('partner').sign('S', plan_id, alone), 'PARAM_ERROR', '/sub_appid')
    const { data } = await must(side('partner').sign('S', plan_id, { ...both, openid: null }))
    expect(data['sign_plan']).toMatchObject({ sub_openid: 'oShop1', sub_appid })
    expect(data['sign_plan']).not.toHaveProperty('openid')
    expect(() => sandbox.actOnSignPlan('S', 'confirm', 'oShop2')).toThrow(/another user/)
    sandbox.actOnSignPlan('S', 'confirm', 'oShop1')
  })

  test('whose app does not know the openid of its user lets whoever opens the page sign', async () => {
    await must(side('partner').sign('S', plan_id, { sub_appid }))
    expect(sandbox.actOnSignPlan('S', 'confirm', 'oSomebody').state).toBe('SIGNED')
  })

  test('asks for its own shop’s signing alone', async () => {
    await must(side('partner').sign('S', plan_id))
    const other = { sub_mchid: '1900007783' }
    refused(await side('partner').querySign('S', other), 'NO_AUTH')
    refused(await side('partner').stopSign('S', other), 'NO_AUTH')
    refused(await side('merchant').querySign('S'), 'NO_AUTH')
    refused(await side('partner').querySign('S', {}), 'PARAM_ERROR', '/sub_mchid')
  })
})
