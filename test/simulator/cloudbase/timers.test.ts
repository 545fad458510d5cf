import { join } from 'node:path'
import { startCloudBase } from '../../../simulator/cloudbase'
import { nextRun } from '../../../simulator/cloudbase/runtime/timers'
import { worldClock } from '../../../simulator/clock'

const functionRoot = join(__dirname, 'functions')
const at = (text: string) => Date.parse(text)

describe('a seven-field pattern', () => {
  it.each([
    ['0 */5 * * * * *', '2026-03-01T00:00:00Z', '2026-03-01T00:05:00Z'],
    ['0 30 2 * * * *', '2026-03-01T00:00:00Z', '2026-03-01T18:30:00Z'],
    ['0 0 0 1 * * *', '2026-03-01T00:00:00Z', '2026-03-31T16:00:00Z'],
    ['*/10 * * * * * *', '2026-03-01T00:00:01Z', '2026-03-01T00:00:10Z'],
    ['0 0 12 1 * MON *', '2026-03-01T05:00:00Z', '2026-03-02T04:00:00Z'],
  ])('%s after %s is %s, in UTC+8', (pattern, after, next) => {
    expect(nextRun(pattern, at(after))).toBe(at(next))
  })

  it('ends with its year', () => {
    expect(nextRun('0 0 0 1 1 * 2025', at('2026-03-01T00:00:00Z'))).toBeUndefined()
  })
})

describe('the timers of config.json', () => {
  it('fire once for what a jump of the clock made due, without any person', async () => {
    const clock = worldClock(() => at('2026-03-01T00:01:00Z'))
    const cloudbase = await startCloudBase({ functionRoot, collections: { notes: {} }, clock, timers: true })
    clock.advance(60)
    await cloudbase.whenIdle()
    expect(cloudbase.store.list('notes')).toEqual([])
    clock.advance(3 * 3_600)
    await cloudbase.whenIdle()
    expect(cloudbase.store.list('notes')).toMatchObject([
      {
        Type: 'Timer',
        TriggerName: 'everyFive',
        Time: '2026-03-01T03:02:00.000Z',
        TRIGGER_SRC: 'timer',
        WX_OPENID: null,
        SANDBOX_CLOCK_OFFSET_MS: String(10_860_000),
      },
    ])
    clock.advance(179)
    await cloudbase.whenIdle()
    expect(cloudbase.store.list('notes')).toHaveLength(1)
    clock.advance(1)
    await cloudbase.whenIdle()
    expect(cloudbase.store.list('notes')).toHaveLength(2)
    await cloudbase.close()
    clock.advance(3_600)
  })

  it('stay silent unless asked for, and can be fired by hand', async () => {
    const clock = worldClock(() => at('2026-03-01T00:01:00Z'))
    const cloudbase = await startCloudBase({ functionRoot, collections: { notes: {} }, clock })
    clock.advance(3_600)
    await cloudbase.whenIdle()
    expect(cloudbase.store.list('notes')).toEqual([])
    expect(await cloudbase.fireTimer('ticker')).toMatchObject({
      TriggerName: 'everyFive',
      TRIGGER_SRC: 'timer',
    })
    expect(cloudbase.store.list('notes')).toHaveLength(1)
    await cloudbase.close()
  })
})
