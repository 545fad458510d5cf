import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** One changed record: table, key, new value (null = removed). */
export type Change = readonly [table: string, key: string, value: unknown]

/**
 * An append-only file, one batch of changes per line, each line with its checksum. A batch is either wholly there or
 * not at all: a process killed while writing leaves a torn last line, which is cut off when the file is opened.
 */
export interface Journal {
  append(batch: readonly Change[]): void
  /** Replaces everything by one batch. */
  rewrite(batch: readonly Change[]): void
  close(): void
}

const line = (batch: readonly Change[]): string => {
  const json = JSON.stringify(batch)
  return `${checksum(json)} ${json}\n`
}
const checksum = (json: string): string => createHash('sha256').update(json).digest('hex').slice(0, 12)

function parse(text: string): readonly Change[] | undefined {
  const json = text.slice(13)
  if (text.slice(0, 12) !== checksum(json)) return undefined
  return JSON.parse(json) as Change[]
}

/** @throws Error when a line before the last one is damaged: that is no torn write, and guessing would lose orders */
function readBatches(file: string): { batches: (readonly Change[])[]; goodBytes: number } {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  const batches: (readonly Change[])[] = []
  let start = 0
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start)
    const batch = end < 0 ? undefined : parse(bytes.toString('utf8', start, end))
    if (!batch) {
      if (end >= 0 && end !== bytes.length - 1) {
        throw new Error(
          `The journal ${file} is damaged at byte ${start}, before its end. Restore it from a copy, or delete it to start empty.`,
        )
      }
      break
    }
    batches.push(batch)
    start = end + 1
  }
  return { batches, goodBytes: start }
}

/** Opens the file, cuts off a torn tail and replays what is whole. */
export function openJournal(file: string, replay: (batch: readonly Change[]) => void): Journal {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const { batches, goodBytes } = readBatches(file)
  batches.forEach(replay)
  let handle = openSync(file, 'a', 0o600)
  ftruncateSync(handle, goodBytes)
  return {
    append(batch) {
      writeSync(handle, line(batch))
    },
    rewrite(batch) {
      const fresh = openSync(`${file}.new`, 'w', 0o600)
      writeSync(fresh, line(batch))
      closeSync(fresh)
      renameSync(`${file}.new`, file)
      closeSync(handle)
      handle = openSync(file, 'a', 0o600)
    },
    close() {
      closeSync(handle)
    },
  }
}
