import { billSwitches } from '../../../../simulator/sandbox/bill/switches'
import { closeAll, insider, must } from '../ground'
import { refund } from '../refunds/ground'
import { Side, word } from '../service-orders/ground'
import { toldApart } from '../told-apart'
import { dayAgo, download, tradeBill } from './ground'

afterEach(closeAll)

/** The bill of the day on which an order with attach was paid. */
async function billOf(side: Side): Promise<string> {
  const { sandbox, call } = side
  await must(side.create('O', { attach: 'my-own' }))
  sandbox.act('O', 'confirm')
  sandbox.setClock({ advanceSeconds: 10 })
  await must(side.complete('O'))
  sandbox.act('O', 'pay')
  const bill_date = dayAgo(sandbox, 0)
  sandbox.setClock({ advanceSeconds: 2 * 86_400 })
  return download(sandbox, await must(tradeBill(call, { bill_date })))
}

const looks: Record<(typeof billSwitches)[number]['name'], (side: Side) => Promise<unknown>> = {
  billAttach: async (side) => (await billOf(side)).includes('`my-own'),
  billTooEarly: async (side) => {
    await side.paid('O')
    return word(await tradeBill(side.call, { bill_date: dayAgo(side.sandbox, 0) }))
  },
  billOfNothing: async (side) => word(await tradeBill(side.call, { bill_date: dayAgo(side.sandbox, 3) })),
  billRefundDay: async (side) => {
    const id = await side.paid('O')
    await must(refund(side, id, 'r1', 100))
    const bill_date = dayAgo(side.sandbox, 0)
    side.sandbox.setClock({ advanceSeconds: 2 * 86_400 })
    side.sandbox.actOnRefund('r1', 'succeed')
    return download(side.sandbox, await must(tradeBill(side.call, { bill_date }))).includes('REFUND')
  },
  billForm: async (side) => {
    const text = await billOf(side)
    return [text.startsWith('\uFEFF'), text.includes('\r\n')]
  },
}

test.each(billSwitches.map(({ name }) => name))('%s: every value can be told apart', async (name) => {
  await toldApart(name, (sandbox) => looks[name](new Side(sandbox, insider(sandbox), 'merchant')))
})
