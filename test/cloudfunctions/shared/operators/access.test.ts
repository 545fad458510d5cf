import { maskOpenid } from '../../../../cloudfunctions/shared/log'
import { changeRoster } from '../../../../cloudfunctions/shared/operators/access'
import {
  emptyRoster,
  operatorId,
  type Roster,
  withoutOperator,
} from '../../../../cloudfunctions/shared/operators/roster'
import { openStore, type Store } from '../../../../cloudfunctions/shared/store'
import { openTestCloud, type TestCloud } from '../cloud'
import { callConsole, FIRST, someone, storedRoster, storeWhere } from './console'

const NOW = 1_800_000_000_000
let test: TestCloud
beforeAll(async () => {
  test = await openTestCloud()
})
beforeEach(() => test.fresh())
afterAll(() => test.cloud.close())

const call = (openid: string, event: Record<string, unknown>, store?: Store) =>
  callConsole(openid, event, { clock: () => NOW, ...(store && { store }) })
const keep = (roster: Partial<Roster>) =>
  openStore().insert('operators', { ...emptyRoster(), version: 1, ...roster })
const change = (changed: (roster: Roster) => Roster) => changeRoster({ store: openStore() }, changed)

describe('several at once', () => {
  it('each find their own change in the roster, and all are stored', async () => {
    const names = ['a', 'b', 'c', 'd']
    const all = await Promise.all(
      names.map((name) => change((now) => ({ ...now, operators: [...now.operators, someone(name)] }))),
    )
    all.forEach((roster, n) =>
      expect(roster.operators).toEqual(expect.arrayContaining([someone(names[n] ?? '')])),
    )
    const stored = await storedRoster()
    expect(stored?.operators.map(({ name }) => name).sort()).toEqual(names)
    expect(stored?.version).toBe(4)
    expect(all).toContainEqual(stored)
  })

  it.each([0, 1])('are told to try again after five tries, from version %d', async (version) => {
    let tries = 0
    const lose =
      <T>(answer: T) =>
      () => {
        tries++
        return Promise.resolve(answer)
      }
    if (version > 0) await keep({ version })
    const store: Store = { ...openStore(), insert: lose('exists' as const), compareAndSet: lose(false) }
    await expect(
      changeRoster({ store }, (now) => ({ ...now, operators: [someone('a')] })),
    ).rejects.toMatchObject({ code: 'STATE_CHANGED' })
    expect(tries).toBe(5)
  })
})

it('what changes nothing is not written', async () => {
  await keep({ operators: [someone('a')] })
  const same = await change((now) => now)
  expect(same).toEqual(await storedRoster())
  expect(same.version).toBe(1)
  expect(await call('o-a', { action: 'operators' })).toHaveProperty('operators')
  expect((await storedRoster())?.version).toBe(1)
})

describe('who is put out in the middle of a call', () => {
  const put = (id: string) => storeWhere(() => change((now) => withoutOperator(now, id)))
  const refused = { code: 'NOT_OPERATOR', details: { openid: 'o-a' } }
  const c = { ...someone('c'), id: operatorId('o-c') }
  beforeEach(() => keep({ operators: [someone('a'), someone('b'), c] }))

  it('lets nobody in', async () => {
    expect(await call('o-a', { action: 'invite', name: '小李' }, put('a'))).toMatchObject(refused)
    expect((await storedRoster())?.invites).toEqual([])
  })
  it('puts nobody else out', async () => {
    const event = { action: 'remove', id: c.id }
    expect(await call('o-a', event, put('a'))).toMatchObject(refused)
    expect((await storedRoster())?.operators).toEqual([someone('b'), c])
  })
})

describe('the log', () => {
  const lines: string[] = []
  beforeEach(() => lines.splice(0))
  const steps = () =>
    lines
      .map((line) => JSON.parse(line) as { step: string; who?: string })
      .filter(({ step }) => step.includes('operator'))
      .map(({ step, who }) => [step, who])
  const logged = (openid: string, event: Record<string, unknown>) =>
    callConsole(openid, event, { clock: () => NOW, write: (line) => void lines.push(line) })

  it('tells who became the first operator, once', async () => {
    await logged('o-visitor', { action: 'me' })
    await logged(FIRST, { action: 'me' })
    await logged(FIRST, { action: 'list' })
    expect(steps()).toEqual([['first-operator', maskOpenid(FIRST)]])
  })
  it('says nothing of a first operator while there is another one', async () => {
    await keep({ operators: [someone('a')] })
    expect(await logged(FIRST, { action: 'list' })).toMatchObject({ code: 'NOT_OPERATOR' })
    expect(steps()).toEqual([])
  })
  it('tells who invited, joined and removed, by a pseudonym', async () => {
    await logged(FIRST, { action: 'me' })
    const { code } = await logged(FIRST, { action: 'invite', name: '小李' })
    await logged('o-new', { action: 'join', code })
    const { operators } = await logged('o-new', { action: 'operators' })
    const added = (operators as unknown as { id: string; you: boolean }[]).find(({ you }) => you)
    await logged(FIRST, { action: 'remove', id: added?.id })
    expect(steps()).toEqual([
      ['first-operator', maskOpenid(FIRST)],
      ['operator-invited', maskOpenid(FIRST)],
      ['operator-joined', maskOpenid('o-new')],
      ['operator-removed', maskOpenid(FIRST)],
    ])
    expect(lines.join()).not.toMatch(/o-new|o-first/)
  })
})
