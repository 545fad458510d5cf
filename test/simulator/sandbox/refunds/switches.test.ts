import { refundSwitches } from '../../../../simulator/sandbox/refunds/switches'
import { closeAll, insider } from '../ground'
import { Side, word } from '../service-orders/ground'
import { toldApart } from '../told-apart'
import { refund } from './ground'

afterEach(closeAll)

const looks: Record<(typeof refundSwitches)[number]['name'], (side: Side) => Promise<unknown>> = {
  refundFirstStatus: async (side) => {
    const reply = await refund(side, await side.paid('O'), 'r1', 100)
    return [reply.data['status'], side.sandbox.notifications().at(-1)?.event]
  },
  refundAboveRest: async (side) => word(await refund(side, await side.paid('O'), 'r1', 601)),
  refundInterval: async (side) => {
    const id = await side.paid('O')
    const first = [word(await refund(side, id, 'r1', 100)), word(await refund(side, id, 'r2', 100))]
    side.sandbox.setClock({ advanceSeconds: 61 })
    expect(word(await refund(side, id, 'r3', 100))).toBe(200)
    return first
  },
}

test.each(refundSwitches.map(({ name }) => name))('%s: every value can be told apart', async (name) => {
  await toldApart(name, (sandbox) => looks[name](new Side(sandbox, insider(sandbox), 'merchant')))
})
