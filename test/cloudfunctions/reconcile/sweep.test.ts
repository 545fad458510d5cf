import type { Desk } from '../../../cloudfunctions/shared/orders/desk'
import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import type { Find } from '../../../cloudfunctions/shared/store'
import { sweep } from '../../../cloudfunctions/reconcile/sweep'
import { anOrder, T0 } from '../shared/orders/fixtures'

const ids = (count: number, start = 0): string[] =>
  Array.from({ length: count }, (_, index) => (start + index).toString(16).padStart(24, '0'))

/** Orders that cannot be looked at stand first, as they do when they fail with every run. */
function deskWith(broken: string[], good: string[]) {
  const due = [...broken, ...good].map((_id): OrderDocument => ({ ...anOrder({}), _id, nextCheckAt: T0 }))
  const seen: string[] = []
  const store = {
    find: (collection: string, { limit }: Find) => {
      if (collection !== 'orders') return Promise.resolve([])
      if (limit > 1000) return Promise.reject(new Error('The limit is not an integer from 1 to 1000.'))
      return Promise.resolve(due.filter(({ _id }) => !seen.includes(_id)).slice(0, limit))
    },
    compareAndSet: (_: string, before: OrderDocument) => {
      if (broken.includes(before._id)) return Promise.reject(new Error('cannot be stored'))
      seen.push(before._id)
      return Promise.resolve(true)
    },
  }
  const keyring = { keys: [], encryptionKey: () => ({ serial: 'PUB_KEY_ID_1' }) }
  const silent = Object.assign(new Error('no answer'), { outcome: 'unknown' })
  const desk = {
    store,
    pay: { send: () => Promise.reject(silent) },
    prepare: { keyring, clock: () => T0 },
    clock: () => T0,
    deadline: T0,
    log: () => undefined,
  }
  return { desk: desk as unknown as Desk, seen }
}

it('orders that cannot be looked at stop nobody else', async () => {
  const { desk, seen } = deskWith(ids(40), ids(20, 100))
  expect(await sweep(desk, () => true)).toEqual({ checked: 60, rest: true })
  expect(seen).toEqual(ids(20, 100))
})

it('more of them than the store finds at a time end the run, not the function', async () => {
  const { desk } = deskWith(ids(1100), [])
  expect(await sweep(desk, () => true)).toEqual({ checked: 1000, rest: true })
})

it('a run whose time is over says that something is left', async () => {
  const { desk, seen } = deskWith([], ids(40))
  let rounds = 0
  expect(await sweep(desk, () => ++rounds <= 1)).toEqual({ checked: 16, rest: true })
  expect(seen).toHaveLength(16)
})
