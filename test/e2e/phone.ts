import { join } from 'node:path'
import automator from 'miniprogram-automator'
import { ENDPOINT, OPERATOR_ENDPOINT, SANDBOX } from './setup'

export type MiniProgram = Awaited<ReturnType<typeof automator.connect>>
type WxPage = NonNullable<Awaited<ReturnType<MiniProgram['currentPage']>>>
type Element = NonNullable<Awaited<ReturnType<WxPage['$']>>>

/** How long something may take before a test gives up; WeChat DevTools is slower than a browser. */
const PATIENCE = Number(process.env['E2E_PATIENCE_MS'] ?? 12_000)

/** Asks again and again until it is so. */
export async function until<T>(
  what: string | (() => string),
  ask: () => Promise<T | undefined | null | false>,
): Promise<T> {
  const end = Date.now() + PATIENCE
  for (;;) {
    const found = await ask()
    if (found) return found
    if (Date.now() > end) throw new Error(`Never came: ${typeof what === 'string' ? what : what()}`)
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}

/**
 * A phone with the mini-program, driven by the unmodified miniprogram-automator. Only what WeChat DevTools has too: tag, id and
 * class selectors, mocked `openBusinessView`, the sandbox's control calls.
 */
export class Phone {
  private constructor(readonly mini: MiniProgram) {}

  static async connect(who: 'customer' | 'operator' = 'customer'): Promise<Phone> {
    const endpoint = process.env[who === 'customer' ? ENDPOINT : OPERATOR_ENDPOINT]
    if (endpoint) return new Phone(await automator.connect({ wsEndpoint: endpoint }))
    const cliPath = process.env['WX_CLI_PATH']
    if (!cliPath) throw new Error(`Neither ${ENDPOINT} nor WX_CLI_PATH is set.`)
    return new Phone(await automator.launch({ cliPath, projectPath: process.cwd() }))
  }

  disconnect(): void {
    this.mini.disconnect()
  }

  /** WeChat Pay's page opens and is left again; whether it was confirmed is the sandbox's business. */
  async mockConfirmPage(): Promise<void> {
    await this.mini.mockWxMethod('openBusinessView', { errMsg: 'openBusinessView:ok' })
  }

  /** Whoever is asked 「确定吗」 says yes. */
  async mockConsent(): Promise<void> {
    await this.mini.mockWxMethod('showModal', { errMsg: 'showModal:ok', confirm: true, cancel: false })
  }

  /** Without the client's fixed sleep of three seconds. */
  async open(url: string): Promise<WxPage> {
    await this.mini.callWxMethod('reLaunch', { url })
    return this.on(url.split('?')[0]?.replace(/^\//, '') ?? '')
  }

  /** The page with this path, once it is on top. */
  async on(path: string): Promise<WxPage> {
    return until(`page ${path}`, async () => {
      const page = await this.mini.currentPage()
      return page?.path === path ? page : undefined
    })
  }

  async find(selector: string): Promise<Element> {
    return until(
      selector,
      async () => (await this.mini.currentPage())?.$(selector) as Promise<Element | null>,
    )
  }

  /** The element, or `inner` inside the custom component that `selector` names. */
  private async reach(selector: string, inner?: string): Promise<Element | null> {
    const outer = await this.find(selector)
    return inner === undefined ? outer : (outer.$(inner) as Promise<Element | null>)
  }

  /** Taps what can be tapped, again while something still moves over it or is drawn anew. */
  async tap(selector: string, inner?: string): Promise<void> {
    await until(`a tap on ${selector} ${inner ?? ''}`, async () => {
      try {
        const element = await this.reach(selector, inner)
        await element?.tap()
        return element !== null
      } catch {
        return false
      }
    })
  }

  /** The text of an element, once it fits. */
  async reads(selector: string, text: string | RegExp): Promise<string> {
    let last = ''
    const fits = (seen: string): boolean => (typeof text === 'string' ? seen.includes(text) : text.test(seen))
    return until(
      () => `${selector} reading ${String(text)}; it read ${last}`,
      async () => {
        last = (await (await this.find(selector)).text().catch(() => '')) ?? ''
        return fits(last) ? last : undefined
      },
    )
  }

  /** Types into a native input; `inner` is one inside the custom component that `selector` names. */
  async type(selector: string, text: string, inner?: string): Promise<void> {
    await until(`typing into ${selector} ${inner ?? ''}`, async () => {
      try {
        const input = await this.reach(selector, inner)
        await (input as (Element & { input(value: string): Promise<void> }) | null)?.input(text)
        return input !== null
      } catch {
        return false
      }
    })
  }

  /** A picture for the README, when `PICTURES` names a folder (`npm run docs`). */
  async picture(name: string): Promise<void> {
    const folder = process.env['PICTURES']
    if (!folder) return
    // A sheet slides and fades in for 300 ms; pictures alone wait for it, tests never do.
    await new Promise((resolve) => setTimeout(resolve, 600))
    await this.mini.screenshot({ path: join(folder, `${name}.png`) })
  }

  /** Whether the element is not there now. */
  async lacks(selector: string): Promise<boolean> {
    return !(await (await this.mini.currentPage())?.$(selector))
  }
}

/** A control call of the sandbox. */
export async function sandbox(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${process.env[SANDBOX] ?? ''}/sandbox${path}`, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
  return answer
}

/** The newest order of WeChat Pay's side. */
export async function newestOrder(): Promise<{ out_order_no: string; state: string }> {
  const { orders } = (await sandbox('GET', '/orders')) as {
    orders: { out_order_no: string; state: string }[]
  }
  const last = orders.at(-1)
  if (!last) throw new Error('The sandbox has no order.')
  return last
}

export const act = (out_order_no: string, action: 'confirm' | 'decline' | 'pay' | 'fail'): Promise<unknown> =>
  sandbox('POST', `/orders/${out_order_no}/${action}`, {})
