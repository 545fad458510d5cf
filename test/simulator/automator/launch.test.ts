import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import automator from 'miniprogram-automator'
import { findChromium, NO_BROWSER } from '../../../simulator/automator/chromium'

const cli = join(process.cwd(), 'simulator', 'automator', 'cli.mjs')

/** An executable for machines without /usr/bin/env. */
function executable(folder: string): string {
  const path = join(folder, 'cli.mjs')
  writeFileSync(path, `#!${process.execPath}\nimport ${JSON.stringify(cli)}\n`, { mode: 0o755 })
  return path
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

test('automator.launch starts our own cli with nothing but a project, and closes it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phone-cli-'))
  try {
    const mini = await automator.launch({
      cliPath: executable(folder),
      projectPath: join(__dirname, '../phone/fixture'),
      port: await freePort(),
      timeout: 30_000,
    })
    const page = await mini.currentPage()
    expect(page?.path).toBe('pages/home/home')
    expect(await page?.data('sumText')).toBe('¥16.49')
    await mini.close()
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 60_000)

test('says how it is used when it is used otherwise', () => {
  const { status, stderr } = spawnSync(process.execPath, [cli, 'open'], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain('usage: cli.mjs auto --project')
})

describe('the browser', () => {
  test('is the one that CHROME_PATH names, or none', async () => {
    expect(await findChromium({ CHROME_PATH: process.execPath })).toEqual({ executablePath: process.execPath })
    await expect(findChromium({ CHROME_PATH: '/nowhere/chrome' })).rejects.toThrow(
      'CHROME_PATH is /nowhere/chrome, and there is no such file.',
    )
  })

  test('comes from npm on Linux x64, with its own libraries and a font', async () => {
    if (process.platform !== 'linux' || process.arch !== 'x64') return
    const { executablePath, env } = await findChromium({})
    expect(executablePath).toMatch(/node_modules\/\.cache\/payscore\/chromium-\d[\d.]+\/chromium$/)
    expect(env?.LD_LIBRARY_PATH).toContain('al2023/lib')
  })

  test('is asked for in one sentence when there is none', () => {
    expect(NO_BROWSER).toMatch(/^No browser found: .*CHROME_PATH/)
  })
})
