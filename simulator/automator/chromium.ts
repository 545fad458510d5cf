import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../phone/root'

/** What playwright-core's launch needs to start a browser. */
export interface Chromium {
  executablePath?: string
  /** An installed browser, when there is no path. */
  channel?: 'chrome' | 'msedge'
  env?: Record<string, string>
}

export const NO_BROWSER =
  'No browser found: install Chrome or Edge, or set CHROME_PATH to the program of a Chromium (on Linux x64 npm brings one, if installed without --omit=dev).'

/**
 * The browser for tests: CHROME_PATH, else npm's on Linux x64, else an installed Chrome or Edge.
 * @throws Error with NO_BROWSER, or when CHROME_PATH names nothing
 */
export async function findChromium(environment: NodeJS.ProcessEnv = process.env): Promise<Chromium> {
  const chosen = environment.CHROME_PATH
  if (chosen !== undefined && chosen !== '') {
    if (existsSync(chosen)) return { executablePath: chosen }
    throw new Error(`CHROME_PATH is ${chosen}, and there is no such file.`)
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const fromNpm = await unpackedChromium(projectRoot())
    if (fromNpm) return fromNpm
  }
  const channel = installedChannel(environment)
  if (!channel) throw new Error(NO_BROWSER)
  return { channel }
}

const PLACES: Record<string, Record<'chrome' | 'msedge', string[]>> = {
  darwin: {
    chrome: ['/Applications/Google Chrome.app'],
    msedge: ['/Applications/Microsoft Edge.app'],
  },
  linux: { chrome: ['/opt/google/chrome/chrome'], msedge: ['/opt/microsoft/msedge/msedge'] },
}

function installedChannel(environment: NodeJS.ProcessEnv): 'chrome' | 'msedge' | undefined {
  const windows = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap(
    (name) => environment[name] ?? [],
  )
  const places =
    process.platform === 'win32'
      ? {
          chrome: windows.map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
          msedge: windows.map((folder) => join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe')),
        }
      : PLACES[process.platform]
  return (['chrome', 'msedge'] as const).find((channel) => places?.[channel].some((path) => existsSync(path)))
}

/**
 * @sparticuz/chromium is unpacked once, into node_modules/.cache. It brings its own libraries only where it believes to
 * run on AWS, and writes to the temp directory: so a process of its own does it, with both set.
 */
async function unpackedChromium(root: string): Promise<Chromium | undefined> {
  const manifest = join(root, 'node_modules', '@sparticuz', 'chromium', 'package.json')
  if (!existsSync(manifest)) return undefined
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const folder = join(root, 'node_modules', '.cache', 'payscore', `chromium-${version}`)
  if (!existsSync(folder)) await unpack(root, folder)
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...definedOnly(process.env),
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  }
}

const UNPACK = `import chromium from '@sparticuz/chromium'
await chromium.executablePath()`

async function unpack(root: string, folder: string): Promise<void> {
  const temporary = `${folder}-${process.pid}`
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', UNPACK], {
    cwd: root,
    env: { ...process.env, TMPDIR: temporary, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  })
  await writeFile(join(temporary, 'fonts', 'fonts.conf'), fontConfiguration(folder))
  // Another process may have been faster; both results are the same.
  await rename(temporary, folder).catch(() => rm(temporary, { recursive: true, force: true }))
}

/** The package's own names folders of AWS; without a single font Chromium does not even draw web fonts. */
const fontConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts', 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`

const definedOnly = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
