import { readCode, writeCode } from '../../../../cloudfunctions/shared/operators/code'
import {
  emptyRoster,
  type Roster,
  withFirst,
  withInvite,
} from '../../../../cloudfunctions/shared/operators/roster'
import { openTestCloud, type TestCloud } from '../cloud'
import { callConsole, FIRST } from './console'

const HOUR = 3_600_000
let test: TestCloud
let now = 0
beforeAll(async () => {
  test = await openTestCloud()
})
beforeEach(() => {
  test.fresh()
  now = 1_800_000_000_000
})
afterAll(() => test.cloud.close())

const call = (openid: string, event: Record<string, unknown>, settings?: Record<string, string>) =>
  callConsole(openid, event, { clock: () => now, ...(settings && { settings }) })

const invite = async (openid: string, name = '小王') =>
  (await call(openid, { action: 'invite', name }))['code'] as unknown as string
const namesOf = (answer: Record<string, unknown>) =>
  (answer['operators'] as { name: string }[]).map(({ name }) => name)
const rosterDump = () => JSON.stringify(test.cloud.store.list('operators', test.env()))

describe('the first operator', () => {
  it('comes from the settings while there is none', async () => {
    expect(await call('o-visitor', { action: 'me' })).toEqual({ operator: false, openid: 'o-visitor' })
    expect(await call(FIRST, { action: 'me' })).toEqual({ operator: true, openid: FIRST, name: '管理员' })
    expect(await call(FIRST, { action: 'operators' })).toMatchObject({
      operators: [{ name: '管理员', since: now, you: true }],
    })
  })

  it('may start with any action, and with several at once', async () => {
    const all = await Promise.all([1, 2, 3].map(() => call(FIRST, { action: 'list' })))
    for (const answer of all) expect(answer).toHaveProperty('items')
    expect(namesOf(await call(FIRST, { action: 'operators' }))).toEqual(['管理员'])
  })

  it('is nobody special once there are operators', async () => {
    const code = await invite(FIRST)
    await call('o-second', { action: 'join', code })
    const { operators } = await call('o-second', { action: 'operators' })
    const first = (operators as unknown as { id: string; you: boolean }[]).find(({ you }) => !you)
    await call('o-second', { action: 'remove', id: first?.id })
    expect(await call(FIRST, { action: 'me' })).toEqual({ operator: false, openid: FIRST })
    expect(await call(FIRST, { action: 'list' })).toMatchObject({
      code: 'NOT_OPERATOR',
      details: { openid: FIRST },
    })
  })

  it('is nobody without the setting', async () => {
    expect(await call(FIRST, { action: 'list' }, {})).toMatchObject({ code: 'NOT_OPERATOR' })
  })
})

it('the first operator replaces nobody, whoever was faster', () => {
  const one = withFirst(emptyRoster(), 'o-1', 1)
  expect(one.operators).toMatchObject([{ openid: 'o-1', since: 1 }])
  expect(withFirst(one, 'o-2', 2)).toBe(one)
})

