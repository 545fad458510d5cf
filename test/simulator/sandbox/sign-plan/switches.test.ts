import { signPlanSwitches } from '../../../../simulator/sandbox/sign-plan/switches'
import { closeAll, insider, must, nextDay, type Reply } from '../ground'
import { toldApart } from '../told-apart'
import { modes, word } from '../service-orders/ground'
import { lessons, PlanSide, sumsOf } from './ground'

afterEach(closeAll)

/** Looks at one switch from outside; what it sees must differ between values. */
type Look = (side: PlanSide) => Promise<unknown>

const day = 86_400
const tried = (deed: () => unknown): string => {
  try {
    deed()
    return 'done'
  } catch (error) {
    return String(error)
  }
}
const priced = (...prices: readonly (readonly [number, number])[]): object =>
  sumsOf(
    prices.map(([original_price, actual_price]) => ({
      plan_detail_name: '课',
      original_price,
      actual_price,
    })),
  )
const seen = async (side: PlanSide, no = 'S'): Promise<Record<string, unknown>> =>
  (await must(side.querySign(no))).data
const last = (side: PlanSide): number => side.sandbox.notifications().length
const begin = (side: PlanSide, more: object = {}): Promise<Reply> => side.session('S', 1, more)

const looks: Record<(typeof signPlanSwitches)[number]['name'], Look> = {
  planTextLengths: async (side) => {
    const [first] = lessons
    const list = [{ ...first, plan_detail_name: '课'.repeat(21) }] as typeof lessons
    return word(await side.createPlan('P', sumsOf(list)))
  },
  planSums: async (side) => word(await side.createPlan('P', { total_actual_price: 27901 })),
  freeSession: async (side) => word(await side.createPlan('P', priced([100, 100], [100, 0]))),
  planNotFound: async (side) => [word(await side.queryPlan('P')), word(await side.querySign('S'))],
  foreignPlan: async (side) => {
    await side.signed('S')
    const other = new PlanSide(side.sandbox, side.call, side.mode === 'merchant' ? 'partner' : 'merchant')
    return [
      word(await other.queryPlan('S-plan')),
      word(await other.querySign('S')),
      word(await other.session('S', 1)),
    ]
  },
  planStateCode: async (side) => {
    await side.signed('S')
    await must(side.stopPlan('S-plan'))
    const { plan_id } = side.sandbox.signPlan('S')
    return [word(await side.session('S', 2)), word(await side.sign('T', plan_id, { openid: 'o2' }))]
  },
  repeatedStop: async (side) => {
    await side.signed('S')
    const twice = [await side.stopPlan('S-plan'), await side.stopPlan('S-plan')]
    return [...twice, await side.stopSign('S'), await side.stopSign('S')].map(word)
  },
  planEmptyFields: async (side) => {
    await side.unsigned('S')
    const { data } = await must(side.queryPlan('S-plan'))
    const { cancel_reason, signed_detail_list } = await seen(side)
    const [first] = signed_detail_list as Record<string, unknown>[]
    return [data['stop_time'], cancel_reason, first?.['order_id'], first?.['actual_pay_price']].map(String)
  },
  secondSigning: async (side) => {
    await side.signed('S')
    const { plan_id } = side.sandbox.signPlan('S')
    return word(await side.sign('T', plan_id))
  },
  signedByAnother: async (side) => {
    await side.unsigned('S')
    return tried(() => side.sandbox.actOnSignPlan('S', 'confirm', 'oUser2'))
  },
  signingOfStoppedPlan: async (side) => {
    await side.unsigned('S')
    await must(side.stopPlan('S-plan'))
    return tried(() => side.sandbox.actOnSignPlan('S', 'confirm'))
  },
  unsignedAfterPackage: async (side) => {
    await side.unsigned('S')
    side.sandbox.setClock({ advanceSeconds: 7200 })
    return (await side.states('S'))[0]
  },
  planOverTime: async (side) => {
    nextDay(side.sandbox, 12)
    await side.signed('S')
    const over = Date.parse(String((await seen(side))['plan_over_time']))
    return Math.round((over - side.sandbox.world.time.business()) / 3_600_000)
  },
  planOverWhileUsing: async (side) => {
    await side.signed('S')
    await side.begun('S', 1)
    side.sandbox.setClock({ advanceSeconds: 40 * day })
    const during = await side.states('S')
    await must(side.complete('S', 1))
    side.sandbox.act('S-1', 'pay')
    expect((await side.states('S'))[0]).toBe('EXPIRE')
    return during
  },
  stopUnsigned: async (side) => {
    await side.unsigned('S')
    return word(await side.stopSign('S'))
  },
  stopWhileUsing: async (side) => {
    await side.signed('S')
    await side.begun('S', 1)
    const user = tried(() => side.sandbox.actOnSignPlan('S', 'cancel'))
    await side.signed('T')
    await side.begun('T', 1)
    return [user, word(await side.stopSign('T')), (await side.states('T'))[1]]
  },
  stopNotified: async (side) => {
    await side.signed('S')
    await must(side.stopSign('S'))
    return last(side)
  },
  cancelNotificationState: async (side) => {
    await side.signed('S')
    side.sandbox.actOnSignPlan('S', 'cancel')
    // Its text is sealed, its length is not: the states' names differ in theirs.
    return side.sandbox.notifications().at(-1)?.body.length
  },
  unusedDetails: async (side) => {
    await side.signed('S')
    await must(side.stopSign('S'))
    return side.states('S')
  },
  detailUsedWhen: async (side) => {
    await side.signed('S')
    await side.begun('S', 1)
    await must(side.complete('S', 1))
    return side.states('S')
  },
  lastSessionCancelled: async (side) => {
    await side.signed('S')
    await side.paid('S', 1)
    await side.paid('S', 2)
    await side.begun('S', 3)
    await must(side.cancel('S', 3))
    return side.states('S')
  },
  goingDetailNo: async (side) => {
    await side.signed('S')
    await side.begun('S', 1)
    expect((await seen(side))['going_detail_no']).toBe(1)
    await must(side.cancel('S', 1))
    return (await seen(side))['going_detail_no']
  },
  sessionCreateState: async (side) => {
    await side.signed('S')
    const { data } = await must(begin(side))
    const query = await must(side.orders.query('S-1'))
    expect(query.data['state_description']).toBe('USER_CONFIRM')
    return [data['state'], query.data['state']]
  },
  sessionConfirmNotified: async (side) => {
    await side.signed('S')
    await must(begin(side))
    return side.sandbox.notifications().map(({ event }) => event)
  },
  sessionIntroduction: async (side) => {
    await side.signed('S')
    return word(await begin(side, { service_introduction: null }))
  },
  sessionPayments: async (side) => {
    await side.signed('S')
    const { data } = await must(begin(side))
    return [data['post_payments'], data['post_discounts']]
  },
  sessionRiskFund: async (side) => {
    await side.signed('S')
    return (await must(begin(side))).data['risk_fund']
  },
  sessionTotal: async (side) => {
    side.sandbox.setSwitches({ sessionRiskFund: 'original-price' })
    await side.signed('S')
    await side.begun('S', 1)
    const above = word(await side.complete('S', 1, 12_001))
    const original = word(await side.complete('S', 1, 9901))
    return [above, original, word(await side.complete('S', 1, 5000))]
  },
}

