import { orderSwitches } from '../../../../simulator/sandbox/orders/switches'
import { ago, closeAll, insider, must } from '../ground'
import { toldApart } from '../told-apart'
import { Side, word } from './ground'

afterEach(closeAll)

/** The switches that both protocols have, seen through this one. */
type Look = (side: Side) => Promise<unknown>

const opens = async ({ sandbox }: Side, more: Record<string, string>): Promise<string> => {
  const query = new URLSearchParams(more).toString()
  const html = await (await fetch(`${sandbox.origin}/sandbox/pages/use?${query}`)).text()
  return /class="code">(\w+)/.exec(html)?.[1] ?? 'opens'
}
const packageOf = async (side: Side): Promise<string> =>
  String((await must(side.create('O'))).data['package'])
const cancel = (side: Side): Promise<unknown> => side.on('O', 'cancel', { reason: '取消' }).then(word)

const looks: Record<(typeof orderSwitches)[number]['name'], Look> = {
  repeatedCancel: async (side) => {
    await must(side.create('O'))
    return [await cancel(side), await cancel(side)]
  },
  unconfirmedOrderNotified: async (side) => {
    await must(side.create('O', { need_user_confirm: false, openid: 'o1' }))
    return side.sandbox.notifications().length
  },
  packageUse: async (side) => {
    const value = await packageOf(side)
    return [await opens(side, { package: value }), await opens(side, { package: value })]
  },
  packageOnReplay: async (side) => (await packageOf(side)) === (await packageOf(side)),
  launchAccepts: async (side) => {
    const value = await packageOf(side)
    return [await opens(side, { package: value }), await opens(side, { package: value, sign: 'x' })]
  },
  createReplayAfterCreated: async (side) => {
    await side.confirmed('O')
    return word(await side.create('O'))
  },
  replayedComplete: async (side) => {
    await side.confirmed('O')
    const bill = side.bill()
    await must(side.on('O', 'complete', bill))
    return word(await side.on('O', 'complete', bill))
  },
  startTimeAfterAccept: async (side) => {
    await side.confirmed('O')
    const { data } = await must(side.query('O'))
    return (data['time_range'] as { start_time: string }).start_time.length
  },
  endedOrderCode: async (side) => {
    await side.paid('O')
    return [await cancel(side), word(await side.sync('O')), word(await side.on('O', 'pay'))]
  },
  repeatedSync: async (side) => {
    await side.completed('O')
    const detail = { detail: { paid_time: ago(side.sandbox, 10) } }
    await must(side.sync('O', detail))
    return word(await side.sync('O', detail))
  },
  syncNotified: async (side) => {
    await side.completed('O')
    await must(side.sync('O'))
    return side.sandbox.notifications().length
  },
  deductingCode: async (side) => {
    await side.completed('O')
    side.sandbox.deduct('O', 60)
    return cancel(side)
  },
}

test.each(orderSwitches.map(({ name }) => name))('%s: every value can be told apart', async (name) => {
  await toldApart(name, (sandbox) => looks[name](new Side(sandbox, insider(sandbox), 'merchant')))
})
