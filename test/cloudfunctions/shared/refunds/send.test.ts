import { queryRefund, sendRefund } from '../../../../cloudfunctions/shared/refunds/send'
import { REFUND_REFUSED } from '../../../../cloudfunctions/shared/refunds/for-a-person'
import { mostRefundable } from '../../../../cloudfunctions/shared/orders/reservation'
import { refuses, silence, unreached, type Said } from '../orders/desk'
import { T0 } from '../orders/fixtures'
import { aRefund, aRefundDesk, BYTES, MINUTE, NUMBER, tellsRefund } from './fixtures'

const missing = refuses(404, 'RESOURCE_NOT_EXISTS')
const no = refuses(403, 'NOT_ENOUGH')

async function send(sending: 'first' | 'again', ...said: Said[]) {
  const test = await aRefundDesk({}, ...said)
  const sent = await sendRefund(test.desk, { ...test.refund, call: BYTES }, sending)
  return { test, sent, refund: await test.kept(), order: await test.stored() }
}

describe('a question about a refund', () => {
  const ask = async (said: Said, more: object = {}) => {
    const test = await aRefundDesk({}, said)
    return { reply: await queryRefund(test.desk, aRefund(more)), test }
  }

  it('names the shop whose money it is, and has the time that the call has', async () => {
    const { test, reply } = await ask(tellsRefund('SUCCESS'), { sub_mchid: '1900000109' })
    expect(test.sent[0]?.call.path).toBe(`/v3/refund/domestic/refunds/${NUMBER}?sub_mchid=1900000109`)
    expect(test.sent[0]?.deadline).toBe(123_456)
    expect(reply).toMatchObject({ told: { status: 'SUCCESS', refund: 300, transaction_id: '42' } })
  })

  it('is answered that there is none by a verified answer alone', async () => {
    expect((await ask(missing)).reply).toEqual({ missing: true })
    const unverified = refuses(404, 'RESOURCE_NOT_EXISTS', false)
    for (const error of [unverified, no, silence(), unreached()])
      expect((await ask(error)).reply).toEqual({ silent: error })
  })

  it('that cannot be read is no answer; what is nobody’s fault but ours is thrown', async () => {
    expect((await ask(tellsRefund('SUCCESS', { amount: { refund: 'x' } }))).reply).toHaveProperty('silent')
    await expect(ask(new TypeError('ours'))).rejects.toThrow('ours')
  })
})

describe('a refund that is sent', () => {
  it('is the stored bytes, and what is answered is believed', async () => {
    const { test, sent, refund } = await send('first', tellsRefund('PROCESSING'))
    expect(test.sent).toEqual([{ call: BYTES, deadline: 123_456 }])
    expect(refund).toMatchObject({ known: true, state: 'processing' })
    // An answer is no proof: it is asked about.
    expect(refund).not.toHaveProperty('proven')
    expect(sent).toEqual({
      order: expect.objectContaining({ refunds: [expect.objectContaining({ amount: 300 })] }) as unknown,
    })
  })

  it('is the operator’s doing in the order’s trace', async () => {
    const { order } = await send('first', tellsRefund('SUCCESS'))
    expect(order.audit).toMatchObject([{ by: 'operator', what: 'refund succeeded', at: T0 }])
  })

  it.each(['first', 'again'] as const)(
    'and whose answer is lost is neither done nor refused (%s)',
    async (sending) => {
      const error = silence()
      const { test, sent, refund, order } = await send(sending, error)
      expect(sent).toEqual({ lost: error })
      expect(refund).toEqual(aRefund())
      expect(mostRefundable(order)).toBe(600)
      expect(test.log).toEqual([['refund failed', { outcome: 'unknown', out_refund_no: NUMBER }]])
    },
  )

  it('and whose answer is lost is not given up because a query does not find it yet', async () => {
    const { test, sent, order } = await send('first', silence(), missing)
    expect(sent).toHaveProperty('lost')
    expect(mostRefundable(order)).toBe(600)
    expect(test.sent).toHaveLength(1)
  })

  it('that never left is refused: the amount is free, and who asked is told', async () => {
    const error = unreached()
    const { test, sent, refund, order } = await send('first', error)
    expect(sent).toEqual({ order, refusal: error })
    expect(order).toMatchObject({ refunds: [{ state: 'refused' }], alerts: [] })
    expect(mostRefundable(order)).toBe(900)
    expect(refund).toMatchObject({ state: 'refused', proven: 'refused' })
    expect(refund).not.toHaveProperty('call')
    expect(test.sent).toHaveLength(1)
  })

  it('again and did not leave this time may have arrived the last time: nothing is known', async () => {
    const { test, sent, refund, order } = await send('again', unreached(), missing)
    expect(sent).toEqual({})
    expect(test.sent).toHaveLength(1)
    expect(refund).toEqual(aRefund())
    expect(mostRefundable(order)).toBe(600)
  })

  it('and refused, of which a query knows nothing, came to nothing', async () => {
    const first = await send('first', no, missing)
    expect(first.sent).toEqual({ order: first.order, refusal: no })
    expect(first.order).toMatchObject({ refunds: [{ state: 'refused' }], alerts: [] })
    expect(first.test.sent.map(({ call }) => call.method)).toEqual(['POST', 'GET'])
    const again = await send('again', no, missing)
    expect(again.order.alerts).toEqual([`${REFUND_REFUSED}：${NUMBER}`])
  })

  it('and refused, because WeChat Pay has it already, is what the query says', async () => {
    const { sent, refund, order } = await send('first', no, tellsRefund('SUCCESS'))
    expect(sent).toEqual({ order })
    expect(order.refunds).toMatchObject([{ state: 'succeeded' }])
    expect(order.audit).toMatchObject([{ by: 'reconcile', at: T0 }])
    expect(refund).toMatchObject({ proven: 'succeeded' })
  })

  it('and refused, while nobody answers the question, stays open', async () => {
    const error = silence()
    const { sent, refund, order } = await send('first', no, error)
    expect(sent).toEqual({ lost: error })
    expect(refund).toEqual(aRefund())
    expect(mostRefundable(order)).toBe(600)
  })

  it('fails loudly where the fault is ours', async () => {
    await expect(send('first', new TypeError('ours'))).rejects.toThrow('ours')
  })

  it('is looked at by the time at which it was told', async () => {
    const test = await aRefundDesk({}, () => {
      test.now = T0 + MINUTE
      return tellsRefund('SUCCESS')
    })
    const { order } = await sendRefund(test.desk, { ...test.refund, call: BYTES }, 'first')
    expect(order?.refunds?.[0]?.doneAt).toBe(T0 + MINUTE)
  })
})
