import { type Sandbox } from '../../../../simulator/sandbox'
import { ago, closeAll, insider, must, sandboxFor } from '../ground'
import { long, refused } from '../refused'
import { modes, word, type Mode } from '../service-orders/ground'
import { PlanSide } from './ground'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await sandboxFor()
})
beforeEach(() => {
  sandbox.reset()
})
afterAll(closeAll)

const side = (mode: Mode = 'merchant'): PlanSide => new PlanSide(sandbox, insider(sandbox), mode)

const wrong: readonly (readonly [string, object, string])[] = [
  ['no plan', { sign_plan_id: null }, '/sign_plan_id'],
  ['no session', { plan_detail_no: null }, '/plan_detail_no'],
  ['session 0', { plan_detail_no: 0 }, '/plan_detail_no'],
  ['no user', { openid: null }, '/openid'],
  ['an openid of 129', { openid: 'x'.repeat(129) }, '/openid'],
  ['no address', { notify_url: null }, '/notify_url'],
  ['an address of 257', { notify_url: 'https://a.example/'.padEnd(257, 'x') }, '/notify_url'],
  ['no introduction', { service_introduction: null }, '/service_introduction'],
  ['an introduction of 21', { service_introduction: long(21) }, '/service_introduction'],
  ['no time', { time_range: null }, '/time_range/start_time'],
  ['a time of another form', { time_range: { start_time: '2026-11-20' } }, '/time_range/start_time'],
  ['a beginning in the past', { time_range: { start_time: '20200101000000' } }, '/time_range/start_time'],
  ['a place of 21', { location: { start_location: long(21) } }, '/location/start_location'],
  ['an attach of 257', { attach: 'x'.repeat(257) }, '/attach'],
  ['no number', { out_trade_no: null }, '/out_trade_no'],
  ['a number of 33', { out_trade_no: 'x'.repeat(33) }, '/out_trade_no'],
]

