import { checkRefund } from '../../../../cloudfunctions/shared/refunds/check'
import {
  REFUND_LATE,
  REFUND_LOST,
  REFUND_REFUSED,
} from '../../../../cloudfunctions/shared/refunds/for-a-person'
import type { RefundDocument } from '../../../../cloudfunctions/shared/refunds/document'
import { refuses, silence, type Said } from '../orders/desk'
import { T0 } from '../orders/fixtures'
import { aRefund, aRefundDesk, BYTES, MINUTE, NUMBER, tellsRefund } from './fixtures'

const missing = refuses(404, 'RESOURCE_NOT_EXISTS')
const busy = refuses(429, 'FREQUENCY_LIMITED')
const late = `${REFUND_LATE}：${NUMBER}`

/** A refund `minutes` after it was decided, and one look at it. */
async function look(minutes: number, refund: Partial<RefundDocument>, ...said: Said[]) {
  const test = await aRefundDesk({ refund: aRefund(refund) }, ...said)
  test.now = T0 + minutes * MINUTE
  const checked = await checkRefund(test.desk, test.refund)
  return {
    test,
    checked,
    refund: await test.kept(),
    order: await test.stored(),
    sent: test.sent.map(({ call }) => call),
  }
}

describe('a refund that is due', () => {
  it('is asked about by its number, and what is told is believed', async () => {
    const { checked, refund, order, sent } = await look(2, {}, tellsRefund('SUCCESS'))
    expect(sent).toMatchObject([{ method: 'GET', path: `/v3/refund/domestic/refunds/${NUMBER}` }])
    expect(checked).toBe('done')
    expect(refund).toMatchObject({ state: 'succeeded', proven: 'succeeded' })
    expect(order.refunds).toMatchObject([{ state: 'succeeded' }])
  })

  it('nobody answers for is looked at again within a quarter of an hour, however often it was', async () => {
    const { checked, refund, order } = await look(20, { known: true, checks: 5 }, silence())
    expect(checked).toBe('done')
    expect(refund).toMatchObject({ state: 'processing', checks: 6, nextCheckAt: T0 + 35 * MINUTE })
    expect(order.alerts).toEqual([])
    const young = await look(2, {}, silence())
    expect(young.refund.nextCheckAt).toBe(T0 + 3 * MINUTE)
  })

  it('is left alone, as it is, when WeChat Pay has enough of questions', async () => {
    const { checked, refund } = await look(90, {}, busy)
    expect([checked, refund]).toEqual(['busy', aRefund()])
  })

  it('is a person’s after an hour without a word; one that WeChat Pay knows is not', async () => {
    expect((await look(59.9, {}, silence())).order.alerts).toEqual([])
    expect((await look(60, {}, silence())).order.alerts).toEqual([late])
    expect((await look(60, { known: true }, silence())).order.alerts).toEqual([])
    expect((await look(60, {}, missing)).order.alerts).toEqual([late])
  })

  it('and was changed meanwhile is left to whoever did', async () => {
    const test = await aRefundDesk({}, () =>
      test.store.compareAndSet('refunds', aRefund(), aRefund()).then(() => silence()),
    )
    test.now = T0 + 2 * MINUTE
    expect(await checkRefund(test.desk, test.refund)).toBe('changed-meanwhile')
    expect(await test.kept()).toMatchObject({ checks: 0, version: 2 })
  })
})