describe('an invitation', () => {
  it('lets one person in, under the name it was made for', async () => {
    const code = await invite(FIRST, ' 小王 ')
    expect(await call('o-second', { action: 'join', code })).toEqual({ name: '小王' })
    expect(await call('o-second', { action: 'list' })).toHaveProperty('items')
    expect(await call('o-third', { action: 'join', code })).toMatchObject({ code: 'INVITE_INVALID' })
    expect(await call('o-third', { action: 'list' })).toMatchObject({ code: 'NOT_OPERATOR' })
  })

  it('lets one of many in who use it at the same time', async () => {
    const code = await invite(FIRST)
    const all = await Promise.all(
      ['a', 'b', 'c', 'd'].map((who) => call(`o-${who}`, { action: 'join', code })),
    )
    expect(all.filter((answer) => 'name' in answer)).toHaveLength(1)
    expect(namesOf(await call(FIRST, { action: 'operators' }))).toEqual(['管理员', '小王'])
  })

  it('answers the same again to who used it, after a lost answer', async () => {
    const code = await invite(FIRST)
    await call('o-second', { action: 'join', code })
    expect(await call('o-second', { action: 'join', code })).toEqual({ name: '小王' })
    expect(namesOf(await call(FIRST, { action: 'operators' }))).toHaveLength(2)
  })

  it('does not bring a removed operator back', async () => {
    const code = await invite(FIRST)
    await call('o-second', { action: 'join', code })
    const { operators } = await call('o-second', { action: 'operators' })
    const second = (operators as unknown as { id: string; you: boolean }[]).find(({ you }) => you)
    await call(FIRST, { action: 'remove', id: second?.id })
    expect(await call('o-second', { action: 'join', code })).toMatchObject({ code: 'INVITE_INVALID' })
  })

  it('dies with the operator who made it', async () => {
    await call('o-second', { action: 'join', code: await invite(FIRST) })
    const code = await invite('o-second')
    const { operators } = await call('o-second', { action: 'operators' })
    const second = (operators as unknown as { id: string; you: boolean }[]).find(({ you }) => you)
    await call(FIRST, { action: 'remove', id: second?.id })
    expect(await call('o-second', { action: 'join', code })).toMatchObject({ code: 'INVITE_INVALID' })
  })

  it('works within a day', async () => {
    const code = await invite(FIRST)
    now += 24 * HOUR
    expect(await call('o-second', { action: 'join', code })).toMatchObject({ code: 'INVITE_INVALID' })
    now -= 1
    expect(await call('o-second', { action: 'join', code })).toEqual({ name: '小王' })
  })

  it('is told once and not kept', async () => {
    const code = await invite(FIRST)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    expect(rosterDump()).not.toContain(code)
  })

  it('can be typed by people', async () => {
    const code = await invite(FIRST)
    const typed = code
      .toLowerCase()
      .replace(/0/g, 'o')
      .replace(/1/g, 'l')
      .replace(/(.{4})/g, '$1-')
    expect(await call('o-second', { action: 'join', code: ` ${typed} ` })).toEqual({ name: '小王' })
  })

  it('is made by operators only, not without end, and with a decent name', async () => {
    expect(await call('o-visitor', { action: 'invite', name: '小王' })).toMatchObject({
      code: 'NOT_OPERATOR',
    })
    for (const name of ['', '   ', 'x'.repeat(21), 'a\nb', 'a\u202eb', 7])
      expect(await call(FIRST, { action: 'invite', name })).toMatchObject({ code: 'INVALID_REQUEST' })
    expect(await invite(FIRST, '😀'.repeat(20))).toBeDefined()
    for (let n = 1; n < 50; n++) await invite(FIRST)
    expect(await call(FIRST, { action: 'invite', name: '小王' })).toMatchObject({ code: 'TOO_MANY' })
    now += 25 * HOUR
    expect(await invite(FIRST)).toBeDefined()
  })

  it('of one shop’s operators keeps neither another shop’s nor the head office’s from being made', () => {
    const at = 1_800_000_000_000
    const someone = (id: string, shops?: string[]) => ({
      id,
      openid: `o-${id}`,
      name: id,
      since: at,
      ...(shops && { shops }),
    })
    const operators = [
      someone('head'),
      someone('a', ['100001']),
      someone('b', ['100002']),
      someone('ab', ['100001', '100002']),
    ]
    const invite = (by: string, n: number, shops?: string[]) => ({
      id: `${by}-${n}`,
      name: 'x',
      by,
      expiresAt: at + 1,
      ...(shops && { shops }),
    })
    let roster: Roster = { ...emptyRoster(), operators }
    for (let n = 0; n < 50; n++) roster = withInvite(roster, invite('a', n, ['100001']), at)
    for (const [by, shops] of [
      ['a', ['100001']],
      ['ab', ['100001', '100002']],
    ] as const)
      expect(() => withInvite(roster, invite(by, 50, [...shops]), at)).toThrow('未使用的邀请太多')
    roster = withInvite(roster, invite('b', 0, ['100002']), at)
    for (let n = 0; n < 50; n++)
      roster = withInvite(roster, invite('head', n, n % 2 ? ['100001'] : undefined), at)
    expect(() => withInvite(roster, invite('head', 50), at)).toThrow('未使用的邀请太多')
  })

  it.each(['', 'x', '0'.repeat(16), 'x'.repeat(65)])('is not guessed: %j', async (code) => {
    await invite(FIRST)
    expect(['INVITE_INVALID', 'INVALID_REQUEST']).toContain(
      (await call('o-x', { action: 'join', code }))['code'],
    )
  })
})

describe('removing', () => {
  it('never empties the list, not even when two remove each other', async () => {
    const first = await call(FIRST, { action: 'operators' })
    const firstId = (first['operators'] as unknown as { id: string }[])[0]?.id
    expect(await call(FIRST, { action: 'remove', id: firstId })).toMatchObject({ code: 'LAST_OPERATOR' })
    await call('o-second', { action: 'join', code: await invite(FIRST) })
    const both = (await call(FIRST, { action: 'operators' }))['operators'] as unknown as {
      id: string
      you: boolean
    }[]
    await Promise.all([
      call(FIRST, { action: 'remove', id: both.find(({ you }) => !you)?.id }),
      call('o-second', { action: 'remove', id: firstId }),
    ])
    const left = [await call(FIRST, { action: 'me' }), await call('o-second', { action: 'me' })]
    expect(left.filter(({ operator }) => operator)).toHaveLength(1)
  })

  it('is done once, by operators, and shows no openid', async () => {
    await call('o-second', { action: 'join', code: await invite(FIRST) })
    const list = (await call(FIRST, { action: 'operators' }))['operators'] as unknown as {
      id: string
      you: boolean
    }[]
    const id = list.find(({ you }) => !you)?.id
    expect(await call('o-visitor', { action: 'remove', id })).toMatchObject({ code: 'NOT_OPERATOR' })
    expect(namesOf(await call(FIRST, { action: 'remove', id }))).toEqual(['管理员'])
    expect(namesOf(await call(FIRST, { action: 'remove', id }))).toEqual(['管理员'])
    expect(JSON.stringify(list)).not.toMatch(/o-/)
  })
})

describe('a code', () => {
  it('writes every bit', () => {
    expect(writeCode(Buffer.alloc(10))).toBe('0'.repeat(16))
    expect(writeCode(Buffer.alloc(10, 255))).toBe('Z'.repeat(16))
    expect(writeCode(Buffer.from('00000000000000000001', 'hex'))).toBe('0'.repeat(15) + '1')
    expect(readCode('ab-cd oil')).toBe('ABCD011')
  })
})

it('one read decides', async () => {
  await call(FIRST, { action: 'me' })
  test.cloud.faults.add({
    action: 'database.getDocument',
    fault: { kind: 'status', status: 500 },
    skip: 1,
    times: 9,
  })
  expect(await call(FIRST, { action: 'list' })).toHaveProperty('items')
  test.cloud.faults.clear()
})
