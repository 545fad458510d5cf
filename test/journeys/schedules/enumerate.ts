import { traceOf, type Touch } from './equivalence'
import type { Move } from './move'

/** What could happen at one point of a run, and which of it did. */
export interface Decision {
  options: readonly Option[]
  /** Index of the option that was taken. */
  taken: number
}

export interface Option {
  move: Move
  touches: Touch
  /** Somebody else's turn although the last one to move could go on. */
  preempts: boolean
}

/** How far schedules go: preemptions, and lost answers or deaths. */
export interface Bounds {
  preemptions: number
  faults: number
}

/** Plays a schedule that begins with these moves, then lets everybody finish in turn. @returns all of its decisions */
export type Run = (prefix: readonly Move[]) => Promise<readonly Decision[]>

/** A beginning that some schedule goes on from, and how many preemptions it has. */
interface Beginning {
  moves: Move[]
  preemptions: number
}

/** The options that a run's decisions came to. */
const takenIn = (decisions: readonly Decision[]): Option[] =>
  decisions.flatMap(({ options, taken }) => options[taken] ?? [])

export const movesOf = (decisions: readonly Decision[]): Move[] => takenIn(decisions).map(({ move }) => move)

const preemptionsOf = (options: readonly Option[]): number =>
  options.filter(({ preempts }) => preempts).length
const faultsOf = (options: readonly Option[]): number =>
  options.filter(({ move }) => move.fault !== undefined).length

/**
 * What has been begun already, up to equivalence: whatever follows from the same trace with the same actor at work follows
 * from either of two beginnings, at no more preemptions from the one that has fewer.
 */
class Begun {
  readonly #fewest = new Map<string, number>()

  /** Notes a beginning. @returns whether it is new, or reached with fewer preemptions than before */
  add(options: readonly Option[]): boolean {
    const steps = options.map(({ move, touches }) => ({ ...move, ...touches }))
    const key = `${traceOf(steps)} ${steps.at(-1)?.actor ?? ''}`
    const preemptions = preemptionsOf(options)
    if ((this.#fewest.get(key) ?? Infinity) <= preemptions) return false
    this.#fewest.set(key, preemptions)
    return true
  }
}

/** Whoever dies with their last request done has done everything: the same as no death. */
const isDeathAtTheEnd = ({ move }: Option, [now, ...rest]: readonly Option[]): boolean =>
  move.fault === 'dies' &&
  now?.move.actor === move.actor &&
  !rest.some((one) => one.move.actor === move.actor)

/**
 * The beginnings that differ from this run first at one point after its own: each takes another option there.
 * @param own how many moves of the run were given; the rest was everybody in turn
 */
function branches(decisions: readonly Decision[], own: number, bounds: Bounds, begun: Begun): Beginning[] {
  const path = takenIn(decisions)
  const found: Beginning[] = []
  for (let at = own; at < decisions.length; at++) {
    const before = path.slice(0, at)
    for (const [index, option] of (decisions[at]?.options ?? []).entries()) {
      const branch = [...before, option]
      const preemptions = preemptionsOf(branch)
      if (index === decisions[at]?.taken || isDeathAtTheEnd(option, path.slice(at))) continue
      if (preemptions > bounds.preemptions || faultsOf(branch) > bounds.faults) continue
      if (begun.add(branch)) found.push({ moves: branch.map(({ move }) => move), preemptions })
    }
    // From here on another run has been where this one goes.
    if (!begun.add(path.slice(0, at + 1))) break
  }
  return found
}

/**
 * Plays every schedule within the bounds, fewest preemptions first. Schedules that differ only in the order of steps that
 * cannot influence each other are played once.
 * @returns how many were played
 */
export async function everySchedule(run: Run, bounds: Bounds): Promise<number> {
  const begun = new Begun()
  const waiting: Beginning[][] = Array.from({ length: bounds.preemptions + 1 }, () => [])
  waiting[0]?.push({ moves: [], preemptions: 0 })
  const next = (): Beginning | undefined => waiting.find((some) => some.length > 0)?.pop()
  let played = 0
  for (let beginning = next(); beginning; beginning = next()) {
    const decisions = await run(beginning.moves)
    played++
    for (const branch of branches(decisions, beginning.moves.length, bounds, begun))
      waiting[branch.preemptions]?.push(branch)
  }
  return played
}

/**
 * Plays schedules picked at random: each one goes down the tree of all schedules, some branches deep. Two of three are
 * without a fault, which most branches would have.
 */
export async function someSchedules(
  run: Run,
  bounds: Bounds,
  count: number,
  pick: (below: number) => number,
): Promise<void> {
  const first = await run([])
  for (let played = 1; played < count;) {
    const within = pick(3) === 0 ? bounds : { ...bounds, faults: 0 }
    let decisions = first
    let own = 0
    for (let depth = within.preemptions + within.faults; depth > 0 && played < count; depth--) {
      const next = branches(decisions, own, within, new Begun())
      const beginning = next[pick(next.length)]
      if (!beginning) break
      decisions = await run(beginning.moves)
      own = beginning.moves.length
      played++
    }
  }
}
