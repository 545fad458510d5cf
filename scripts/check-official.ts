// npm run check:official: WeChat's own compilers over the real source, by npx at pinned versions. Opt-in: needs npm's
// registry once, never an account.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { compile, packageSizes } from './official/compile'
import { compileTemplates } from './official/templates'
import { fetchTools, OFFICIAL } from './official/tools'

declare const PROJECT_ROOT: string

/** Of the main package, in bytes: 200 KB. */
const MARK = 200 * 1024

let faults = 0
const fault = (what: string, why: string): void => {
  faults++
  console.log(`FAIL ${what}\n${why.replace(/^/gm, '     ')}`)
}

async function check(what: string, run: () => string | Promise<string>): Promise<void> {
  try {
    console.log(`ok   ${what}: ${await run()}`)
  } catch (error) {
    fault(what, error instanceof Error ? error.message : String(error))
  }
}

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`

async function main(): Promise<void> {
  const folder = join(PROJECT_ROOT, 'miniprogram')
  const build = spawnSync(process.execPath, [join(PROJECT_ROOT, 'scripts', 'build.mjs')], {
    stdio: 'inherit',
  })
  if (build.status !== 0) throw new Error('The build failed, so there is nothing to check.')
  const versions = Object.entries(OFFICIAL).map((entry) => entry.join(' '))
  console.log(`${versions.join(', ')}: the first time npm fetches them, which takes a minute`)
  const tools = await fetchTools()
  await check('wcc, WXML and WXS', () => `${String(compileTemplates('wcc', folder, tools))} files`)
  await check('wcsc, WXSS', () => `${String(compileTemplates('wcsc', folder, tools))} files`)
  await check('miniprogram-ci, pages, components, configuration, scripts', async () => {
    const files = await compile(PROJECT_ROOT, tools)
    const { main: size = 0, ...subpackages } = packageSizes(files)
    for (const [root, bytes] of Object.entries(subpackages))
      console.log(`     subpackage ${root} ${kilobytes(bytes)}`)
    const verdict = `main package ${kilobytes(size)} of at most ${kilobytes(MARK)}`
    if (size > MARK) throw new Error(`${verdict}: move what the first pages do not need into a subpackage.`)
    return `${String(Object.keys(files).length)} files, ${verdict}`
  })
  console.log(faults === 0 ? '\nno faults' : `\n${String(faults)} of 3 checks failed`)
}

try {
  await main()
} catch (error) {
  fault('check:official', error instanceof Error ? error.message : String(error))
}
// miniprogram-ci keeps handles open long after its result.
process.exit(faults === 0 ? 0 : 1)
