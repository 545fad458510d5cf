import { codeOf, CUSTOMER, OPERATOR, STRANGER, Target } from './attack'

/** Who is let in behind the counter, and who stays out. */

let target: Target
beforeAll(async () => {
  target = await Target.open()
})
afterAll(() => target.story.close())
afterEach(() => {
  target.expectUntouched()
})

const DAY = 24 * 3600
const invite = async (name = '小王', by = OPERATOR): Promise<string> => {
  const { data } = await target.ask('console', { action: 'invite', name }, by)
  return (data as { code: string }).code
}
const join = (code: unknown, openid: string) => target.ask('console', { action: 'join', code }, openid)
const idOf = async (openid: string): Promise<string> => {
  const { data } = await target.ask('console', { action: 'operators' }, openid)
  return (data as { operators: { id: string; you: boolean }[] }).operators.find(({ you }) => you)?.id ?? ''
}
const remove = (id: string, by = OPERATOR) => target.ask('console', { action: 'remove', id }, by)
const enters = async (openid: string) => codeOf(await target.ask('console', { action: 'list' }, openid))

it('control: an invitation lets one person in, and a removal takes the right away at once', async () => {
  expect(codeOf(await join(await invite(), 'local-guest-1'))).toBe('OK')
  expect(await enters('local-guest-1')).toBe('OK')
  expect(codeOf(await remove(await idOf('local-guest-1')))).toBe('OK')
  expect(await enters('local-guest-1')).toBe('NOT_OPERATOR')
})

it('an invitation used by one person is no invitation for another, nor for the removed one', async () => {
  const code = await invite()
  await join(code, 'local-guest-2')
  expect(codeOf(await join(code, STRANGER))).toBe('INVITE_INVALID')
  await remove(await idOf('local-guest-2'))
  expect(codeOf(await join(code, 'local-guest-2'))).toBe('INVITE_INVALID')
  expect(await enters('local-guest-2')).toBe('NOT_OPERATOR')
})

it('two people with one invitation at the same moment: one is let in', async () => {
  const code = await invite()
  const answers = await Promise.all(['local-guest-3', 'local-guest-4'].map((openid) => join(code, openid)))
  expect(answers.map(codeOf).sort()).toEqual(['INVITE_INVALID', 'OK'])
})

it('an invitation of yesterday is over', async () => {
  const code = await invite()
  target.story.world.clock.advance(DAY + 1)
  target.look()
  expect(codeOf(await join(code, STRANGER))).toBe('INVITE_INVALID')
})

it('invitations that a removed operator left behind are over', async () => {
  await join(await invite(), 'local-guest-5')
  const code = await invite('同伙', 'local-guest-5')
  await remove(await idOf('local-guest-5'))
  expect(codeOf(await join(code, STRANGER))).toBe('INVITE_INVALID')
})

it.each(['0000000000000000', '__proto__', '', ' ', '\0', 'x'.repeat(65), ['x'], { $ne: '' }, null, 1])(
  'a guess of %j lets nobody in',
  async (guess) => {
    expect(['INVITE_INVALID', 'INVALID_REQUEST']).toContain(codeOf(await join(guess, STRANGER)))
    expect(await enters(STRANGER)).toBe('NOT_OPERATOR')
  },
)

it('what is stored of an invitation does not open the door', async () => {
  const code = await invite()
  const [roster] = target.story.world.cloudbase.store.list('operators')
  expect(JSON.stringify(roster)).not.toContain(code)
  for (const { id } of (roster as unknown as { invites: { id: string }[] }).invites)
    expect(codeOf(await join(id, STRANGER))).toBe('INVITE_INVALID')
})

it('the last operator cannot be removed, not even by two at the same moment', async () => {
  await target.story.world.cloudbase.invoke('console', { action: 'me' }, { openid: OPERATOR })
  const { data } = await target.ask('console', { action: 'operators' }, OPERATOR)
  for (const { id, you } of (data as { operators: { id: string; you: boolean }[] }).operators)
    if (!you) await remove(id)
  const own = await idOf(OPERATOR)
  expect(codeOf(await remove(own))).toBe('LAST_OPERATOR')
  await join(await invite(), 'local-guest-6')
  const other = await idOf('local-guest-6')
  const both = await Promise.all([remove(other, OPERATOR), remove(own, 'local-guest-6')])
  const left = await Promise.all([OPERATOR, 'local-guest-6'].map(enters))
  expect(left.filter((code) => code === 'OK')).toHaveLength(1)
  expect(both.map(codeOf)).toContain('OK')
})

it('the first operator of the settings is not let in again once somebody else is there', async () => {
  const insiders = ['local-guest-6', OPERATOR]
  const inside = (await enters(OPERATOR)) === 'OK' ? OPERATOR : 'local-guest-6'
  const outside = insiders.find((openid) => openid !== inside) ?? ''
  await join(await invite('新人', inside), CUSTOMER)
  await remove(await idOf(inside), CUSTOMER)
  expect(await enters(OPERATOR)).toBe('NOT_OPERATOR')
  expect(await enters(outside)).toBe('NOT_OPERATOR')
  expect(await enters(CUSTOMER)).toBe('OK')
})

it.each(['', '\u202e小王', '小\u200b王', '小\n王', '小\ud800', '字'.repeat(21), ['x'], null])(
  'an operator is not called %j',
  async (name) => {
    const answer = await target.ask('console', { action: 'invite', name }, CUSTOMER)
    expect(codeOf(answer)).toBe('INVALID_REQUEST')
  },
)

it.each(['', '0'.repeat(23), '../x', { $ne: '' }, ['x'], null])(
  'nobody is removed by the id %j',
  async (id) => {
    expect(codeOf(await target.ask('console', { action: 'remove', id }, CUSTOMER))).toBe('INVALID_REQUEST')
  },
)