describe.each(modes)('as %s', (mode) => {
  test.each(signPlanSwitches.map(({ name }) => name))('%s: every value can be told apart', async (name) => {
    await toldApart(name, (sandbox) => looks[name](new PlanSide(sandbox, insider(sandbox), mode)))
  })
})

test('a session that a query calls CREATED is completed and paid all the same', async () => {
  await toldApart('sessionCreateState', async (sandbox) => {
    const side = new PlanSide(sandbox, insider(sandbox), 'merchant')
    await side.signed('S')
    await side.paid('S', 1)
    expect((await must(side.orders.query('S-1'))).data).toMatchObject({ state: 'DONE' })
    return sandbox.switches.sessionCreateState
  })
})

test('a repeated create brings another package where a switch says so, and that one opens the page', async () => {
  await toldApart('packageOnReplay', async (sandbox) => {
    const side = new PlanSide(sandbox, insider(sandbox), 'merchant')
    await side.unsigned('S')
    const { plan_id } = sandbox.signPlan('S')
    sandbox.setClock({ advanceSeconds: 7000 })
    await must(side.sign('S', plan_id))
    sandbox.setClock({ advanceSeconds: 7000 })
    return tried(() => sandbox.actOnSignPlan('S', 'confirm'))
  })
})

test('a repeated create after the signing', async () => {
  await toldApart('createReplayAfterCreated', async (sandbox) => {
    const side = new PlanSide(sandbox, insider(sandbox), 'merchant')
    await side.signed('S')
    await must(side.stopPlan('S-plan'))
    const { plan_id } = sandbox.signPlan('S')
    return [word(await side.sign('S', plan_id)), word(await side.createPlan('S-plan'))]
  })
})