describe('a refund that WeChat Pay does not have', () => {
  it('may be under way for a minute: that proves nothing', async () => {
    const { refund, checked } = await look(0.9, {}, missing)
    expect(checked).toBe('done')
    expect(refund).not.toHaveProperty('missingAt')
    expect(refund).toMatchObject({ checks: 1, nextCheckAt: T0 + MINUTE })
  })

  it('is asked about once more a minute later, however long it was waited before', async () => {
    const { refund, sent } = await look(600, { checks: 5 }, missing)
    expect(refund).toMatchObject({ missingAt: T0 + 600 * MINUTE, checks: 6, nextCheckAt: T0 + 601 * MINUTE })
    expect(sent).toHaveLength(1)
    expect((await look(1, {}, missing)).refund).toMatchObject({ missingAt: T0 + MINUTE })
  })

  it('and was asked about less than a minute before is not sent again yet', async () => {
    const { refund, sent } = await look(2.5, { missingAt: T0 + 2 * MINUTE }, missing)
    expect(sent).toHaveLength(1)
    expect(refund).toMatchObject({ missingAt: T0 + 2 * MINUTE, sentAt: T0, checks: 1 })
  })

  it('twice, a minute apart, is sent again with the very same bytes', async () => {
    const { checked, refund, order, sent } = await look(
      3,
      { missingAt: T0 + 2 * MINUTE },
      missing,
      tellsRefund('PROCESSING'),
    )
    expect(checked).toBe('done')
    expect(sent).toEqual([expect.objectContaining({ method: 'GET' }), BYTES])
    expect(refund).toMatchObject({ sentAt: T0 + 3 * MINUTE, known: true, state: 'processing' })
    expect(refund).not.toHaveProperty('missingAt')
    expect(order.refunds).toMatchObject([{ state: 'processing' }])
  })

  it('is sent again only by who wrote that first: never twice', async () => {
    const before = aRefund({ missingAt: T0 + 2 * MINUTE })
    const test = await aRefundDesk({ refund: before }, () =>
      test.store.compareAndSet('refunds', before, before).then(() => missing),
    )
    test.now = T0 + 3 * MINUTE
    expect(await checkRefund(test.desk, before)).toBe('changed-meanwhile')
    expect(test.sent).toHaveLength(1)
  })

  it('when it is sent again and nobody answers, the proof begins anew', async () => {
    const { checked, refund, order } = await look(3, { missingAt: T0 + 2 * MINUTE }, missing, silence())
    expect(checked).toBe('done')
    expect(refund).toMatchObject({
      sentAt: T0 + 3 * MINUTE,
      nextCheckAt: T0 + 4 * MINUTE,
      state: 'processing',
    })
    expect(refund).not.toHaveProperty('missingAt')
    expect(order.refunds).toMatchObject([{ state: 'processing' }])
    expect((await look(3, { missingAt: T0 + 2 * MINUTE }, missing, busyUnknown())).checked).toBe('busy')
  })

  it('and is refused when it is sent again is a person’s: the amount is free', async () => {
    const no = refuses(403, 'NOT_ENOUGH')
    const { order, refund } = await look(3, { missingAt: T0 + 2 * MINUTE }, missing, no, missing)
    expect(order).toMatchObject({
      refunds: [{ state: 'refused' }],
      alerts: [`${REFUND_REFUSED}：${NUMBER}`],
    })
    expect(refund).toMatchObject({ state: 'refused', proven: 'refused' })
    expect(refund).not.toHaveProperty('nextCheckAt')
  })

  it('is not sent without its bytes', async () => {
    const { call: _gone, ...bare } = aRefund({ missingAt: T0 + 2 * MINUTE })
    const test = await aRefundDesk({ refund: bare }, missing)
    test.now = T0 + 3 * MINUTE
    expect(await checkRefund(test.desk, bare)).toBe('done')
    expect(test.sent).toHaveLength(1)
  })

  it('any more, although it had it, is a person’s and never sent again', async () => {
    const { checked, order, refund, sent } = await look(3, { known: true, missingAt: T0 }, missing)
    expect(checked).toBe('done')
    expect(order.alerts).toEqual([`${REFUND_LOST}：${NUMBER}`])
    expect(refund).toMatchObject({ state: 'processing', checks: 1, known: true })
    expect(sent).toHaveLength(1)
  })
})

/** Refused for now, with nothing that proves it. */
const busyUnknown = () => refuses(429, 'FREQUENCY_LIMITED', false)
