import fc from 'fast-check'
import {
  emptyRoster,
  type Invite,
  inviteId,
  type Operator,
  operatorId,
  operatorOf,
  type Roster,
  withFirst,
  withInvite,
  withJoined,
  withoutOperator,
} from '../../../../cloudfunctions/shared/operators/roster'
import { someone } from './console'

const NOW = 1_800_000_000_000
const failed = (code: string) => expect.objectContaining({ code }) as Error
const rosterOf = (operators: Operator[], invites: Invite[] = []): Roster => ({
  ...emptyRoster(),
  operators,
  invites,
})
const invitation = (code: string, shops?: string[], more: Partial<Invite> = {}): Invite => ({
  id: inviteId(code),
  name: '小李',
  by: 'head',
  expiresAt: NOW + 1,
  ...(shops && { shops }),
  ...more,
})

it('the first operator works on everything; nobody has invited them, or is invited', () => {
  expect(withFirst(emptyRoster(), 'o-1', NOW)).toEqual({
    _id: 'roster',
    schema: 1,
    version: 0,
    operators: [{ id: operatorId('o-1'), openid: 'o-1', name: '管理员', since: NOW }],
    invites: [],
  })
})

describe('who joins', () => {
  it('is who the invitation says, for the shops it says, and uses up it alone', () => {
    const used = invitation('A', ['100001'])
    const open = invitation('B')
    const late = invitation('C', undefined, { expiresAt: NOW })
    const roster = withJoined(rosterOf([someone('head')], [open, used, late]), 'A', 'o-new', NOW)
    expect(roster.invites).toEqual([open])
    expect(roster.operators).toEqual([
      someone('head'),
      {
        id: operatorId('o-new'),
        openid: 'o-new',
        name: '小李',
        since: NOW,
        shops: ['100001'],
        by: 'head',
        invite: inviteId('A'),
      },
    ])
  })

  it('by an invitation for all orders has no list of shops', () => {
    const roster = withJoined(rosterOf([someone('head')], [invitation('A')]), 'A', 'o-new', NOW)
    expect(operatorOf(roster, 'o-new')).not.toHaveProperty('shops')
  })

  it.each<[had: string[] | undefined, gets: string[] | undefined, both: string[] | undefined]>([
    [['a'], ['a', 'b'], ['a', 'b']],
    [['a'], ['b'], ['a', 'b']],
    [['a', 'b'], ['a'], ['a', 'b']],
    [undefined, ['b'], undefined],
    [['a'], undefined, undefined],
    [undefined, undefined, undefined],
  ])('again loses nothing: %j and %j are %j', (had, gets, both) => {
    const before = rosterOf([someone('head'), someone('x', had)], [invitation('A', gets)])
    const { operators } = withJoined(before, 'A', 'o-x', NOW)
    expect(operators).toHaveLength(2)
    const joined = operators.find(({ openid }) => openid === 'o-x')
    expect(joined).toMatchObject({ name: '小李', since: 0, invite: inviteId('A') })
    expect(joined?.shops).toEqual(both)
  })

  it('again with the same invitation changes nothing, whatever became of the invitation', () => {
    const roster = withJoined(rosterOf([someone('head')], [invitation('A')]), 'A', 'o-new', NOW)
    expect(withJoined(roster, 'A', 'o-new', NOW + 1e9)).toBe(roster)
    expect(() => withJoined(roster, 'A', 'o-other', NOW)).toThrow(failed('INVITE_INVALID'))
  })

  it('is one of 200 at most; who is one of them may join again', () => {
    const people = (many: number) => Array.from({ length: many }, (_, n) => someone(`${n}`))
    const joined = (many: number, openid: string) =>
      withJoined(rosterOf(people(many), [invitation('A')]), 'A', openid, NOW).operators.length
    expect(joined(199, 'o-new')).toBe(200)
    expect(() => joined(200, 'o-new')).toThrow(failed('TOO_MANY'))
    expect(() => joined(200, 'o-new')).toThrow('操作员太多')
    expect(joined(200, 'o-7')).toBe(200)
  })
})

