import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A timer of config.json: seven cron fields (second minute hour day month weekday year), UTC+8. */
export interface TimerTrigger {
  name: string
  config: string
}

/** A deployable function as its folder describes it. */
export interface FunctionDefinition {
  name: string
  /** Absolute path of index.js. */
  entry: string
  /** Longest run in seconds; a function that says nothing gets the cloud's 3. */
  timeoutSeconds: number
  memoryMb: number
  triggers: readonly TimerTrigger[]
}

interface ConfigFile {
  timeout?: number
  memorySize?: number
  triggers?: { name: string; type: string; config: string }[]
}

function configOf(folder: string): ConfigFile {
  const file = join(folder, 'config.json')
  if (!existsSync(file)) return {}
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ConfigFile
  } catch {
    throw new Error(`${file} is not JSON.`)
  }
}

/** Reads every folder with an index.js below `root` (dist/cloudfunctions). @throws Error when there is none */
export function readFunctions(root: string): FunctionDefinition[] {
  const names = existsSync(root)
    ? readdirSync(root).filter((name) => existsSync(join(root, name, 'index.js')))
    : []
  if (names.length === 0)
    throw new Error(`There is no built function in ${root}. Run \`npm run build\` first.`)
  return names.map((name) => {
    const folder = join(root, name)
    const config = configOf(folder)
    return {
      name,
      entry: join(folder, 'index.js'),
      timeoutSeconds: config.timeout ?? 3,
      memoryMb: config.memorySize ?? 256,
      triggers: (config.triggers ?? []).filter(({ type }) => type === 'timer'),
    }
  })
}
