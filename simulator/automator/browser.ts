import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { type Chromium, findChromium } from './chromium'

export interface BrowserOptions {
  /** Instead of looking for one. */
  executablePath?: string
  headless?: boolean
}

/** Flags that keep Chromium from talking to anybody; `--no-sandbox` because tests often run as root. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** @throws Error when there is no browser, see findChromium */
export async function launchBrowser({
  executablePath,
  headless = true,
}: BrowserOptions = {}): Promise<Browser> {
  const found: Chromium = executablePath === undefined ? await findChromium() : { executablePath }
  return chromium.launch({ ...found, headless, args: FLAGS })
}

export interface PhoneOptions {
  colorScheme?: 'light' | 'dark'
  /** Called with each address that was refused because it is not on this machine. */
  onBlocked?: (url: string) => void
}

/**
 * A window the size of a phone, with fingers instead of a mouse, that reaches nothing but this machine.
 * @throws Error with what the page says when the mini-program does not compile or start
 */
export async function openPhone(browser: Browser, url: string, options: PhoneOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
  })
  await stayHome(context, options.onBlocked)
  const page = await context.newPage()
  await page.goto(url)
  await page.waitForFunction(`globalThis.__PHONE__?.ready || document.querySelector('${FAILURE}')`)
  const [failure] = await page.locator(FAILURE).allTextContents()
  if (failure === undefined) return page
  await context.close()
  throw new Error(failure)
}

/** Where the page says that the mini-program does not compile or start. */
const FAILURE = '.phone-failure'

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Refuses every request to another machine. */
export async function stayHome(context: BrowserContext, onBlocked?: (url: string) => void): Promise<void> {
  await context.route(
    (url) => !LOOPBACK.has(url.hostname) && /^(https?|wss?):$/.test(url.protocol),
    async (route) => {
      onBlocked?.(route.request().url())
      await route.abort('blockedbyclient')
    },
  )
}
