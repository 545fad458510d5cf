import type * as NodeCrypto from 'node:crypto'
import type * as NodeFs from 'node:fs'
import type * as NodeModule from 'node:module'
import type * as NodePath from 'node:path'
import type * as NodeV8 from 'node:v8'
import type * as NodeVm from 'node:vm'

type Main = (this: unknown, ...values: unknown[]) => unknown
interface Loaded {
  exports: unknown
  require(id: string): unknown
  _compile(source: string, filename: string): unknown
}

/**
 * Keeps what V8 made of large files, so that the next worker need not compile them: of a cold start's time most is the
 * SDK's. What is kept is found by the file's content and V8's own tag (version, flags, processor), and V8 refuses what does
 * not fit. Reaches a worker as text, as `workerMain` does: it uses nothing from outside itself.
 * @param folder where it is kept
 * @returns keeps what was compiled up to now; best called after some work, because V8 compiles functions when they are used
 */
/* istanbul ignore next: counters do not exist inside the worker */
export function useCodeCache(load: (id: string) => unknown, folder: string): () => void {
  const { createHash } = load('node:crypto') as typeof NodeCrypto
  const { mkdirSync, readFileSync, renameSync, writeFileSync } = load('node:fs') as typeof NodeFs
  const { dirname, join } = load('node:path') as typeof NodePath
  const { cachedDataVersionTag } = load('node:v8') as typeof NodeV8
  const { Script } = load('node:vm') as typeof NodeVm
  const { threadId } = load('node:worker_threads') as { threadId: number }
  const Module = load('node:module') as typeof NodeModule & { prototype: Loaded }
  /** Smaller files are compiled sooner than found. */
  const worthwhile = 32 * 1024
  const compiled: { script: NodeVm.Script; file: string }[] = []
  const { wrap } = Module as unknown as { wrap(source: string): string }
  const { _compile } = Module.prototype

  const read = (file: string): Buffer | undefined => {
    try {
      return readFileSync(file)
    } catch {
      return undefined
    }
  }

  Module.prototype._compile = function (source, filename) {
    if (source.length < worthwhile) return _compile.call(this, source, filename)
    const content = createHash('sha256').update(source).digest('hex').slice(0, 32)
    const file = join(folder, `${content}-${cachedDataVersionTag()}`)
    const cachedData = read(file)
    const script = new Script(wrap(source), { filename, ...(cachedData && { cachedData }) })
    if (!cachedData || script.cachedDataRejected) compiled.push({ script, file })
    const run = script.runInThisContext() as Main
    const require = (id: string): unknown => this.require(id)
    return run.call(this.exports, this.exports, require, this, filename, dirname(filename))
  }

  return () => {
    for (const { script, file } of compiled.splice(0)) {
      try {
        mkdirSync(folder, { recursive: true })
        // Whole or not at all: others read it at the same time.
        const draft = `${file}.${process.pid}.${threadId}`
        writeFileSync(draft, script.createCachedData())
        renameSync(draft, file)
      } catch {
        // A folder that cannot be written costs time and nothing else.
      }
    }
  }
}
