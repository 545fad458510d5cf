import { check } from '../../../../cloudfunctions/shared/orders/check'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { startSession } from '../../../../cloudfunctions/shared/sessions/start'
import { refuses, silence } from '../orders/desk'
import { T0 } from '../orders/fixtures'
import { aSession, aSign, SIGN_ID } from './fixtures'
import { carriedOut, createsOf, type There, thereWith } from './there'

const begin = async (there: There, no: number, by: 'customer' | 'operator' = 'operator') =>
  startSession(there.desk, await there.signing(), no, by)

const code = (code: string) => ({ code })

const order = async (there: There, no: number): Promise<OrderDocument> => {
  const found = await there.order(no)
  if (!found) throw new Error('There is no such order.')
  return found
}

describe('an answer that is lost', () => {
  it('after it was carried out: known by the next look, and not sent again', async () => {
    const there = await thereWith(aSign(), [])
    there.instead.set('session', carriedOut(there, silence))
    expect((await begin(there, 1)).order).toMatchObject({ state: 'CREATING', pending: { action: 'create' } })
    there.now(20_000)
    expect((await begin(there, 1)).order).toMatchObject({ state: 'USER_ACCEPTED' })
    expect(await order(there, 1)).not.toHaveProperty('pending')
    expect(createsOf(there)).toHaveLength(1)
  })

  it('before it was carried out: the same bytes, once the first call is certainly over', async () => {
    const there = await thereWith(aSign(), [])
    there.instead.set('session', silence())
    await begin(there, 1)
    there.now(19_999)
    expect((await begin(there, 1)).order.state).toBe('CREATING')
    expect(createsOf(there)).toHaveLength(1)
    there.now(1)
    expect((await begin(there, 1, 'customer')).order).toMatchObject({ state: 'USER_ACCEPTED' })
    const [first, second] = createsOf(there)
    expect(second).toBe(first)
  })

  it('is not sent again while WeChat Pay does not say that there is none, nor once the plan is over', async () => {
    const there = await thereWith(aSign(), [])
    there.instead.set('session', silence())
    await begin(there, 1)
    there.now(30_000)
    there.instead.set('query', silence())
    await expect(begin(there, 1)).rejects.toMatchObject(code('RESULT_UNKNOWN'))
    there.sign = 'SIGN_PLAN_CANCEL'
    await expect(begin(there, 1)).rejects.toMatchObject(code('NOT_SIGNED'))
    expect(createsOf(there)).toHaveLength(1)
  })

  it('is asked about by the timer, which never sends it; proven to be nothing it is begun anew, the same', async () => {
    const there = await thereWith(aSign(), [])
    there.instead.set('session', silence())
    await begin(there, 1)
    for (let run = 0; run < 3; run++) {
      there.now(60_000)
      await check(there.desk, await order(there, 1))
    }
    expect(await order(there, 1)).toMatchObject({ state: 'NOT_CREATED', filter: 'ended' })
    expect(createsOf(there)).toHaveLength(1)
    there.desk.notifyUrl = 'https://moved.example.com/notify'
    const { order: begun } = await begin(there, 1, 'customer')
    expect(begun).toMatchObject({ state: 'USER_ACCEPTED', filter: 'open', audit: [{}, { by: 'customer' }] })
    const [first, second] = createsOf(there)
    expect(second).toBe(first)
    expect(begun.attempts[0]).not.toHaveProperty('bytes')
    expect(begun.attempts).toHaveLength(1)
  })

  it('WeChat Pay’s word of before proves nothing of what is sent again', async () => {
    const there = await thereWith(aSign(), [])
    there.instead.set('session', silence())
    await begin(there, 1)
    there.now(60_000)
    await check(there.desk, await order(there, 1))
    expect((await order(there, 1)).attempts[0]).toHaveProperty('missingAt')
    there.instead.set('session', silence())
    await begin(there, 1)
    expect(createsOf(there)).toHaveLength(2)
    expect((await order(there, 1)).attempts[0]).not.toHaveProperty('missingAt')
  })

  it('nor of what is begun anew', async () => {
    const [attempt] = aSession(1, 'CREATING').attempts
    const attempts = attempt ? [{ ...attempt, missingAt: T0 + 1 }] : []
    const there = await thereWith(aSign({ started: 1 }), [aSession(1, 'CREATING', { attempts })])
    there.now(10_000)
    there.instead.set('session', silence())
    expect((await begin(there, 1)).order).toMatchObject({ state: 'CREATING', pending: { action: 'create' } })
    const [again] = (await order(there, 1)).attempts
    expect(again).not.toHaveProperty('missingAt')
    expect(again).not.toHaveProperty('proven')
  })

  it('and was carried out late: found when it is begun anew', async () => {
    const there = await thereWith(aSign({ started: 1 }), [aSession(1, 'NOT_CREATED')])
    there.orders.set(`${SIGN_ID}-1-1`, { state: 'DOING', state_description: 'USER_CONFIRM' })
    there.now(10_000)
    expect((await begin(there, 1)).order).toMatchObject({ state: 'USER_ACCEPTED' })
    expect(createsOf(there)).toEqual([])
  })
})

describe('refused', () => {
  it('the session is not begun, and is next all the same', async () => {
    const there = await thereWith(aSign(), [])
    there.instead.set('session', refuses(400, 'INVALID_REQUEST'))
    await expect(begin(there, 1)).rejects.toMatchObject({ status: 400 })
    expect(await order(there, 1)).toMatchObject({ state: 'NOT_CREATED', attempts: [{ bytes: {} }] })
    await expect(begin(there, 1)).rejects.toMatchObject(code('TOO_MANY'))
    there.now(5000)
    expect((await begin(there, 1)).order).toMatchObject({ state: 'USER_ACCEPTED' })
    const [first, second] = createsOf(there)
    expect(second).toBe(first)
  })

  it('an order that came back from an export has no bytes: made again of what was signed', async () => {
    const there = await thereWith(aSign({ started: 1 }), [aSession(1, 'NOT_CREATED')])
    there.now(10_000)
    await begin(there, 1)
    expect(createsOf(there)).toHaveLength(1)
  })

  it('somebody else began it anew in between: theirs', async () => {
    const there = await thereWith(aSign({ started: 1 }), [aSession(1, 'NOT_CREATED')])
    there.now(10_000)
    const both = await Promise.all([begin(there, 1), begin(there, 1)])
    expect(new Set(both.map(({ order: { _id } }) => _id)).size).toBe(1)
    expect(createsOf(there)).toHaveLength(1)
  })
})
