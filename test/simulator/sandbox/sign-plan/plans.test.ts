import { type Sandbox } from '../../../../simulator/sandbox'
import { closeAll, insider, must, sandboxFor } from '../ground'
import { long, refused } from '../refused'
import { modes, type Mode } from '../service-orders/ground'
import { lessons, PlanSide, sumsOf } from './ground'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await sandboxFor()
})
beforeEach(() => {
  sandbox.reset()
})
afterAll(closeAll)

const side = (mode: Mode = 'merchant'): PlanSide => new PlanSide(sandbox, insider(sandbox), mode)
const [one, two] = lessons as [(typeof lessons)[0], (typeof lessons)[0]]
/** The plan with other sessions, and the sums that go with them. */
const of = (...list: (typeof lessons)[0][]): object => sumsOf(list)
const first = '/plan_detail_list/0'

/** What is wrong, the fields that make it so, the field that the refusal names. */
const wrong: readonly (readonly [string, object, string])[] = [
  ['no number', { merchant_plan_no: null }, '/merchant_plan_no'],
  ['a number of 33', { merchant_plan_no: 'x'.repeat(33) }, '/merchant_plan_no'],
  ['a number with a bar', { merchant_plan_no: 'a|b' }, '/merchant_plan_no'],
  ['no name', { plan_name: null }, '/plan_name'],
  ['a name of 21', { plan_name: long(21) }, '/plan_name'],
  ['no duration', { plan_duration: null }, '/plan_duration'],
  ['a duration of 0 days', { plan_duration: 0 }, '/plan_duration'],
  ['a duration above the service’s limit', { plan_duration: 366 }, '/plan_duration'],
  ['half a day', { plan_duration: 1.5 }, '/plan_duration'],
  ['another quantity than details', { deduction_quantity: 2 }, '/deduction_quantity'],
  ['no quantity', { deduction_quantity: null }, '/deduction_quantity'],
  ['another sum of original prices', { total_original_price: 32999 }, '/total_original_price'],
  ['another sum of actual prices', { total_actual_price: 27901 }, '/total_actual_price'],
  ['no sums', { total_actual_price: null }, '/total_actual_price'],
  ['no details', of(), '/plan_detail_list'],
  ['too many details', of(...Array.from({ length: 101 }, () => two)), '/plan_detail_list'],
  ['a detail without a name', of({ ...one, plan_detail_name: '' }), `${first}/plan_detail_name`],
  ['a detail’s name of 21', of({ ...one, plan_detail_name: long(21) }), `${first}/plan_detail_name`],
  [
    'a discount’s description of 21',
    of({ ...one, plan_discount_description: long(21) }),
    `${first}/plan_discount_description`,
  ],
  ['an actual price above the original', of({ ...one, original_price: 9899 }), `${first}/actual_price`],
  ['a price of nothing', of({ ...one, actual_price: 0 }), `${first}/actual_price`],
  ['a price that rises', of(two, one), '/plan_detail_list/1/actual_price'],
]

describe.each(modes)('as %s', (mode) => {
  test.each(wrong)('refused: %s', async (_, more, field) => {
    refused(await side(mode).createPlan('P', more), 'PARAM_ERROR', field)
    expect(sandbox.payscorePlans()).toEqual([])
  })

  test('what is allowed: everything at its limit; equal prices; original prices that rise', async () => {
    const name = long(20)
    const cheap = { ...two, plan_detail_name: name, plan_discount_description: name, original_price: 9000 }
    const list = [cheap, { ...cheap, original_price: 500_000 }, ...Array.from({ length: 98 }, () => cheap)]
    const more = { ...of(...list), plan_name: name, plan_duration: 365 }
    const { data } = await must(side(mode).createPlan('aZ09_-*'.padEnd(32, 'x'), more))
    const details = data['plan_detail_list'] as { plan_detail_no: number }[]
    expect(details.map(({ plan_detail_no }) => plan_detail_no)).toEqual(list.map((_, index) => index + 1))
  })

  test('a session above the service’s limit', async () => {
    refused(await side(mode).createPlan('P', of({ ...one, original_price: 500_001 })), 'INVALID_REQUEST')
  })

  test('the same number: the same plan with the same parameters, 271316598 with others', async () => {
    const { data } = await must(side(mode).createPlan('P'))
    expect((await must(side(mode).createPlan('P'))).data).toEqual(data)
    refused(await side(mode).createPlan('P', { plan_duration: 31 }), 'INVALID_REQUEST')
    expect(sandbox.payscorePlans()).toHaveLength(1)
  })

  test('services of other lines and of the other mode have no permission, nor has another app', async () => {
    const { services } = sandbox.credentials
    const may = services.filter((one) => one.line === 'sign-plan' && one.mode === mode)
    for (const { serviceId: service_id } of services) {
      const reply = await side(mode).createPlan(`P${service_id.slice(-1)}`, { service_id })
      if (may.some((one) => one.serviceId === service_id)) expect(reply.status).toBe(200)
      else refused(reply, 'NO_AUTH')
    }
    expect(new Set(may.map((one) => one.serviceId)).size).toBe(2)
    refused(await side(mode).createPlan('A', { appid: 'wx0' }), 'NO_AUTH')
  })

  test('stopped once for all; the same stop again is the same; a plan that is not there', async () => {
    await must(side(mode).createPlan('P'))
    const { data } = await must(side(mode).stopPlan('P'))
    sandbox.setClock({ advanceSeconds: 60 })
    expect((await must(side(mode).stopPlan('P'))).data).toEqual(data)
    expect((await must(side(mode).queryPlan('P'))).data).toEqual(data)
    refused(await side(mode).queryPlan('Q'), 'RESOURCE_NOT_EXISTS')
    refused(await side(mode).stopPlan('Q'), 'RESOURCE_NOT_EXISTS')
  })
})

test('only its creator may query, stop and sign a plan: its own shop, in its own mode', async () => {
  const { data } = await must(side('partner').createPlan('P'))
  const other = { sub_mchid: '1900007783' }
  refused(await side('partner').queryPlan('P', other), 'NO_AUTH')
  refused(await side('partner').stopPlan('P', other), 'NO_AUTH')
  refused(await side('partner').queryPlan('P', {}), 'PARAM_ERROR', '/sub_mchid')
  refused(await side('merchant').queryPlan('P'), 'NO_AUTH')
  refused(await side('partner').sign('S', String(data['plan_id']), other), 'NO_AUTH')
  refused(await side('merchant').sign('S', String(data['plan_id'])), 'NO_AUTH')
  refused(await side('partner').queryPlan('P', { sub_mchid: '1900007785' }), 'NO_AUTH')
  expect(sandbox.payscorePlans()).toMatchObject([{ merchant_plan_no: 'P', plan_state: 'NORMAL' }])
})
