/** One way to do the work, with how many are under way at once (1 = one after another). */
export interface Row {
  name: string
  run: () => unknown
  atOnce?: number
}

/** What a row must reach against another one of the same race, by median. */
export interface Goal {
  row: string
  against: string
  atLeast: number
}

/** Rows that do the same work, measured in turn. */
export interface Race {
  name: string
  rows: Row[]
  goals: Goal[]
}

/** How fast rows were, round by round: work per second. */
export type Speeds = Map<string, number[]>

async function slice({ run, atOnce = 1 }: Row, ms: number): Promise<number> {
  const since = performance.now()
  const until = since + ms
  let done = 0
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const result = run()
      if (result instanceof Promise) await result
      done += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return (done * 1000) / (performance.now() - since)
}

/**
 * Runs short slices of every row, interleaved, so that a busy machine slows all of them alike; the order turns around
 * every round. The first round warms up and is not counted.
 */
export async function measure(race: Race, rounds: number, sliceMs: number): Promise<Speeds> {
  const speeds: Speeds = new Map(race.rows.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round += 1) {
    const order = round % 2 ? race.rows : [...race.rows].reverse()
    for (const row of order) {
      const speed = await slice(row, sliceMs)
      if (round > 0) speeds.get(row.name)?.push(speed)
    }
  }
  return speeds
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low, high] = [sorted[middle - 1] ?? NaN, sorted[middle] ?? NaN]
  return sorted.length % 2 ? high : (low + high) / 2
}

/** The median of the ratios within each round. */
export function ratio(speeds: Speeds, row: string, against: string): number {
  const base = speeds.get(against) ?? []
  return median((speeds.get(row) ?? []).map((speed, round) => speed / (base[round] ?? NaN)))
}
