import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { ROOT } from './sources'

const PROJECT = join(ROOT, '..')

/** What WeChat DevTools uploads of a file: scripts compiled and minified, everything else as it is. */
function uploaded(path: string): number {
  const content = readFileSync(path)
  if (!/\.(ts|js)$/.test(path)) return content.length
  const { code } = transformSync(content.toString(), {
    loader: path.endsWith('.ts') ? 'ts' : 'js',
    format: 'cjs',
    target: 'es2017',
    minify: true,
    // As miniprogram-ci leaves them; esbuild would write each Chinese sign with six.
    charset: 'utf8',
  })
  return Buffer.byteLength(code)
}

function sizeOf(folder: string, except: string[] = []): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    if (except.includes(entry.name) || entry.name === 'tsconfig.json') return sum
    return sum + (entry.isDirectory() ? sizeOf(path) : uploaded(path))
  }, 0)
}

describe('package size', () => {
  beforeAll(() => {
    if (existsSync(join(ROOT, 'miniprogram_npm'))) return
    const build = "import('./scripts/build.mjs').then(({ buildNpm }) => buildNpm())"
    spawnSync(process.execPath, ['-e', build], { cwd: PROJECT })
  })

  it('the main package with its part of Vant is at most 200 KB', () => {
    const main = sizeOf(ROOT, ['console', 'delivery', 'plan'])
    expect(main).toBeGreaterThan(50_000)
    expect(main).toBeLessThanOrEqual(200 * 1024)
  })

  it('goods are a subpackage of at most 60 KB', () => {
    expect(sizeOf(join(ROOT, 'delivery'))).toBeLessThanOrEqual(60 * 1024)
  })

  it('sign-plan is a subpackage of at most 60 KB', () => {
    expect(sizeOf(join(ROOT, 'plan'))).toBeLessThanOrEqual(60 * 1024)
  })

  it('the console is a subpackage of at most 140 KB', () => {
    expect(sizeOf(join(ROOT, 'console'))).toBeLessThanOrEqual(140 * 1024)
  })
})
