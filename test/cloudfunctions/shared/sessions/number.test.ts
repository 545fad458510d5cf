import { isSessionNumber, sessionOrderId } from '../../../../cloudfunctions/shared/sessions/number'
import { ordersOfSign, ordersOfSigns } from '../../../../cloudfunctions/shared/sessions/orders'
import { sessionNumbers } from '../../../../cloudfunctions/shared/signs/document'
import { FindingStore } from '../finding-store'
import { aSession, aSign, SIGN_ID } from './fixtures'

it('every number that is signed can be told from an order’s attempt, fits, and has an order id of its own', () => {
  const numbers = [1, 9, 50].flatMap((n) => sessionNumbers(SIGN_ID, n, Array(50).fill({})))
  expect(numbers.every((number) => isSessionNumber(number) && number.length <= 32)).toBe(true)
  expect(new Set(numbers.map(sessionOrderId)).size).toBe(150)
  expect(numbers.map(sessionOrderId).every((id) => /^[0-9a-f]{24}$/.test(id))).toBe(true)
  expect([`${SIGN_ID}_1`, SIGN_ID, `${SIGN_ID}-1`].some(isSessionNumber)).toBe(false)
})

it('a signing’s orders are those of the sessions that were started, in their order', async () => {
  const orders = [aSession(2, 'USER_ACCEPTED'), aSession(1, 'USER_PAID'), aSession(3, 'NOT_CREATED')]
  const store = new FindingStore(orders)
  const found = await ordersOfSign(store, aSign({ started: 2 }))
  expect(found.map(({ session }) => session?.no)).toEqual([1, 2])
  expect(await ordersOfSigns(store, [aSign()])).toEqual([])
  expect(await ordersOfSigns(store, [aSign({ started: 3 })])).toHaveLength(3)
})

it('and of an attempt that counted when they were started', async () => {
  const [first] = aSign().attempts
  const attempts = [
    { ...(first ?? never()) },
    { ...(first ?? never()), n: 2, numbers: sessionNumbers(SIGN_ID, 2, [1, 2, 3]) },
  ]
  const found = await ordersOfSign(
    new FindingStore([aSession(1, 'USER_PAID')]),
    aSign({ attempts, current: 2, started: 1 }),
  )
  expect(found).toHaveLength(1)
})

const never = (): never => {
  throw new Error('The fixture has no attempt.')
}
