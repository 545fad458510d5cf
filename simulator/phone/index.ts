import { watch as watchFolder } from 'node:fs'
import { compile, CompileError, type CompileOptions } from './compile/index'
import { failureScript } from './html'
import { listen } from './server'
import { createSite, type Current } from './site'

export { CompileError } from './compile/index'
export { PEOPLE, type Person } from './people'

export interface PhonePageOptions extends CompileOptions {
  /** 0 or absent takes a free one. */
  port?: number
  /** Origin of the sandbox; its `/sandbox…` paths are answered below this page's address too. */
  sandbox?: string
  /** Origin of the local CloudBase; its `/local/…` paths likewise. */
  cloudbase?: string
  /** Compile again whenever a source file changes. */
  watch?: boolean
}

export interface PhonePage {
  origin: string
  port: number
  /**
   * Compiles the source again; pages get it when they are loaded again.
   * @throws CompileError; until the next rebuild the page shows what is wrong
   */
  rebuild(): Promise<void>
  close(): Promise<void>
}

/**
 * Serves the mini-program in a desktop browser, with the panel beside it.
 * @throws CompileError when the source does not compile; Error when the port is taken
 */
export async function startPhonePage(options: PhonePageOptions): Promise<PhonePage> {
  let current: Current = { script: '', root: '' }
  const rebuild = async (): Promise<void> => {
    try {
      current = await compile(options)
    } catch (error) {
      current = { ...current, script: failureScript(error instanceof Error ? error.message : String(error)) }
      throw error
    }
  }
  const [site] = await Promise.all([createSite(() => current), rebuild()])
  const { server, port } = await listen({ site, proxies: proxiesOf(options) }, options.port ?? 0)
  const stopWatching = options.watch === true ? watch(current.root, rebuild) : () => undefined
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    rebuild,
    async close() {
      stopWatching()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const proxiesOf = ({ sandbox, cloudbase }: PhonePageOptions): Record<string, string> => ({
  ...(sandbox !== undefined && { '/sandbox': sandbox }),
  ...(cloudbase !== undefined && { '/local': cloudbase }),
})

/** One rebuild at a time, after things have been quiet for a moment. */
function watch(folder: string, rebuild: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const watcher = watchFolder(folder, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      rebuild().catch((error: unknown) => {
        process.stderr.write(`${error instanceof CompileError ? error.message : String(error)}\n`)
      })
    }, 100)
  })
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
