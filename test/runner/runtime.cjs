// @ts-check
// Runs a test file's sources as jest does, for less: three hundred files share what is the same for all of them.
const { Script } = require('node:vm')
const { default: Runtime } = require('jest-runtime')

/**
 * What V8 made of a source, for as long as the process runs. Jest itself compiles every source anew for every test file. The
 * code alone is shared: each test file still runs it in its own context, with its own variables.
 * @type {Map<string, { source: string, script: Script }>}
 */
const compiled = new Map()

/**
 * Stands in for the AsyncLocalStorage by which jest-circus knows whose promise was rejected. Node's own makes every promise of
 * the process dearer, and says nothing more where one test runs at a time.
 */
class OneAtATime {
  #store
  getStore() {
    return this.#store
  }
  run(store, work) {
    const before = this.#store
    const restore = () => {
      this.#store = before
    }
    this.#store = store
    try {
      const result = work()
      if (typeof result?.then === 'function') return result.finally(restore)
      restore()
      return result
    } catch (error) {
      restore()
      throw error
    }
  }
}

class SparingRuntime extends Runtime {
  constructor(...parts) {
    super(...parts)
    const { executor } = this
    const jestsOwn = executor.compile
    executor.compile = function (source, filename) {
      const context = this.environment.getVmContext()
      if (context === null || this.resolution.isCoreModule(filename))
        return jestsOwn.call(this, source, filename)
      let known = compiled.get(filename)
      if (known?.source !== source) {
        // The first line's columns are those of the file: errors point at what was written.
        const head = `(function(${this.injectedModuleParameters.join(',')}){`
        try {
          const script = new Script(`${head}${source}\n})`, { filename, columnOffset: -head.length })
          known = { source, script }
        } catch {
          // Jest has the words for what is wrong with it.
          return jestsOwn.call(this, source, filename)
        }
        compiled.set(filename, known)
      }
      return known.script.runInContext(context)
    }
  }

  requireInternalModule(from, name) {
    if (name === 'node:async_hooks' && from.includes('jest-circus')) return { AsyncLocalStorage: OneAtATime }
    return super.requireInternalModule(from, name)
  }
}

module.exports = SparingRuntime
module.exports.OneAtATime = OneAtATime
