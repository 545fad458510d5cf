import { CUSTOMER, Story } from './story'

/** A number that WeChat Pay already has with other parameters: its order was lost here, and the same key comes again. */
let story: Story
beforeAll(async () => {
  story = await Story.open()
})
afterAll(() => story.close())
beforeEach(() => {
  story.sandbox.reset()
})

async function lose(orderId: string): Promise<void> {
  await fetch(story.world.cloudbase.adminUrl, {
    method: 'POST',
    body: JSON.stringify({
      action: 'database.removeDocument',
      envName: 'local',
      collectionName: 'orders',
      query: JSON.stringify({ _id: orderId }),
      multi: true,
    }),
  })
  expect(story.documents().filter(({ _id }) => _id === orderId)).toEqual([])
}

/** An order at WeChat Pay that we know nothing of, and the request that leads to its number with another offer. */
async function taken({ confirmed = false } = {}) {
  const person = { address: '西湖区文三路 90 号', phone: '13900001111' }
  const wish = story.wish('home-cleaning', { person })
  const { order } = await story.call('orders', 'create', wish, CUSTOMER)
  if (confirmed) await story.confirm(order)
  await lose(order.orderId)
  return { ...order, again: { ...story.wish(), requestKey: wish.requestKey } }
}

it('unconfirmed: it is found, it is nobody’s failure, and confirming anew ends it first', async () => {
  const { orderId, again } = await taken()
  const { order, launch } = await story.call('orders', 'create', again, CUSTOMER)
  expect(order).toMatchObject({ orderId, state: 'CREATED', actions: ['retry', 'cancel'] })
  expect(order).not.toHaveProperty('pending')
  // The stored package would open a confirm page with the other parameters.
  expect(launch).toBeUndefined()
  const { order: anew, launch: opened } = await story.call('orders', 'retry', { orderId }, CUSTOMER)
  expect(anew).toMatchObject({ state: 'CREATED', out_order_no: `${orderId}_2` })
  expect(opened).toBeDefined()
  expect(story.atWeChatPay(orderId)).toMatchObject([{ state: 'REVOKED' }, { state: 'CREATED' }])
  await story.settle()
  story.agree(orderId)
})

it('confirmed: it is in service, and nothing is created beside it', async () => {
  const { orderId, again } = await taken({ confirmed: true })
  const { order } = await story.call('orders', 'create', again, CUSTOMER)
  expect(order).toMatchObject({ state: 'USER_ACCEPTED', out_order_no: `${orderId}_1` })
  await story.settle()
  story.agree(orderId)
  expect(story.atWeChatPay(orderId)).toMatchObject([{ state: 'USER_ACCEPTED' }])
})

it('silence after the refusal: the intent stays until WeChat Pay says what there is', async () => {
  const { orderId, again } = await taken({ confirmed: true })
  story.sandbox.faults.add({ kind: 'reset', on: 'query', times: 999 })
  const { order } = await story.call('orders', 'create', again, CUSTOMER)
  expect(order).toMatchObject({ state: 'CREATING', pending: 'create' })
  story.sandbox.faults.clear()
  await story.settle()
  story.agree(orderId)
  expect(story.document(orderId).state).toBe('USER_ACCEPTED')
})

it.each([
  ['no such order', { code: 'INVALID_REQUEST', tail: '271316598' }, 'PAY_REFUSED'],
  ['who we are is not believed', { code: 'SIGN_ERROR', status: 401 }, 'CONFIG'],
])('control, %s: refused as before, and nothing is left', async (_, refusal, code) => {
  story.sandbox.faults.add({ kind: 'refused', on: 'create', ...refusal })
  const wish = story.wish()
  expect(await story.fails('orders', 'create', wish, CUSTOMER)).toMatchObject({ code })
  const order = story.documents().find(({ _id }) => story.isOf(_id, wish))
  expect(order).toMatchObject({ state: 'NOT_CREATED' })
  expect(order).not.toHaveProperty('pending')
})
