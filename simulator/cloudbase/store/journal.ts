import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { EJSON } from 'bson'
import { type Document } from './document'

/** One step of the log. All steps of a line took effect together. */
export type Step =
  | { collection: string; created: true }
  | { collection: string; stored: Document }
  | { collection: string; removed: string }

const lineOf = (steps: readonly Step[]) => `${EJSON.stringify(steps, { relaxed: false })}\n`

/**
 * The append-only log of one database: a commit is one line, written before the memory changes. A write has reached the
 * operating system when `append` returns, so it outlives a killed process (a power failure may take the last ones).
 */
export class Journal {
  #file: number
  #lines = 0

  private constructor(
    readonly path: string,
    lines: number,
  ) {
    this.#file = openSync(path, 'a')
    this.#lines = lines
  }

  /**
   * Opens or creates the log and replays it.
   * @throws Error when a line other than the last is unreadable: then the file is damaged, not torn
   */
  static open(path: string, replay: (steps: readonly Step[]) => void): Journal {
    mkdirSync(dirname(path), { recursive: true })
    let lines = 0
    if (existsSync(path)) {
      const bytes = readFileSync(path)
      let start = 0
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        let steps: readonly Step[]
        try {
          steps = EJSON.parse(bytes.toString('utf8', start, end), { relaxed: true }) as unknown as Step[]
        } catch {
          throw new Error(
            `The local database ${path} is damaged in line ${lines + 1}. Move the file away to start empty.`,
          )
        }
        replay(steps)
        lines++
        start = end + 1
      }
      // What follows the last line feed is a line that the process did not finish: never acknowledged, cut off.
      if (start < bytes.length) truncateSync(path, start)
    }
    return new Journal(path, lines)
  }

  get lines(): number {
    return this.#lines
  }

  append(steps: readonly Step[]): void {
    writeSync(this.#file, lineOf(steps))
    this.#lines++
  }

  /** Rewrites the log as the shortest one with the same effect; a crash on the way leaves the old one. */
  compact(state: Iterable<Step>): void {
    const next = `${this.path}.next`
    const file = openSync(next, 'w')
    let lines = 0
    for (const step of state) {
      writeSync(file, lineOf([step]))
      lines++
    }
    fsyncSync(file)
    closeSync(file)
    closeSync(this.#file)
    renameSync(next, this.path)
    this.#file = openSync(this.path, 'a')
    this.#lines = lines
  }

  close(): void {
    closeSync(this.#file)
  }
}
