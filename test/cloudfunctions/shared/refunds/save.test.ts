import { changeRefund, saveRefund } from '../../../../cloudfunctions/shared/refunds/save'
import type { RefundDocument } from '../../../../cloudfunctions/shared/refunds/document'
import { T0 } from '../orders/fixtures'
import { aRefund, aRefundDesk, MINUTE } from './fixtures'

const looked = (refund: RefundDocument): RefundDocument => ({ ...refund, checks: refund.checks + 1 })

it('a change is stored with its time and version; of what somebody changed meanwhile nothing is', async () => {
  const test = await aRefundDesk({})
  test.now = T0 + MINUTE
  const saved = await saveRefund(test.desk, test.refund, looked(test.refund))
  expect(saved).toEqual({ ...aRefund(), checks: 1, version: 2, updatedAt: T0 + MINUTE })
  expect(await test.kept()).toEqual(saved)
  expect(await saveRefund(test.desk, test.refund, looked(test.refund))).toBeUndefined()
  expect(await test.kept()).toEqual(saved)
})

it('a change that stays true is made to what there is now, and one of nothing is not written', async () => {
  const test = await aRefundDesk({})
  await saveRefund(test.desk, test.refund, { ...test.refund, checks: 7 })
  expect(await changeRefund(test.desk, test.refund, looked)).toMatchObject({ checks: 8, version: 3 })
  const now = await test.kept()
  expect(await changeRefund(test.desk, now, (one) => ({ ...one }))).toBe(now)
  expect((await test.kept()).version).toBe(3)
})

it.each([
  ['4 times', 4, { checks: 1 }],
  ['5 times', 5, 'STATE_CHANGED'],
])('a change that somebody is faster with %s', async (_times, times, came) => {
  const test = await aRefundDesk({})
  let tried = 0
  const store = {
    read: test.store.read.bind(test.store),
    compareAndSet: ((...args) =>
      tried++ < times
        ? Promise.resolve(false)
        : test.store.compareAndSet(...args)) as typeof test.store.compareAndSet,
  }
  const result = changeRefund({ ...test.desk, store }, test.refund, looked)
  if (typeof came === 'string') await expect(result).rejects.toMatchObject({ code: came })
  else expect(await result).toMatchObject(came)
})

it('a refund that is gone meanwhile is not changed', async () => {
  const test = await aRefundDesk({})
  await test.store.remove('refunds', test.refund._id)
  await expect(changeRefund(test.desk, test.refund, looked)).rejects.toMatchObject({ code: 'STATE_CHANGED' })
})
