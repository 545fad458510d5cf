import fc from 'fast-check'
import { everySchedule, movesOf, type Bounds, type Decision, type Option } from './enumerate'
import { traceOf, type Step, type Touch } from './equivalence'
import { readScript, writeScript, type Move } from './move'

/** People without a world: each takes their steps one after the other; who dies takes no more. */
type Cast = Readonly<Record<string, readonly Touch[]>>

function toy(cast: Cast) {
  const ends: Step[][] = []
  const run = (prefix: readonly Move[]): Promise<readonly Decision[]> => {
    const left = new Map(Object.entries(cast).map(([actor, steps]) => [actor, [...steps]]))
    const decisions: Decision[] = []
    for (let last: string | undefined; ;) {
      const steps = [...left].flatMap(([actor, [touches]]): Omit<Option, 'preempts'>[] =>
        touches === undefined
          ? []
          : [
              { move: { actor }, touches },
              ...(touches.changes ? [{ move: { actor, fault: 'dies' as const }, touches }] : []),
            ],
      )
      const goesOn = steps.some(({ move }) => move.actor === last)
      const options = steps.map((step) => ({ ...step, preempts: goesOn && step.move.actor !== last }))
      const given = prefix[decisions.length]
      const taken = options.findIndex(({ move, preempts }) =>
        given
          ? move.actor === given.actor && move.fault === given.fault
          : !preempts && move.fault === undefined,
      )
      if (taken < 0) break
      decisions.push({ options, taken })
      const { actor, fault } = options[taken]?.move ?? { actor: '' }
      left.set(actor, fault === undefined ? (left.get(actor) ?? []).slice(1) : [])
      last = actor
    }
    ends.push(
      decisions.flatMap(
        ({ options, taken }) => ({ ...options[taken]?.move, ...options[taken]?.touches }) as Step,
      ),
    )
    return Promise.resolve(decisions)
  }
  return { run, ends }
}

/** All of them, by trying every option everywhere. */
async function byForce(cast: Cast, bounds: Bounds): Promise<{ count: number; traces: Set<string> }> {
  const { run, ends } = toy(cast)
  const again = async (prefix: readonly Move[], preemptions: number, faults: number): Promise<number> => {
    const before = ends.length
    const decisions = await run(prefix)
    const next = decisions[prefix.length]
    if (!next) return 1
    ends.length = before
    let count = 0
    for (const { move, preempts } of next.options) {
      const p = preemptions + (preempts ? 1 : 0)
      const f = faults + (move.fault === undefined ? 0 : 1)
      if (p <= bounds.preemptions && f <= bounds.faults) count += await again([...prefix, move], p, f)
    }
    return count
  }
  return { count: await again([], 0, 0), traces: new Set(ends.map(withoutLastDeath(cast))) }
}

/** Who dies after their last step did everything. */
const withoutLastDeath =
  (cast: Cast) =>
  (steps: readonly Step[]): string => {
    const done = new Map<string, number>()
    return traceOf(
      steps.map(({ fault, ...step }) => {
        const number = (done.get(step.actor) ?? 0) + 1
        done.set(step.actor, number)
        return fault === undefined || number === cast[step.actor]?.length ? step : { ...step, fault }
      }),
    )
  }

const touch = fc.record({ on: fc.constantFrom('orders', 'pay'), changes: fc.boolean() })
const steps = fc.array(touch, { minLength: 1, maxLength: 4 })

describe('the enumeration', () => {
  it('reaches whatever can be reached within the bounds, up to the order of steps that do not matter', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ a: steps, b: steps, c: fc.array(touch, { maxLength: 2 }) }),
        fc.record({ preemptions: fc.nat({ max: 2 }), faults: fc.nat({ max: 1 }) }),
        async (cast, bounds) => {
          const { run, ends } = toy(cast)
          await everySchedule(run, bounds)
          const forced = await byForce(cast, bounds)
          expect(new Set(ends.map(withoutLastDeath(cast)))).toEqual(forced.traces)
          expect(ends.length).toBeLessThanOrEqual(forced.count)
        },
      ),
      { numRuns: 60, seed: 20261120 },
    )
  })

  it('plays each schedule once where every step matters', async () => {
    const change = { on: 'orders', changes: true }
    const cast = { a: [change, change, change], b: [change, change] }
    const { run, ends } = toy(cast)
    const bounds = { preemptions: 2, faults: 0 }
    expect(await everySchedule(run, bounds)).toBe((await byForce(cast, bounds)).traces.size)
    expect(new Set(ends.map(traceOf)).size).toBe(ends.length)
  })

  it('keeps within its bounds', async () => {
    const change = { on: 'orders', changes: true }
    const played: (readonly Decision[])[] = []
    const { run } = toy({ a: [change, change, change], b: [change, change, change] })
    await everySchedule(
      async (prefix) => {
        const decisions = await run(prefix)
        played.push(decisions)
        return decisions
      },
      { preemptions: 1, faults: 1 },
    )
    for (const decisions of played) {
      const moves = movesOf(decisions)
      expect(moves.filter(({ fault }) => fault !== undefined).length).toBeLessThanOrEqual(1)
      expect(decisions.filter(({ options, taken }) => options[taken]?.preempts).length).toBeLessThanOrEqual(1)
    }
  })
})

describe('a schedule', () => {
  it('is written so that it can be read again', () => {
    const text = 'confirm+cancel | late | cancel*2 confirm cancel!dies notify1'
    expect(writeScript(readScript(text))).toBe(text)
    expect(readScript(text).moves).toHaveLength(5)
  })

  it.each(['confirm+cancel', 'a | gone | b', 'a | normal | b!explodes'])('is not read from %s', (text) => {
    expect(() => readScript(text)).toThrow(/schedule/)
  })
})
