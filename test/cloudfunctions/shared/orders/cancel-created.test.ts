import { cancelCreated } from '../../../../cloudfunctions/shared/orders/cancel-created'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { aDesk, refuses, says, silence, tells, type Said } from './desk'
import { anOrder, aPending, T0 } from './fixtures'

const done = says({ out_order_no: 'any' })
const no = refuses(400, 'INVALID_REQUEST')
const cancel = (order: OrderDocument, ...said: Said[]) => {
  const test = aDesk([order], ...said)
  return { test, ended: cancelCreated(test.desk, order, 'operator', '换一台') }
}
const actions = (test: ReturnType<typeof aDesk>) => test.sent.map(({ call }) => call.action)

it('asks, and cancels what is still to be confirmed', async () => {
  const { test, ended } = cancel(anOrder({}), tells('CREATED'), done)
  expect(await ended).toMatchObject({
    state: 'REVOKED',
    outcome: 'cancelled',
    audit: [{ at: T0, by: 'operator', what: 'cancel', note: '换一台' }],
  })
  expect(actions(test)).toEqual(['query', 'cancel'])
  expect(JSON.parse(test.sent[1]?.call.body ?? '')).toMatchObject({ reason: '换一台' })
})

it.each(['REVOKED', 'EXPIRED', 'USER_ACCEPTED'] as const)(
  'an order that proves to be %s comes back as it is',
  async (state) => {
    const { test, ended } = cancel(anOrder({}), tells(state))
    expect((await ended).state).toBe(state)
    expect(actions(test)).toEqual(['query'])
  },
)

it.each([
  ['no answer', silence()],
  ['a word that nobody knows', tells('SOMETHING_NEW')],
  ['no such order', refuses(404, 'ORDER_NOT_EXIST')],
])('%s leaves it as it is: the result is unknown', async (_, said) => {
  const { test, ended } = cancel(anOrder({}), said)
  await expect(ended).rejects.toMatchObject({ code: 'RESULT_UNKNOWN' })
  expect(actions(test)).toEqual(['query'])
})

it('is not for a completed order, nor while something is pending', async () => {
  await expect(cancel(anOrder({}), tells('FINISHED')).ended).rejects.toMatchObject({
    code: 'NOT_ALLOWED_NOW',
  })
  const pending = anOrder({ pending: aPending('create') })
  await expect(cancel(pending, tells('CREATED')).ended).rejects.toMatchObject({ code: 'PENDING' })
})

it('a refusal is told while the order is still to be confirmed', async () => {
  await expect(cancel(anOrder({}), tells('CREATED'), no, tells('CREATED')).ended).rejects.toBe(no)
})

it('a refusal because the customer confirmed is no failure', async () => {
  const { ended } = cancel(anOrder({}), tells('CREATED'), no, tells('USER_ACCEPTED'))
  expect((await ended).state).toBe('USER_ACCEPTED')
})

it('without an answer to the cancel the intent stays', async () => {
  const { ended } = cancel(anOrder({}), tells('CREATED'), silence())
  expect(await ended).toMatchObject({ state: 'CREATED', pending: { action: 'cancel', n: 1, sentAt: T0 } })
})
