import { type Phone } from '../runtime/phone'
import { type Api } from '../wx/async-api'
import { appMethods } from './app-methods'
import { Elements } from './elements'
import { elementMethods } from './element-methods'
import { type Emit, type Methods, type Params } from './methods'
import { pageMethods } from './page-methods'
import { touchMethods } from './touch-methods'

declare global {
  /** The automator server calls this; it answers with the result or throws. */
  var __AUTOMATOR__: (method: string, params: Params) => Promise<unknown>
  /** Set by the automator server: takes events as JSON. */
  var __AUTOMATOR_EMIT__: ((event: string) => void) | undefined
}

/** The page's side of the automator protocol. */
export function installAutomator(
  phone: Phone,
  wx: Api,
  onError: (listener: (error: unknown) => void) => void,
): void {
  const emit: Emit = (method, params) => globalThis.__AUTOMATOR_EMIT__?.(JSON.stringify({ method, params }))
  const elements = new Elements()
  const methods: Methods = {
    ...appMethods(phone, wx, emit),
    ...pageMethods(phone, elements),
    ...elementMethods(elements),
    ...touchMethods(elements),
  }
  globalThis.__AUTOMATOR__ = async (method, params) => {
    const run = methods[method]
    if (!run) throw new Error(`${method} is not supported by the phone page`)
    return (await run(params)) ?? {}
  }
  onError((error) => {
    const { name, message, stack } = error instanceof Error ? error : new Error(describe(error))
    emit('App.exceptionThrown', { name, message, stack })
  })
}

function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  const { errMsg } = error as { errMsg?: unknown }
  return typeof errMsg === 'string' ? errMsg : JSON.stringify(error)
}
