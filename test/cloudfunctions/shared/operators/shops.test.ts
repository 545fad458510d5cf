import { changeRoster } from '../../../../cloudfunctions/shared/operators/access'
import { emptyRoster, operatorId, type Roster } from '../../../../cloudfunctions/shared/operators/roster'
import { openStore, type Store } from '../../../../cloudfunctions/shared/store'
import { openTestCloud, type TestCloud } from '../cloud'
import { callConsole, someone, storedRoster, storeWhere } from './console'

const NOW = 1_800_000_000_000
const [A, B] = ['100001', '100002'] as const
const person = (name: string, shops?: string[]) => ({ ...someone(name, shops), id: operatorId(`o-${name}`) })
const everybody = [
  person('head'),
  person('a', [A]),
  person('a2', [A]),
  person('b', [B]),
  person('ab', [A, B]),
]
const view = (sub_mchid: string) => ({ sub_mchid, name: `店${sub_mchid}` })
let test: TestCloud
beforeAll(async () => {
  test = await openTestCloud()
})
beforeEach(async () => {
  test.fresh()
  const store = openStore()
  for (const _id of [A, B])
    await store.insert('shops', {
      _id,
      schema: 1,
      version: 1,
      name: `店${_id}`,
      phone: '0755',
      enabled: true,
    })
  await store.insert<Roster>('operators', { ...emptyRoster(), version: 1, operators: everybody })
})
afterAll(() => test.cloud.close())

const call = (name: string, event: Record<string, unknown>, store?: Store) =>
  callConsole(`o-${name}`, event, { clock: () => NOW, ...(store && { store }) })
const idOf = (name: string) => operatorId(`o-${name}`)
const named = (answer: Record<string, unknown>) =>
  (answer['operators'] as { name: string }[]).map(({ name }) => name)

it.each([
  ['head', [A, B]],
  ['a', [A]],
  ['ab', [A, B]],
])('%s is told the shops they work for: %j', async (name, shops) => {
  expect(await call(name, { action: 'me' })).toEqual({
    operator: true,
    openid: `o-${name}`,
    name,
    shops: shops.map(view),
  })
})

it.each([
  ['head', ['head', 'a', 'a2', 'b', 'ab'], [A, B]],
  ['a', ['a', 'a2'], [A]],
  ['b', ['b'], [B]],
  ['ab', ['a', 'a2', 'b', 'ab'], [A, B]],
])('%s sees nobody who works on more than they do: %j', async (name, seen, shops) => {
  const answer = await call(name, { action: 'operators' })
  expect(answer['operators']).toEqual(
    everybody
      .filter((one) => seen.includes(one.name))
      .map(({ id, name: called, since, shops: theirs }) => ({
        id,
        name: called,
        since,
        ...(theirs && { shops: theirs }),
        you: called === name,
      })),
  )
  expect(answer['shops']).toEqual(shops.map(view))
})

it('who is let into a second shop while they look is still on their own list', async () => {
  const more = storeWhere(() =>
    changeRoster({ store: openStore() }, (now) => ({
      ...now,
      operators: now.operators.map((one) => (one.name === 'a' ? { ...one, shops: [A, B] } : one)),
    })),
  )
  expect(named(await call('a', { action: 'operators' }, more))).toEqual(['a', 'a2'])
})

describe('an invitation', () => {
  it.each<[by: string, asked: string[] | undefined, gets: string[] | undefined]>([
    ['head', undefined, undefined],
    ['head', [B], [B]],
    ['a', undefined, [A]],
    ['a', [A], [A]],
    ['a', [A, A], [A, A]],
    ['ab', [B], [B]],
    ['ab', undefined, [A, B]],
  ])('of %s for %j lets in for %j', async (by, asked, gets) => {
    const { code } = await call(by, { action: 'invite', name: '小李', ...(asked && { shops: asked }) })
    await call('new', { action: 'join', code })
    const joined = (await storedRoster())?.operators.find(({ openid }) => openid === 'o-new')
    expect(joined).toMatchObject({ name: '小李', by: idOf(by) })
    expect(joined?.shops).toEqual(gets)
  })

  it.each<[by: string, asked: string[]]>([
    ['a', [B]],
    ['a', [A, B]],
    ['a', ['100009']],
    ['head', ['100009']],
    ['head', [A, '100009']],
    ['ab', [A, B, '100009']],
  ])('of %s for %j is refused in one way', async (by, shops) => {
    expect(await call(by, { action: 'invite', name: '小李', shops })).toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringContaining('只能邀请处理本店订单的操作员') as string,
      details: { problems: [{ path: 'shops', problem: 'names a shop that is not yours' }] },
    })
    expect((await storedRoster())?.invites).toEqual([])
  })

  it.each([[0], [51]])('for %d shops is none', async (many) => {
    const shops = Array.from({ length: many }, () => A)
    expect(await call('head', { action: 'invite', name: '小李', shops })).toMatchObject({
      code: 'INVALID_REQUEST',
    })
  })
})

describe('taking off the list', () => {
  it.each<[by: string, whom: string, may: boolean]>([
    ['head', 'a', true],
    ['head', 'ab', true],
    ['a', 'a2', true],
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a', 'b', false],
    ['a', 'head', false],
    ['ab', 'b', true],
    ['ab', 'head', false],
  ])('%s takes off %s: %j', async (by, whom, may) => {
    const { operators } = await call(by, { action: 'operators' })
    const answer = await call(by, { action: 'remove', id: idOf(whom) })
    expect(named(answer)).toEqual(named({ operators }).filter((name) => name !== whom))
    const left = (await storedRoster())?.operators.map(({ name }) => name)
    expect(left?.includes(whom)).toBe(!may)
    expect(left).toHaveLength(everybody.length - (may ? 1 : 0))
  })

  it.each(['', 'a'.repeat(23), 'a'.repeat(25), 'A'.repeat(24), 'g'.repeat(24)])(
    'takes an id that is one: %j is not',
    async (id) => {
      expect(await call('head', { action: 'remove', id })).toMatchObject({ code: 'INVALID_REQUEST' })
    },
  )
})
