import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
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

const isTaken = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}`).then(
    () => true,
    () => false,
  )

/**
 * Runs in a process of its own: after the cli has ended, the client keeps a timer for 15 seconds, and jest would wait.
 */
const LAUNCH = `
const automator = require('miniprogram-automator')
const [cliPath, projectPath, port] = process.argv.slice(1)
automator.launch({ cliPath, projectPath, port: Number(port), timeout: 30000 }).then(async (mini) => {
  const page = await mini.currentPage()
  console.log(JSON.stringify([page.path, await page.data('sumText')]))
  await mini.close()
  process.exit(0)
})`

test('automator.launch starts our own cli with nothing but a project, and closes it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phone-cli-'))
  try {
    const fixture = join(__dirname, '../phone/fixture')
    const port = String(await freePort())
    const { stdout } = await promisify(execFile)(process.execPath, [
      '-e',
      LAUNCH,
      executable(folder),
      fixture,
      port,
    ])
    expect(JSON.parse(stdout)).toEqual(['pages/home/home', '¥16.49'])
    const end = Date.now() + 5000
    while (await isTaken(Number(port))) if (Date.now() > end) throw new Error('the cli is still running')
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
    expect(await findChromium({ CHROME_PATH: process.execPath })).toEqual({
      executablePath: process.execPath,
    })
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
