import { CUSTOMER, OPERATOR, STRANGER } from '../story'
import { codeOf } from './attack'
import { betweenShops, CLERK, FIRST, OTHER_CLERK, SECOND } from './two-shops'

/** Two shops of one service provider: an operator of one of them who wants more than it. */

const shops = betweenShops()
const roster = () => shops().documents('operators')
const listed = async (more: object = {}, openid = CLERK): Promise<string> => {
  const answer = await shops().ask({ action: 'list', ...more }, openid)
  const items = answer.data?.['items'] as { orderId: string }[] | undefined
  return items ? items.map(({ orderId }) => orderId).join() : codeOf(answer)
}

describe('an operator of one shop wants more than it', () => {
  const shopsOf = async (openid: string) => {
    const { data } = await shops().ask({ action: 'operators' }, openid)
    return (data?.['operators'] as { you: boolean; shops?: string[] }[]).find(({ you }) => you)?.shops
  }
  const invite = (more: object, openid = CLERK) =>
    shops().ask({ action: 'invite', name: '小李', ...more }, openid)

  it.each<[string, unknown]>([
    ['another', [SECOND]],
    ['their own and another', [FIRST, SECOND]],
    ['one that there is not', ['1900009999']],
    ['none, as a list', []],
    ['all, as null', null],
    ['all, as a text', 'all'],
    ['all, as an object', { 0: FIRST, length: 1 }],
    ['a shop that is a list', [[FIRST]]],
    ['51 shops', Array(51).fill(FIRST)],
  ])('invites for %s: INVALID_REQUEST', async (_, shops) => {
    const stored = JSON.stringify(roster())
    expect(codeOf(await invite({ shops }))).toBe('INVALID_REQUEST')
    expect(JSON.stringify(roster())).toBe(stored)
  })

  it('invites themselves, with whatever else they say: the rights are the same as before', async () => {
    for (const more of [
      {},
      { shops: [FIRST, FIRST] },
      { by: 'x', operator: true, openid: OPERATOR, role: 'all' },
    ]) {
      const { data } = await invite(more)
      expect(codeOf(await shops().ask({ action: 'join', code: data?.['code'], shops: [SECOND] }))).toBe('OK')
      expect(new Set(await shopsOf(CLERK))).toEqual(new Set([FIRST]))
    }
    expect(await listed()).toBe(shops().own)
  })

  it('puts out the head office, another shop’s operator, or one of both shops: they stay', async () => {
    await shops().letIn([FIRST, SECOND], 'local-both-1')
    const stored = JSON.stringify(roster())
    for (const { id, openid } of (roster()[0] as unknown as { operators: { id: string; openid: string }[] })
      .operators)
      if (openid !== CLERK) {
        expect(codeOf(await shops().ask({ action: 'remove', id }))).toBe('OK')
        expect(JSON.stringify(roster())).toBe(stored)
      }
    const { data } = await shops().ask({ action: 'operators' })
    expect((data?.['operators'] as { shops: string[] }[]).map(({ shops }) => [...new Set(shops)])).toEqual([
      [FIRST],
    ])
  })

  it('fills the list of invitations: their own shop’s is full, everybody else goes on', async () => {
    let code = 'OK'
    for (let n = 0; code === 'OK' && n < 60; n++) code = codeOf(await invite({}))
    expect(code).toBe('TOO_MANY')
    expect(codeOf(await invite({}, OTHER_CLERK))).toBe('OK')
    expect(codeOf(await invite({}, OPERATOR))).toBe('OK')
    expect(codeOf(await invite({ shops: [FIRST] }, OPERATOR))).toBe('OK')
  })

  it('control: put out, they are nobody, and what they left behind lets nobody in', async () => {
    const helper = 'local-helper-9'
    await shops().letIn([FIRST], helper)
    const { data } = await shops().ask({ action: 'operators' }, helper)
    const { id } = (data?.['operators'] as { id: string; you: boolean }[]).find(({ you }) => you) ?? {}
    await shops().ask({ action: 'remove', id }, OPERATOR)
    for (const action of ['list', 'operators', 'alerts'])
      expect(codeOf(await shops().ask({ action }, helper))).toBe('NOT_OPERATOR')
    expect(codeOf(await invite({}, helper))).toBe('NOT_OPERATOR')
  })

  it('a list of the previous release, without shops: its operators go on working on all, nobody else does', async () => {
    const { store } = shops().story.world.cloudbase
    const [now] = roster() as unknown as { operators: { openid: string; shops?: string[] }[] }[]
    const old = now?.operators.filter(({ openid }) => openid === OPERATOR)
    const { _id } = now as unknown as { _id: string }
    await store.put('operators', [{ _id, schema: 1, version: 90, operators: old, invites: [] }] as never)
    expect((await listed({}, OPERATOR)).split(',')).toHaveLength(3)
    expect(await listed()).toBe('NOT_OPERATOR')
    await shops().letIn([FIRST], CLERK)
    expect(await listed()).toBe(shops().own)
    await shops().letIn([SECOND], OTHER_CLERK)
  })

  it('an empty list without an operator of all: the settings name who is first, and nobody else becomes it', async () => {
    const { store } = shops().story.world.cloudbase
    const [now] = roster()
    if (now === undefined) throw new Error('There is no list of operators.')
    await store.put('operators', [{ ...now, version: 95, operators: [], invites: [] }] as never)
    for (const openid of [CLERK, STRANGER, CUSTOMER]) expect(await listed({}, openid)).toBe('NOT_OPERATOR')
    expect((await listed({}, OPERATOR)).split(',')).toHaveLength(3)
    await store.put('operators', [{ ...now, version: 99 }] as never)
  })
})
