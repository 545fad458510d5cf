// Pictures of every page and state, light and dark, from the real source in the phone page with prepared answers.
// node scripts/run.mjs gallery [--out folder] [--only text] [--theme light|dark] [--axe] [--font 24]
import { createServer } from 'node:http'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../simulator/automator/chromium'
import { startPhonePage } from '../simulator/phone/index'
import { type Answers, answer, SCENES } from '../test/miniprogram/scenes'
import { NOW } from '../test/miniprogram/fixtures'

declare const PROJECT_ROOT: string

const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: join(PROJECT_ROOT, 'dist', 'gallery') },
    only: { type: 'string', default: '' },
    theme: { type: 'string' },
    font: { type: 'string', default: '17' },
    axe: { type: 'boolean', default: false },
  },
})

/** What the functions would answer; each scene says its own. */
let answers: Answers = {}

async function startFunctions(): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const name = (request.url ?? '').split('/').pop() ?? ''
      const event = JSON.parse(body === '' ? '{}' : body) as { action: string; orderId?: string }
      void Promise.resolve(answer(answers, name, event)).then((result) => {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ result }))
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The prepared functions have no port.')
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}

async function violations(page: Page): Promise<string[]> {
  const axe = createRequire(join(PROJECT_ROOT, 'package.json')).resolve('axe-core/axe.min.js')
  await page.evaluate(await readFile(axe, 'utf8'))
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: () => Promise<{
          violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]
        }>
      }
    }
    const { violations } = await axe.run()
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary = '' }) =>
          `${id}: ${html.slice(0, 160)} ${failureSummary.replace(/\s+/g, ' ')}`,
      ),
    )
  })
}

async function shoot(browser: Browser, origin: string, theme: 'light' | 'dark'): Promise<number> {
  let found = 0
  for (const scene of SCENES.filter(({ name }) => name.includes(options.only))) {
    answers = scene.answers ?? {}
    const context = await browser.newContext({
      viewport: { width: 390, height: scene.height ?? 844 },
      deviceScaleFactor: 1.5,
      hasTouch: true,
      isMobile: true,
      colorScheme: theme,
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    page.setDefaultTimeout(3000)
    await page.clock.setSystemTime(NOW)
    page.on('console', (message) => {
      if (message.type() === 'error') console.log(`  ${scene.name} ${theme}: ${message.text()}`)
    })
    page.on('pageerror', (error) => {
      console.log(`  ${scene.name} ${theme}: ${error.message}`)
    })
    // The first pages wait for the compiler, on a busy machine longer than for anything that a scene does.
    await page.goto(
      `${origin}/phone?theme=${theme}&fontSize=${options.font}&page=${encodeURIComponent(scene.page)}`,
      { timeout: 30_000 },
    )
    await page.waitForFunction(() => (globalThis as { __PHONE__?: { ready: boolean } }).__PHONE__?.ready)
    await page.waitForTimeout(scene.wait ?? 350)
    await scene.act?.(page).catch((error: unknown) => {
      console.log(`  ${scene.name} ${theme}: ${String(error)}`)
    })
    await page.waitForTimeout(350)
    await page.evaluate('document.fonts.ready.then(() => undefined)')
    await writeFile(join(options.out, `${scene.name}-${theme}.png`), await page.screenshot())
    if (options.axe) {
      const all = await violations(page)
      found += all.length
      for (const one of all) console.log(`  axe ${scene.name} ${theme}: ${one}`)
    }
    await context.close()
  }
  return found
}

await mkdir(options.out, { recursive: true })
const functions = await startFunctions()
const phone = await startPhonePage({ project: PROJECT_ROOT, cloudbase: functions.origin })
const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-gpu'] })
try {
  let found = 0
  for (const theme of ['light', 'dark'] as const)
    if (options.theme === undefined || options.theme === theme)
      found += await shoot(browser, phone.origin, theme)
  console.log(`pictures in ${options.out}${options.axe ? `, ${found} axe violations` : ''}`)
  if (found > 0) process.exitCode = 1
} finally {
  await browser.close()
  await phone.close()
  functions.close()
}
