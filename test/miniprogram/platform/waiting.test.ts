import { createWaiting, WAITING_PLAN } from '../../../miniprogram/platform/waiting'

/** Timers that a test moves. */
function handTimers() {
  let now = 0
  let waiting: { at: number; work: () => void }[] = []
  return {
    timers: {
      set: (work: () => void, ms: number) => {
        const timer = { at: now + ms, work }
        waiting.push(timer)
        return timer
      },
      clear: (timer: unknown) => {
        waiting = waiting.filter((other) => other !== timer)
      },
    },
    get now() {
      return now
    },
    async advance(ms: number) {
      const end = now + ms
      for (;;) {
        const next = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        now = next.at
        waiting = waiting.filter((timer) => timer !== next)
        next.work()
        for (let turn = 0; turn < 5; turn++) await Promise.resolve()
      }
      now = end
    },
  }
}

describe('waiting for a result', () => {
  it('asks at 0, 1, 2, 4 and 8 seconds, then gives up', async () => {
    const hand = handTimers()
    const asked: number[] = []
    let gaveUp = 0
    const waiting = createWaiting({
      timers: hand.timers,
      ask: () => {
        asked.push(hand.now)
        return Promise.resolve(false)
      },
      onGiveUp: () => gaveUp++,
    })
    waiting.start()
    await hand.advance(60_000)
    expect(asked).toEqual([0, 1000, 2000, 4000, 8000])
    expect(asked).toEqual(WAITING_PLAN)
    expect(gaveUp).toBe(1)
  })

  it('stops when the result is known', async () => {
    const hand = handTimers()
    let asked = 0
    let gaveUp = 0
    const ask = () => Promise.resolve(++asked === 3)
    const waiting = createWaiting({ timers: hand.timers, ask, onGiveUp: () => gaveUp++ })
    waiting.start()
    await hand.advance(60_000)
    expect([asked, gaveUp]).toEqual([3, 0])
  })

  it('stops when the page is hidden, even while a question is under way', async () => {
    const hand = handTimers()
    let asked = 0
    let answer: (known: boolean) => void = () => undefined
    const waiting = createWaiting({
      timers: hand.timers,
      ask: () => {
        asked++
        return new Promise((resolve) => (answer = resolve))
      },
      onGiveUp: () => {
        throw new Error('gave up')
      },
    })
    waiting.start()
    await hand.advance(10)
    waiting.stop()
    answer(false)
    await hand.advance(60_000)
    expect(asked).toBe(1)
  })

  it('starts anew when it is started again, without asking twice', async () => {
    const hand = handTimers()
    const asked: number[] = []
    const ask = () => {
      asked.push(hand.now)
      return Promise.resolve(false)
    }
    const waiting = createWaiting({ timers: hand.timers, ask, onGiveUp: () => undefined })
    waiting.start()
    await hand.advance(1500)
    waiting.start()
    await hand.advance(1200)
    expect(asked).toEqual([0, 1000, 1500, 2500])
  })
})
