import { type Sandbox } from '../../../../simulator/sandbox'
import { ago, closeAll, insider, must, sandboxFor } from '../ground'
import { modes, Side, word } from './ground'

afterEach(closeAll)

describe.each(modes)('a bill that is paid in parts, as %s', (mode) => {
  let sandbox: Sandbox
  let side: Side
  beforeEach(async () => {
    sandbox = await sandboxFor()
    side = new Side(sandbox, insider(sandbox), mode)
    await side.completed('P')
  })
  const collection = async (): Promise<unknown> => (await must(side.query('P'))).data['collection']
  const deducted = (seq: number, amount: number): object =>
    expect.objectContaining({
      seq,
      amount,
      paid_type: 'NEWTON',
      transaction_id: expect.any(String) as string,
    })

  test('is owed until the last of them', async () => {
    sandbox.payPart('P', 100)
    sandbox.payPart('P', 200)
    expect(sandbox.order('P')).toMatchObject({ state: 'FINISHED', charged: 300 })
    expect((await must(side.query('P'))).data).toMatchObject({
      state: 'DOING',
      state_description: 'MCH_COMPLETE',
      collection: { state: 'USER_PAYING', total_amount: 600, paying_amount: 300, paid_amount: 300 },
    })
    sandbox.act('P', 'pay')
    expect(sandbox.order('P')).toMatchObject({ state: 'USER_PAID', charged: 600 })
    expect(await collection()).toMatchObject({
      state: 'USER_PAID',
      paying_amount: 0,
      paid_amount: 600,
      details: [deducted(1, 100), deducted(2, 200), deducted(3, 300)],
    })
  })

  test('each part is a payment of its own in transactions', () => {
    sandbox.payPart('P', 100)
    sandbox.act('P', 'pay')
    const amounts = sandbox.world.transactions.all().map(({ amount }) => amount)
    expect(amounts.sort((a, b) => a - b)).toEqual([100, 500])
  })

  test('its rest may go to the merchant: sync stands for the rest alone', async () => {
    sandbox.payPart('P', 200)
    expect(word(await side.sync('P', { detail: { paid_time: ago(sandbox, 10), paid_amount: 600 } }))).toBe(
      'PARAM_ERROR',
    )
    await must(side.sync('P'))
    expect(sandbox.order('P')).toMatchObject({ state: 'USER_PAID', charged: 200 })
    const { details } = (await collection()) as { details: object[] }
    expect(details).toEqual([
      deducted(1, 200),
      expect.objectContaining({ seq: 2, amount: 400, paid_type: 'MCH' }),
    ])
  })

  test('it goes down to what was paid, which ends it, and no further', async () => {
    sandbox.payPart('P', 200)
    expect(word(await side.modify('P', 199))).toBe('INVALID_REQUEST')
    await must(side.modify('P', 200))
    expect(sandbox.order('P')).toMatchObject({ state: 'USER_PAID', total_amount: 200, charged: 200 })
    expect(await collection()).toMatchObject({ paid_amount: 200, details: [deducted(1, 200)] })
  })

  test('it cannot be cancelled any more', async () => {
    sandbox.payPart('P', 1)
    expect(word(await side.on('P', 'cancel', { reason: '取消' }))).toBe('INVALID_ORDER_STATE')
  })

  test('half first: the rest comes with the next try, an hour later', async () => {
    sandbox.setSwitches({ deductionInParts: 'half-first' })
    sandbox.setDeductionDelay(30)
    await side.confirmed('H')
    await must(side.complete('H', { post_payments: [{ name: '费', amount: 601 }], total_amount: 601 }))
    sandbox.setClock({ advanceSeconds: 3600 })
    expect(sandbox.order('H')).toMatchObject({ state: 'FINISHED', charged: 300 })
    sandbox.setClock({ advanceSeconds: 60 })
    expect(sandbox.order('H')).toMatchObject({ state: 'USER_PAID', charged: 601 })
  })

  test.each([0, -1, 1.5, '100'])('a part of %s fen is none', (amount) => {
    expect(() => sandbox.payPart('P', amount)).toThrow(/whole number of fen/)
  })

  test('all that is due, or more, is no part; nor is anything of what is not owed', async () => {
    expect(() => sandbox.payPart('P', 600)).toThrow(/600 fen are due/)
    await side.confirmed('N')
    expect(() => sandbox.payPart('N', 1)).toThrow(/nothing is to be paid/)
  })
})
