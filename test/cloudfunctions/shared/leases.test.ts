import { takeLease } from '../../../cloudfunctions/shared/leases'
import { listAlerts, raiseAlert } from '../../../cloudfunctions/shared/alerts'
import { openStore } from '../../../cloudfunctions/shared/store'
import { openTestCloud, type TestCloud } from './cloud'

const store = openStore()
let test: TestCloud
beforeAll(async () => {
  test = await openTestCloud()
})
beforeEach(() => test.fresh())
afterAll(() => test.cloud.close())

const MINUTE = 60_000
const take = (owner: string, now = 0) => takeLease(store, 'reconcile', { owner, now, ms: MINUTE })

describe('a lease', () => {
  it('is held by one of many', async () => {
    const all = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => take(owner)))
    expect(all.filter((lease) => lease !== undefined)).toHaveLength(1)
    expect(await take('e', MINUTE - 1)).toBeUndefined()
  })

  it('passes on when its time is over, to one', async () => {
    const first = await take('a')
    const all = await Promise.all(['b', 'c'].map((owner) => take(owner, MINUTE)))
    expect(all.filter((lease) => lease !== undefined)).toHaveLength(1)
    expect(await first?.renew(MINUTE)).toBe(false)
  })

  it('can be held longer and given back', async () => {
    const lease = await take('a')
    expect(await lease?.renew(MINUTE - 1)).toBe(true)
    expect(await take('b', MINUTE + 1)).toBeUndefined()
    expect(await lease?.renew(MINUTE)).toBe(true)
    await lease?.release()
    expect(await take('b', MINUTE + 1)).toBeDefined()
  })

  it('given back late takes nothing from the next', async () => {
    const first = await take('a')
    const second = await take('b', MINUTE)
    await first?.release()
    expect(await second?.renew(MINUTE + 1)).toBe(true)
  })

  it('does not block for ever when the clock was set back', async () => {
    await take('a', 100 * 24 * 60 * MINUTE)
    expect(await take('b', 0)).toBeDefined()
  })
})

describe('an alert', () => {
  it('counts up instead of piling up', async () => {
    const alert = { kind: 'unknown-notification', out_order_no: 'x_1' } as const
    await raiseAlert(store, alert, 1)
    await raiseAlert(store, alert, 2)
    await raiseAlert(store, { kind: 'foreign-notification' }, 3)
    expect(await listAlerts(store, 10)).toMatchObject([
      { kind: 'foreign-notification', count: 1 },
      { ...alert, count: 2, firstAt: 1, lastAt: 2 },
    ])
  })
})
