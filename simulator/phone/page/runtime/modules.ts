import { type Module } from '../../compiled'

/** What a browser has and WeChat's logic layer has not: code that uses one of them must fail here too. */
const HIDDEN = [
  'window', 'document', 'self', 'top', 'parent', 'frames', 'globalThis', 'location', 'history', 'navigator', 'screen',
  'localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore', 'XMLHttpRequest', 'fetch', 'WebSocket',
  'EventSource', 'BroadcastChannel', 'Request', 'Response', 'Headers', 'FormData', 'Blob', 'File', 'FileReader', 'URL',
  'URLSearchParams', 'TextEncoder', 'TextDecoder', 'AbortController', 'AbortSignal', 'crypto', 'performance', 'alert',
  'confirm', 'prompt', 'open', 'close', 'postMessage', 'requestAnimationFrame', 'cancelAnimationFrame', 'Image',
  'Audio', 'Element', 'HTMLElement', 'Node', 'Event', 'EventTarget', 'CustomEvent', 'MutationObserver',
  'ResizeObserver', 'IntersectionObserver', 'matchMedia', 'getComputedStyle', 'customElements', 'structuredClone',
  'queueMicrotask', 'atob', 'btoa', 'process', 'Buffer', '__MINI_PROGRAM__', '__PHONE__',
] // prettier-ignore

export type Globals = Record<string, unknown>
type Body = (require: (specifier: string) => unknown, module: { exports: unknown }, exports: unknown) => void

/** The mini-program's modules; each runs once, when something first requires it. */
export class Modules {
  private readonly loaded = new Map<string, { exports: unknown }>()

  /** @param globals what modules see: wx, App, Page, Component, Behavior, getApp, getCurrentPages … */
  constructor(
    private readonly sources: Record<string, Module>,
    private readonly globals: () => Globals,
  ) {}

  /** @throws Error when the module was not compiled; whatever the module throws */
  require(path: string): unknown {
    const known = this.loaded.get(path)
    if (known) return known.exports
    const source = this.sources[path]
    if (!source) throw new Error(`module '${path}' is not defined`)
    const module = { exports: {} as unknown }
    this.loaded.set(path, module)
    const require = (specifier: string): unknown => {
      const target = source.deps[specifier]
      if (target === undefined) throw new Error(`module '${specifier}' is not defined, required by '${path}'`)
      return this.require(target)
    }
    this.compile(path, source.code).call(undefined, require, module, module.exports)
    return module.exports
  }

  /** Two functions: the outer one's parameters are globals, which a module may declare again. */
  private compile(path: string, code: string): Body {
    const globals = this.globals()
    const names = [...Object.keys(globals), ...HIDDEN].join(',')
    const text = `(function(${names}){return function(require,module,exports){"use strict";${code}\n}})\n//# sourceURL=mini-program/${path}`
    const outer = (0, eval)(text) as (...values: unknown[]) => Body
    return outer(...Object.values(globals))
  }
}
