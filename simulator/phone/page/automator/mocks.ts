import { type Api, type Options, type Result } from '../wx/async-api'
import { type Params, text } from './methods'

type AnyFunction = (...args: unknown[]) => unknown

/** Methods that answer directly; their mock does too. */
const DIRECT =
  /Sync$|^(get(App|Device|Window|Account|System(Setting|Info$)|Menu|Launch|Enter|UpdateM)|create|canIUse|request$|on[A-Z]|off[A-Z])/

/** wx.* methods that a test replaced. */
export class Mocks {
  private readonly originals = new Map<string, unknown>()

  constructor(private readonly wx: Api) {}

  /** Sets a result or a function in place of wx.<method>; with neither, the method is as before. */
  set({ method, functionDeclaration, args, ...rest }: Params): void {
    const name = text(method)
    if (!this.originals.has(name)) this.originals.set(name, name in this.wx ? this.wx[name] : undefined)
    const origin = this.originals.get(name)
    if (functionDeclaration === undefined && !('result' in rest)) {
      this.restore(name, origin)
      return
    }
    const answer =
      functionDeclaration === undefined
        ? () => rest.result
        : (new Function(`return (${text(functionDeclaration)})`)() as AnyFunction)
    const extra = Array.isArray(args) ? (args as unknown[]) : []
    const run: AnyFunction = (...given) => answer.apply({ origin }, [...given, ...extra])
    this.wx[name] = DIRECT.test(name) ? run : asynchronous(run)
  }

  private restore(name: string, origin: unknown): void {
    this.originals.delete(name)
    if (origin === undefined) Reflect.deleteProperty(this.wx, name)
    else this.wx[name] = origin
  }
}

/** Hands the mock's result to the callbacks, or to a promise; `…:fail…` in errMsg is a failure. */
function asynchronous(run: AnyFunction): AnyFunction {
  return (first: unknown, ...rest) => {
    const options = (first ?? {}) as Options
    const work = Promise.resolve(run(first, ...rest)).then((result) => {
      const failed = /:fail/.test(String((result as Partial<Result> | undefined)?.errMsg ?? ''))
      const callback = failed ? options.fail : options.success
      callback?.(result as Result)
      options.complete?.(result as Result)
      if (failed) throw result
      return result
    })
    if (!options.success && !options.fail && !options.complete) return work
    work.catch(() => undefined)
    return undefined
  }
}