describe.each(modes)('as %s', (mode) => {
  test('refused: form and lengths', async () => {
    await side(mode).signed('S')
    for (const [, more, field] of wrong) refused(await side(mode).session('S', 1, more), 'PARAM_ERROR', field)
    expect(sandbox.orders()).toEqual([])
    const address = 'https://a.example/'.padEnd(256, 'x')
    const time_range = {
      start_time: ago(sandbox, -600),
      start_time_remark: long(20),
      end_time: ago(sandbox, -1200),
    }
    const limits = {
      service_introduction: long(20),
      notify_url: address,
      attach: 'x'.repeat(256),
      time_range,
    }
    await must(side(mode).session('S', 1, limits))
  })

  test('one at a time, none skipped: until the last is cancelled, or completed and paid', async () => {
    await side(mode).signed('S')
    refused(await side(mode).session('S', 2), 'INVALID_REQUEST')
    await side(mode).begun('S', 1)
    refused(await side(mode).session('S', 2), 'INVALID_REQUEST')
    await must(side(mode).complete('S', 1))
    refused(await side(mode).session('S', 2), 'INVALID_REQUEST')
    sandbox.act('S-1', 'pay')
    refused(await side(mode).session('S', 3), 'INVALID_REQUEST')
    await side(mode).begun('S', 2)
    await must(side(mode).cancel('S', 2))
    await side(mode).begun('S', 3)
    expect(await side(mode).states('S')).toEqual(['SIGNED', 'USED', 'SIGN_PLAN_DETAIL_CANCEL', 'USING'])
  })

  test('synced, lowered to what was paid in part, or waived: each lets the next begin', async () => {
    await side(mode).signed('S')
    await side(mode).begun('S', 1)
    await must(side(mode).complete('S', 1))
    sandbox.setClock({ advanceSeconds: 60 })
    await must(side(mode).orders.sync('S-1'))
    await side(mode).begun('S', 2)
    await must(side(mode).complete('S', 2))
    sandbox.payPart('S-2', 4000)
    refused(await side(mode).session('S', 3), 'INVALID_REQUEST')
    await must(side(mode).orders.modify('S-2', 4000))
    await side(mode).begun('S', 3)
    await must(side(mode).complete('S', 3))
    await must(side(mode).cancel('S', 3))
    expect(await side(mode).states('S')).toEqual(['COMPLETE', 'USED', 'USED', 'SIGN_PLAN_DETAIL_CANCEL'])
    const paid = sandbox.signPlan('S').sessions.map((one) => one.paid)
    expect(paid).toEqual([9900, 4000, null])
  })

  test('the same request: the same order, with other parameters 271316598; a cancelled number stays cancelled', async () => {
    await side(mode).signed('S')
    const { data } = await must(side(mode).session('S', 1))
    expect((await must(side(mode).session('S', 1))).data).toEqual(data)
    refused(await side(mode).session('S', 1, { attach: 'other' }), 'INVALID_REQUEST')
    await must(side(mode).cancel('S', 1))
    expect((await must(side(mode).session('S', 1))).data).toMatchObject({ state: 'REVOKED' })
    expect(sandbox.orders()).toHaveLength(1)
  })

  test('completed up to its price and not above, or with nothing', async () => {
    await side(mode).signed('S')
    await side(mode).begun('S', 1)
    refused(await side(mode).complete('S', 1, 9901), 'PARAM_ERROR', '/total_amount')
    await must(side(mode).complete('S', 1, 5000))
    sandbox.act('S-1', 'pay')
    await side(mode).begun('S', 2)
    await must(side(mode).complete('S', 2, 0))
    expect(await side(mode).states('S')).toEqual(['SIGNED', 'USED', 'USED', 'NOT_USED'])
    expect(sandbox.signPlan('S').sessions.map((one) => one.paid)).toEqual([5000, 0, null])
  })

  test('completed as the plan has it: the original price less the discount', async () => {
    await side(mode).signed('S')
    await side(mode).begun('S', 1)
    const bill = {
      post_payments: [{ name: '第一节', amount: 12000 }],
      post_discounts: [{ name: '计划优惠', description: '体验价', amount: 2100 }],
      total_amount: 9900,
    }
    await must(side(mode).orders.complete('S-1', { ...bill, time_range: { end_time: ago(sandbox, 5) } }))
  })

  test('only of a signed plan: not before, not after it was cancelled, nor once its time is over', async () => {
    await side(mode).unsigned('U')
    refused(await side(mode).session('U', 1), 'INVALID_REQUEST')
    await side(mode).signed('S')
    await must(side(mode).stopSign('S'))
    refused(await side(mode).session('S', 1), 'INVALID_REQUEST')
    await side(mode).signed('T')
    sandbox.setClock({ advanceSeconds: 32 * 86_400 })
    refused(await side(mode).session('T', 1), 'INVALID_REQUEST')
    expect(sandbox.orders()).toEqual([])
  })

  test('a stopped plan’s signed ones go on', async () => {
    await side(mode).signed('S')
    await must(side(mode).stopPlan('S-plan'))
    await side(mode).paid('S', 1)
  })

  test('a service that may do plans but is not this plan’s', async () => {
    await side(mode).signed('S')
    const service_id = `0000200000000017000000000000000${mode === 'merchant' ? 7 : 8}`
    refused(await side(mode).session('S', 1, { service_id }), 'INVALID_REQUEST')
  })

  test('a session is not completed with a service of another number, and answers to its own calls alone', async () => {
    await side(mode).signed('S')
    await side(mode).begun('S', 1)
    const other = new PlanSide(sandbox, insider(sandbox), mode === 'merchant' ? 'partner' : 'merchant')
    expect(word(await other.orders.query('S-1'))).toBe('ORDER_NOT_EXIST')
    expect(word(await other.complete('S', 1))).toBe('ORDER_NOT_EXIST')
    expect(word(await side(mode).orders.create('S-1'))).toBe('INVALID_REQUEST')
  })
})

test('another shop’s signed plan', async () => {
  await side('partner').signed('S')
  refused(await side('partner').session('S', 1, { sub_mchid: '1900007783' }), 'NO_AUTH')
})
