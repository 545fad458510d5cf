import { serviceSwitches } from '../../../../simulator/sandbox/service-orders/switches'
import { ago, closeAll, insider, must } from '../ground'
import { toldApart } from '../told-apart'
import { modes, Side, word } from './ground'

afterEach(closeAll)

/** Looks at one switch from outside; what it sees must differ between values. */
type Look = (side: Side) => Promise<unknown>

const seen = async (side: Side): Promise<Record<string, unknown>> => (await must(side.query('O'))).data
const zero = { post_payments: [{ name: '费用', amount: 0 }], total_amount: 0 }
const message = (side: Side): Promise<unknown> =>
  side
    .on('O', 'send-prepaidmessage', {
      post_payments: [{ name: '费用', amount: 600 }],
      total_amount: 600,
      prepaid_time: ago(side.sandbox, -86_400).slice(0, 8),
    })
    .then(word)

const looks: Record<(typeof serviceSwitches)[number]['name'], Look> = {
  serviceCreateState: async (side) => {
    const { data } = await must(side.create('O'))
    expect((await seen(side))['state']).toBe('CREATED')
    return data['state']
  },
  openidToConfirm: async (side) => word(await side.create('O', { openid: 'oUser1' })),
  serviceExpiredState: async (side) => {
    await must(side.create('O'))
    side.sandbox.setClock({ advanceSeconds: 30 * 86_400 })
    expect(side.sandbox.order('O').state).toBe((await seen(side))['state'])
    return (await seen(side))['state']
  },
  cancelWhilePaying: async (side) => {
    await side.completed('O')
    return word(await side.on('O', 'cancel', { reason: '取消' }))
  },
  cancelledDetails: async (side) => {
    await side.completed('O')
    await must(side.on('O', 'cancel', { reason: '取消' }))
    const { state_description, collection } = await seen(side)
    return [state_description, collection]
  },
  completeStateCode: async (side) => {
    await must(side.create('O'))
    return word(await side.complete('O'))
  },
  emptyPayments: async (side) => {
    await side.confirmed('O')
    return word(await side.complete('O', { post_payments: [], total_amount: 0 }))
  },
  serviceZeroTotal: async (side) => {
    await side.completed('O', zero)
    const { state, state_description } = await seen(side)
    return [state, state_description, side.sandbox.notifications().length]
  },
  zeroCollection: async (side) => {
    await side.completed('O', zero)
    const { need_collection, collection } = await seen(side)
    return [need_collection, collection]
  },
  modifyTimes: async (side) => {
    await side.completed('O')
    return [word(await side.modify('O', 500)), word(await side.modify('O', 400))]
  },
  repeatedModify: async (side) => {
    await side.completed('O')
    await side.modify('O', 500)
    return word(await side.modify('O', 500))
  },
  collectAnswer: async (side) => {
    await side.completed('O')
    return (await side.on('O', 'pay')).data['trade_state']
  },
  failedCollect: async (side) => {
    await side.completed('O')
    side.sandbox.act('O', 'fail')
    return word(await side.on('O', 'pay'))
  },
  collectWhileDeducting: async (side) => {
    await side.completed('O')
    side.sandbox.deduct('O', 60)
    return word(await side.on('O', 'pay'))
  },
  syncPaidType: async (side) => {
    await side.completed('O')
    await must(side.sync('O'))
    const { collection } = (await seen(side)) as { collection: { details: { paid_type?: string }[] } }
    return collection.details[0]?.paid_type
  },
  deductionInParts: async (side) => {
    side.sandbox.setDeductionDelay(30)
    await side.completed('O')
    const { state, collection } = (await seen(side)) as { state: string; collection: { paid_amount: number } }
    return [state, collection.paid_amount]
  },
  partNotified: async (side) => {
    await side.completed('O')
    side.sandbox.payPart('O', 200)
    return side.sandbox.notifications().map(({ event }) => event)
  },
  repeatedMessage: async (side) => {
    await side.confirmed('O')
    await message(side)
    return message(side)
  },
  messageState: async (side) => {
    await side.completed('O')
    return message(side)
  },
  serviceNotificationBody: async (side) => {
    await side.confirmed('O')
    return (side.sandbox.notifications()[0]?.body.length ?? 0) > 900
  },
}

describe.each(modes)('as %s', (mode) => {
  test.each(serviceSwitches.map(({ name }) => name))('%s: every value can be told apart', async (name) => {
    await toldApart(name, (sandbox) => looks[name](new Side(sandbox, insider(sandbox), mode)))
  })
})