it('an invitation counts against everybody’s who shares one of its shops', () => {
  const operators = [someone('a', ['a']), someone('b', ['b']), someone('ab', ['a', 'b'])]
  const full = Array.from({ length: 50 }, (_, n) => invitation(`${n}`, ['a', 'b'], { by: 'ab' }))
  const invite = (by: string, shops: string[], open = full) =>
    withInvite(rosterOf(operators, open), invitation('new', shops, { by }), NOW).invites.length
  for (const by of ['a', 'b']) {
    expect(() => invite(by, [by])).toThrow(failed('TOO_MANY'))
    expect(invite(by, [by], full.slice(1))).toBe(50)
  }
})

describe('who is taken off the list', () => {
  const head = someone('head')
  const clerk = someone('clerk', ['a'])
  it('takes their own open invitations along, and nobody else’s', () => {
    const [own, others] = [invitation('A', ['a'], { by: 'clerk' }), invitation('B')]
    const left = withoutOperator(rosterOf([head, clerk], [own, others]), 'clerk')
    expect(left.operators).toEqual([head])
    expect(left.invites).toEqual([others])
  })
  it('and is not there, is no change', () => {
    const roster = rosterOf([head])
    expect(withoutOperator(roster, 'clerk')).toBe(roster)
  })
  it.each<[string, Operator[], string, boolean]>([
    ['the only one', [head], 'head', false],
    ['the only one of all orders, among clerks', [head, clerk], 'head', false],
    ['one of two of all orders', [head, someone('second')], 'head', true],
    ['the last clerk', [head, clerk], 'clerk', true],
    ['a clerk where nobody works on all orders any more', [clerk, someone('b', ['b'])], 'clerk', true],
  ])('%s', (_, operators, id, may) => {
    const remove = () => withoutOperator(rosterOf(operators), id).operators.length
    if (may) expect(remove()).toBe(operators.length - 1)
    else expect(remove).toThrow(failed('LAST_OPERATOR'))
  })
})

it('whatever people do, somebody works on all orders, nobody stands twice, and no invitation is an orphan’s', () => {
  const person = fc.constantFrom('1', '2', '3', '4').map((name) => `o-${name}`)
  const shops = fc.option(fc.constantFrom<string[][]>(['a'], ['b'], ['a', 'b']), { nil: undefined })
  const step = fc.record({
    who: person,
    whom: person,
    shops,
    deed: fc.constantFrom('invite', 'join', 'remove'),
  })
  type Step = typeof step extends fc.Arbitrary<infer One> ? One : never
  const act = (roster: Roster, { who, whom, shops, deed }: Step, n: number) => {
    const by = operatorOf(roster, who)
    try {
      if (deed === 'join') return withJoined(roster, whom, who, NOW)
      if (!by) return roster
      if (deed === 'remove') return withoutOperator(roster, operatorId(whom))
      return withInvite(roster, invitation(whom, shops, { by: by.id, expiresAt: NOW + (n % 5) }), NOW)
    } catch {
      return roster
    }
  }
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let roster = withFirst(emptyRoster(), 'o-1', NOW)
      steps.forEach((one, n) => {
        const before = roster
        roster = act(roster, one, n)
        const { operators } = roster
        expect(operators.some(({ shops }) => shops === undefined)).toBe(true)
        expect(new Set(operators.map(({ openid }) => openid)).size).toBe(operators.length)
        for (const { by } of roster.invites) expect(operators.map(({ id }) => id)).toContain(by)
        for (const { openid, shops: had } of before.operators)
          if (one.deed !== 'remove') {
            const has = operatorOf(roster, openid)
            expect(has?.shops === undefined || had?.every((shop) => has.shops?.includes(shop))).toBe(true)
          }
      })
    }),
    { numRuns: 300 },
  )
})
