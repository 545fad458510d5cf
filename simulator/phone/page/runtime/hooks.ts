import { type Instance } from '../engine/types'

/** Reports an error of the mini-program: to the console, and to whoever listens (the automator). */
export type Report = (error: unknown) => void

/** Calls a life cycle function if there is one; what it throws is reported and stops nothing else. */
export function callHook(
  target: Instance | Record<string, unknown>,
  name: string,
  report: Report,
  ...args: unknown[]
): unknown {
  const hook = target[name]
  if (typeof hook !== 'function') return undefined
  try {
    const result = hook.apply(target, args) as unknown
    if (result instanceof Promise) result.catch(report)
    return result
  } catch (error) {
    report(error)
    return undefined
  }
}
