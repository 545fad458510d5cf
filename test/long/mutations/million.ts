import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { startChild } from '../child'
import { CHECKS } from './mutant'
import { describe, type Figures } from './run'

/** The heap may differ by so much between the first look after the start and the end: what a collection leaves over. */
const FLAT_MB = 8

function sum(parts: readonly Figures[], seed: number): Figures {
  const total = (of: (figures: Figures) => number) => parts.reduce((all, one) => all + of(one), 0)
  return {
    seed,
    mutants: total((one) => one.mutants),
    signed: total((one) => one.signed),
    refused: Object.fromEntries(CHECKS.map((check) => [check, total((one) => one.refused[check] ?? 0)])),
    accepted: total((one) => one.accepted),
    elsewhere: total((one) => one.elsewhere),
    examples: parts.flatMap((one) => one.examples),
    memory: [],
  }
}

/** Growth of the heap from the first quarter, when everything is loaded and warm, to the end; in MB. */
function growth({ memory }: Figures): number {
  return (memory.at(-1)?.heap ?? 0) - (memory[1]?.heap ?? 0)
}

/**
 * Mutants of notifications in bulk, one process for each core. The choices repeat from the seed; the keys are new each time.
 * @returns whether each was refused by its check and memory stayed flat
 */
export async function million(
  { count, seed }: { count: number; seed: number },
  print: (line: string) => void,
): Promise<boolean> {
  const jobs = Math.min(availableParallelism(), 8, Math.max(1, count))
  const startedAt = Date.now()
  const children = []
  for (let job = 0; job < jobs; job++) {
    const share = Math.floor(count / jobs) + (job < count % jobs ? 1 : 0)
    const child = await startChild('test/long/mutations/shard.ts', () => ({ count: share, seed: seed + job }))
    const ended = once(child, 'exit').then(([code]): [Figures] => {
      throw new Error(`A process ended with ${String(code)} and without figures.`)
    })
    ended.catch(() => undefined)
    children.push(Promise.race([once(child, 'message') as Promise<[Figures]>, ended]))
  }
  const parts = (await Promise.all(children)).map(([figures]) => figures)
  print(describe(sum(parts, seed)))
  for (const { seed: own, memory } of parts)
    print(
      `seed ${own}, live heap MB (RSS): ${memory.map(({ at, heap, rss }) => `${at}: ${heap} (${rss})`).join(', ')}`,
    )
  const flat = parts.every((one) => growth(one) < FLAT_MB)
  print(
    `${jobs} processes, ${Math.round((Date.now() - startedAt) / 1000)} s; memory ${flat ? 'flat' : 'GREW'}.`,
  )
  return flat && parts.every(({ accepted, elsewhere }) => accepted + elsewhere === 0)
}
