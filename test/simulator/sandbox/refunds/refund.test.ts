import * as fc from 'fast-check'
import { type Sandbox } from '../../../../simulator/sandbox'
import { ControlFailure } from '../../../../simulator/sandbox/failure'
import { closeAll, completeBody, accepted, base, insider, must, sandboxFor } from '../ground'
import { refused } from '../refused'
import { modes, Side, word } from '../service-orders/ground'
import { refund, refunds } from './ground'

afterEach(closeAll)

let sandbox: Sandbox
let side: Side
let id: string
beforeEach(async () => {
  sandbox = await sandboxFor()
  side = new Side(sandbox, insider(sandbox), 'merchant')
  id = await side.paid('O')
})

test.each([
  ['no payment', { transaction_id: null }, 'PARAM_ERROR', '/transaction_id'],
  ['a number too long', { out_refund_no: 'r'.repeat(65) }, 'PARAM_ERROR', '/out_refund_no'],
  ['a number with a space', { out_refund_no: 'r 1' }, 'PARAM_ERROR', '/out_refund_no'],
  ['a long reason', { reason: '长'.repeat(81) }, 'PARAM_ERROR', '/reason'],
  ['no amount', { amount: null }, 'PARAM_ERROR', '/amount'],
  ['nothing', { amount: { refund: 0, total: 600, currency: 'CNY' } }, 'PARAM_ERROR', '/amount/refund'],
  [
    'another currency',
    { amount: { refund: 1, total: 600, currency: 'USD' } },
    'PARAM_ERROR',
    '/amount/currency',
  ],
  ['an address with a query', { notify_url: 'https://a.example/n?x=1' }, 'PARAM_ERROR', '/notify_url'],
  ['an address without encryption', { notify_url: 'http://a.example/n' }, 'PARAM_ERROR', '/notify_url'],
  ['another source of money', { funds_account: 'UNSETTLED' }, 'PARAM_ERROR', '/funds_account'],
  ['another total', { amount: { refund: 1, total: 601, currency: 'CNY' } }, 'INVALID_REQUEST', undefined],
])('refused: %s', async (_, more, code, field) => {
  refused(await refund(side, id, 'r1', 100, more), code, field)
  expect(sandbox.refunds()).toEqual([])
})

test('an unknown payment, and an order number instead of one', async () => {
  for (const transaction_id of ['4200000', 'O']) {
    expect(await refund(side, transaction_id, 'r1', 100)).toMatchObject({
      status: 404,
      data: { code: 'RESOURCE_NOT_EXISTS' },
    })
  }
})

test('the same number: the same answer with the same parameters, refused with others', async () => {
  const first = await must(refund(side, id, 'r1', 100))
  expect((await must(refund(side, id, 'r1', 100))).data).toEqual(first.data)
  refused(await refund(side, id, 'r1', 101), 'INVALID_REQUEST')
  expect(sandbox.refunds()).toHaveLength(1)
})

test('never more than was paid: closed ones count no longer, stuck ones do', async () => {
  await must(refund(side, id, 'r1', 400))
  refused(await refund(side, id, 'r2', 201), 'INVALID_REQUEST')
  sandbox.actOnRefund('r1', 'abnormal')
  refused(await refund(side, id, 'r3', 201), 'INVALID_REQUEST')
  sandbox.actOnRefund('r1', 'close')
  await must(refund(side, id, 'r4', 600))
  refused(await refund(side, id, 'r5', 1), 'INVALID_REQUEST')
})

test('what may become of it, each with its notification', async () => {
  await must(refund(side, id, 'r1', 100))
  await must(refund(side, id, 'r2', 100))
  sandbox.actOnRefund('r1', 'abnormal')
  sandbox.actOnRefund('r1', 'succeed')
  sandbox.actOnRefund('r2', 'close')
  expect(() => sandbox.actOnRefund('r2', 'succeed')).toThrow(ControlFailure)
  expect(() => sandbox.actOnRefund('none', 'succeed')).toThrow(/no refund none/)
  expect(
    sandbox
      .notifications()
      .map(({ event }) => event)
      .slice(2),
  ).toEqual(['REFUND.ABNORMAL', 'REFUND.SUCCESS', 'REFUND.CLOSED'])
  expect((await must(side.call('GET', `${refunds}/r1`))).data['status']).toBe('SUCCESS')
  expect((await must(side.call('GET', `${refunds}/r2`))).data['status']).toBe('CLOSED')
  expect((await side.call('GET', `${refunds}/none`)).status).toBe(404)
})

test('succeeds by itself after the delay that is set', async () => {
  sandbox.setRefundDelay(30)
  await must(refund(side, id, 'r1', 100))
  sandbox.setClock({ advanceSeconds: 29 })
  expect(sandbox.refunds()[0]?.status).toBe('PROCESSING')
  sandbox.setClock({ advanceSeconds: 2 })
  expect(sandbox.refunds()[0]?.status).toBe('SUCCESS')
})

test('a year after the payment it is too late', async () => {
  sandbox.setClock({ advanceSeconds: 366 * 86_400 })
  refused(await refund(side, id, 'r1', 100), 'INVALID_REQUEST')
})

test('the payment of a payafter order is refunded by its finish_transaction_id', async () => {
  const call = insider(sandbox)
  const ticket = await accepted(sandbox, call, 'P')
  await must(call('POST', `${base}/P/complete`, { data: completeBody(sandbox, ticket) }))
  sandbox.act('P', 'pay')
  const order = sandbox.order('P') as unknown as { paid: { transactionId: string } }
  expect(word(await refund(side, order.paid.transactionId, 'r1', 100))).toBe(200)
})

test('a sub-merchant’s payment: its own number is required, and no other fits', async () => {
  const partner = new Side(sandbox, insider(sandbox), 'partner')
  const theirs = await partner.paid('Q')
  refused(await refund(side, theirs, 'r1', 100), 'PARAM_ERROR', '/sub_mchid')
  expect((await refund(partner, theirs, 'r1', 100, { sub_mchid: '1900007783' })).status).toBe(404)
  await must(refund(partner, theirs, 'r1', 100))
  refused(await side.call('GET', `${refunds}/r1`), 'PARAM_ERROR', '/sub_mchid')
  expect((await side.call('GET', `${refunds}/r1`, { params: { sub_mchid: '1900007783' } })).status).toBe(404)
})

test.each(modes)('random refunds never pay back more than was paid: %s', async (mode) => {
  const own = new Side(sandbox, insider(sandbox), mode)
  const deeds = fc.array(
    fc.oneof(
      fc.record({ ask: fc.integer({ min: 1, max: 5 }), fen: fc.integer({ min: 1, max: 700 }) }),
      fc.record({
        ask: fc.integer({ min: 1, max: 5 }),
        act: fc.constantFrom('succeed', 'close', 'abnormal'),
      }),
    ),
    { maxLength: 12 },
  )
  await fc.assert(
    fc.asyncProperty(deeds, async (list) => {
      sandbox.reset()
      sandbox.setRefundDelay(null)
      const paid = await own.paid('O')
      for (const deed of list) {
        if ('fen' in deed) await refund(own, paid, `r${deed.ask}`, deed.fen)
        else {
          try {
            sandbox.actOnRefund(`r${deed.ask}`, deed.act)
          } catch (error) {
            if (!(error instanceof ControlFailure)) throw error
          }
        }
        const alive = sandbox.refunds().filter(({ status }) => status !== 'CLOSED')
        expect(alive.reduce((sum, one) => sum + one.refund, 0)).toBeLessThanOrEqual(600)
      }
    }),
    { numRuns: 60, seed: 20_261_120 },
  )
})
