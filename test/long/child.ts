import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Runs one of our TypeScript files as a process of its own (scripts/run.mjs bundles it), with garbage collection on command.
 * It says `ready` when it is loaded, and goes on when it is sent its setup; the next child may be bundled then.
 * @param setup made only when the child is ready, because loading takes seconds in which what it says may change
 */
export async function startChild(file: string, setup: () => object): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--expose-gc', 'scripts/run.mjs', file], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${String(code)} before it was ready.`)
  })
  failed.catch(() => undefined)
  await Promise.race([once(child, 'message'), failed])
  child.send(setup())
  return child
}

/** The child's side: says `ready` and waits for what it is to do. */
export async function childSetup<T>(): Promise<T> {
  const setup = once(process, 'message')
  process.send?.('ready')
  const [received] = (await setup) as [T]
  return received
}
