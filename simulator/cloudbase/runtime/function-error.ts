const texts: Readonly<Record<number, string>> = {
  [-501000]: 'resource not found',
  [-504002]: 'functions execute fail',
  [-504003]: 'functions time limit exceeded',
}

/** A failed call as `wx.cloud.callFunction` shows it to the mini-program. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError'
  readonly errMsg: string

  constructor(
    readonly errCode: -501000 | -504002 | -504003,
    /** What happened, in the words of the function or of the runtime. */
    readonly detail: string,
  ) {
    const errMsg = `cloud.callFunction:fail Error: errCode: ${errCode} ${texts[errCode] ?? ''} | errMsg: ${detail}`
    super(errMsg)
    this.errMsg = errMsg
  }
}

export const functionNotFound = (name: string) =>
  new FunctionError(-501000, `FunctionName parameter could not be found: ${name}`)

export const timedOut = (seconds: number) =>
  new FunctionError(-504003, `Invoking task timed out after ${seconds} seconds`)

export const executionFailed = (message: string) => new FunctionError(-504002, message)

export const processExited = () =>
  executionFailed('Process exited unexpectedly before the invocation was completed')
