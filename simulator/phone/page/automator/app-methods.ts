import { type OpenPage } from '../runtime/open-page'
import { type Phone } from '../runtime/phone'
import { type Api } from '../wx/async-api'
import { sendable } from './json'
import { type Emit, list, type Methods, type Params, text } from './methods'
import { Mocks } from './mocks'

type AnyFunction = (...args: unknown[]) => unknown

/** `App.*`: the stack, wx, and code that a test runs inside the mini-program. */
export function appMethods({ pages, application }: Phone, wx: Api, emit: Emit): Methods {
  const mocks = new Mocks(wx)
  const bindings = new Map<string, AnyFunction>()
  const describe = ({ id, path, query }: OpenPage): Params => ({ pageId: id, path, query })
  const getCurrentPages = (): unknown[] => pages.stack.map(({ tree }) => tree.instance)
  let logging = false
  return {
    'App.getPageStack': () => ({ pageStack: pages.stack.map(describe) }),
    'App.getCurrentPage'() {
      if (!pages.top) throw new Error('there is no page')
      return describe(pages.top)
    },
    async 'App.callWxMethod'({ method, args, pluginId }) {
      refusePlugins(pluginId)
      const run = wx[text(method)]
      if (typeof run !== 'function') throw new Error(`wx.${text(method)} not exists`)
      return { result: sendable(await failing(run(...list(args)))) }
    },
    'App.mockWxMethod'({ pluginId, ...params }) {
      refusePlugins(pluginId)
      mocks.set(params)
    },
    async 'App.callFunction'({ functionDeclaration, args }) {
      const names = ['wx', 'getApp', 'getCurrentPages', ...bindings.keys()]
      const run = new Function(...names, `return (${text(functionDeclaration)})`)(
        wx,
        () => application.instance,
        getCurrentPages,
        ...bindings.values(),
      ) as AnyFunction
      return { result: sendable(await run(...list(args))) }
    },
    'App.addBinding'({ name }) {
      bindings.set(text(name), (...args) => emit('App.bindingCalled', { name, args: sendable(args) }))
    },
    'App.enableLog'() {
      if (!logging) forwardConsole(emit)
      logging = true
    },
    'App.exit': () => undefined,
  }
}

function refusePlugins(pluginId: unknown): void {
  if (pluginId !== undefined) throw new Error('the phone page runs no plugins')
}

/** WeChat rejects with `{ errMsg }`; the client shows an error's message. */
async function failing(value: unknown): Promise<unknown> {
  try {
    return await value
  } catch (error) {
    const { errMsg } = (error ?? {}) as { errMsg?: unknown }
    throw typeof errMsg === 'string' ? new Error(errMsg) : error
  }
}

function forwardConsole(emit: Emit): void {
  for (const type of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const write = console[type].bind(console)
    console[type] = (...args: unknown[]) => {
      write(...args)
      emit('App.logAdded', { type, args: args.map(loggable) })
    }
  }
}

function loggable(value: unknown): unknown {
  if (value instanceof Error) return `${value.name}: ${value.message}`
  try {
    return sendable(value) ?? String(value)
  } catch {
    return String(value)
  }
}
