import {
  differenceView,
  listDifferences,
  recordDifference,
  type DifferenceDocument,
} from '../../../cloudfunctions/shared/differences'
import { FindingStore } from './finding-store'

const day = '20261119'
const payment = { kind: 'amount', state: 'open', day, transactionId: '42', here: 1, there: 2 } as const
const all = (store: FindingStore) => store.find<DifferenceDocument>('differences')

it('a difference is one per thing, and what is there is left as it is', async () => {
  const store = new FindingStore([])
  expect(await recordDifference(store, payment, 5)).toBe(true)
  expect(await all(store)).toEqual([{ ...payment, _id: 'amount_42', schema: 1, version: 1, at: 5 }])
  expect(await recordDifference(store, { ...payment, here: 7, day: '20261120' }, 6)).toBe(false)
  expect(await all(store)).toMatchObject([{ here: 1, day, at: 5 }])
  expect(await recordDifference(store, { ...payment, kind: 'missing-here' }, 6)).toBe(true)
})

it('is named by its refund, else by its payment, else by its day; in signs that an id may have', async () => {
  const store = new FindingStore([])
  await recordDifference(store, { ...payment, kind: 'refund-amount', out_refund_no: 'r|1*@-_' }, 5)
  await recordDifference(store, { ...payment, transactionId: 'a/b.c 退' }, 5)
  await recordDifference(store, { kind: 'no-bill', state: 'open', day }, 5)
  expect((await all(store)).map(({ _id }) => _id)).toEqual([
    'refund-amount_r|1*@-_',
    'amount_a-b-c--',
    `no-bill_${day}`,
  ])
})

it('open ones come first, each the newest first; what is only suspected is told to nobody', async () => {
  const store = new FindingStore([])
  const put = (state: DifferenceDocument['state'], n: number, sub_mchid = 's') =>
    recordDifference(store, { ...payment, state, transactionId: `${state}${n}`, sub_mchid }, n)
  for (const n of [1, 3, 2])
    for (const state of ['settled', 'open', 'suspected'] as const) await put(state, n)
  await put('open', 9, 'another shop')
  const shown = (await listDifferences(store, { sub_mchid: 's' })).map(({ transactionId }) => transactionId)
  expect(shown).toEqual(['open3', 'open2', 'open1', 'settled3', 'settled2', 'settled1'])
  expect((await listDifferences(store, {}))[0]?.transactionId).toBe('open9')
  for (let n = 10; n < 240; n++) for (const state of ['settled', 'open'] as const) await put(state, n)
  const most = await listDifferences(store, {})
  expect(most.filter(({ state }) => state === 'open')).toHaveLength(200)
  expect(most.filter(({ state }) => state === 'settled').map(({ at }) => at)[19]).toBe(220)
  expect(most).toHaveLength(220)
})

it('is shown with what there is of it, and without its shop', () => {
  const bare: DifferenceDocument = {
    _id: 'i',
    schema: 1,
    version: 3,
    kind: 'no-bill',
    state: 'open',
    day,
    at: 5,
  }
  expect(differenceView(bare)).toEqual({ id: 'i', kind: 'no-bill', state: 'open', day, at: 5 })
  const told = { orderId: 'o', out_order_no: 'n', out_refund_no: 'r', transactionId: 't', here: 0, there: 9 }
  const end = { settledAt: 7, note: '已退款' }
  expect(differenceView({ ...bare, ...told, ...end, sub_mchid: 's', state: 'settled' })).toEqual({
    id: 'i',
    kind: 'no-bill',
    state: 'settled',
    day,
    at: 5,
    ...told,
    ...end,
  })
})
