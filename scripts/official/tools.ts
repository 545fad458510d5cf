import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, delimiter, dirname, join } from 'node:path'

/** WeChat's own tools, pinned. Together more than a thousand packages, so they are never a dependency. */
export const OFFICIAL = { 'miniprogram-ci': '2.1.42', 'miniprogram-compiler': '0.2.3' } as const

const UNREACHABLE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|EPROTO|ERR_SOCKET_TIMEOUT|E50[234])\b/

const names = Object.entries(OFFICIAL).map(([name, version]) => `${name}@${version}`)

/**
 * Has npm fetch the tools into its own cache, as npx does, and nothing into the project.
 * @returns the node_modules folder that holds them
 * @throws Error when the registry cannot be reached, or with npm's own words
 */
export async function fetchTools(): Promise<string> {
  const { code, output, errors } = await npm([
    'exec',
    '--yes',
    '--prefer-offline',
    '--ignore-scripts',
    '--loglevel=error',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=2000',
    ...names.map((name) => `--package=${name}`),
    '--',
    'node',
    '-p',
    'process.env.PATH',
  ])
  const reason = UNREACHABLE.exec(errors)?.[1]
  if (code !== 0 && reason !== undefined)
    throw new Error(
      `The npm registry cannot be reached (${reason}), and check:official needs it once, for ${names.join(' and ')}: check the network and npm's registry setting, then run it again.`,
    )
  if (code !== 0) throw new Error(`npm could not fetch ${names.join(' and ')}:\n${errors.trim()}`)
  // npm puts the .bin folder of what it fetched before everything else.
  const folder = output
    .trim()
    .split(delimiter)
    .map((path) => dirname(path))
    .find((path) => Object.keys(OFFICIAL).every((name) => versionIn(path, name)))
  if (folder === undefined)
    throw new Error(`npm fetched ${names.join(' and ')}, but they are nowhere on its PATH.`)
  return folder
}

function versionIn(folder: string, name: string): boolean {
  const manifest = join(folder, name, 'package.json')
  if (!existsSync(manifest)) return false
  const { version } = createRequire(manifest)(manifest) as { version: string }
  return version === OFFICIAL[name as keyof typeof OFFICIAL]
}

/** Runs npm by this very node: npm is a .cmd file on Windows, which only a shell can start. */
function npm(args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawn(process.execPath, [npmProgram(), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [output, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output, errors }))
  })
}

function npmProgram(): string {
  const running = process.env.npm_execpath ?? ''
  const beside = dirname(process.execPath)
  const found = [
    basename(running) === 'npm-cli.js' ? running : '',
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((path) => path !== '' && existsSync(path))
  if (found === undefined)
    throw new Error('npm was not found beside node: start this as `npm run check:official`.')
  return found
}
