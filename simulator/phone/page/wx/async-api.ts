/** The callbacks that every asynchronous wx method takes. */
export interface Callbacks {
  success?: (result: Result) => void
  fail?: (error: Result) => void
  complete?: (result: Result) => void
}
export type Result = { errMsg: string } & Record<string, unknown>
export type Options = Record<string, unknown> & Callbacks
export type Api = Record<string, unknown>

/** Thrown inside an API to fail as WeChat does: `errMsg` is `<name>:fail <message>`. */
export class WxFailure extends Error {
  override name = 'WxFailure'
  constructor(
    message: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

/** The error object that callers get. */
export function failureOf(name: string, error: unknown): Result {
  const message = error instanceof Error ? error.message : String(error)
  const fields = error instanceof WxFailure ? error.fields : {}
  return { errMsg: `${name}:fail${message === '' ? '' : ` ${message}`}`, ...fields }
}

/**
 * Makes a wx method of the usual kind: callbacks when one is given, else a promise. A rejected promise carries the
 * same plain object that `fail` gets.
 */
export function asyncApi(
  name: string,
  run: (options: Options) => unknown,
): (options?: Options) => Promise<Result> | undefined {
  return (options = {}) => {
    const work = settle(name, () => run(options))
    work.then(
      (result) => {
        options.success?.(result)
        options.complete?.(result)
      },
      (error: Result) => {
        options.fail?.(error)
        options.complete?.(error)
      },
    )
    if (!options.success && !options.fail && !options.complete) return work
    work.catch(() => undefined)
    return undefined
  }
}

async function settle(name: string, run: () => unknown): Promise<Result> {
  try {
    const result = (await run()) as Record<string, unknown> | undefined
    return { errMsg: `${name}:ok`, ...result }
  } catch (error) {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- WeChat rejects with a plain object
    throw failureOf(name, error)
  }
}

/** Several methods at once, each under its own name. */
export const asyncApis = (methods: Record<string, (options: Options) => unknown>): Api =>
  Object.fromEntries(Object.entries(methods).map(([name, run]) => [name, asyncApi(name, run)]))

/** A text option; anything else is ''. */
export const textOption = (value: unknown): string => String((value ?? '') as string)
