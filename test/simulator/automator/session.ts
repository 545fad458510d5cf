import { join } from 'node:path'
import automator from 'miniprogram-automator'
import { startAutomator, type Automator } from '../../../simulator/automator/index'
import { startPhonePage, type PhonePage } from '../../../simulator/phone/index'
import { startTinyWorld } from './world'

type MiniProgram = Awaited<ReturnType<typeof automator.connect>>
export type Page = NonNullable<Awaited<ReturnType<MiniProgram['currentPage']>>>
export type Element = NonNullable<Awaited<ReturnType<Page['$']>>>

let world: Awaited<ReturnType<typeof startTinyWorld>>
/** One phone page, one browser and one client for all parts of the suite. */
export let phonePage: PhonePage
export let driver: Automator
export let mini: MiniProgram
/** Addresses on other machines that something asked for. */
export const blocked: string[] = []

export const fixture = join(__dirname, '../phone/fixture')
export const npm = { '@vant/weapp': join(process.cwd(), 'node_modules/@vant/weapp/lib') }

export async function startSession(): Promise<void> {
  world = await startTinyWorld()
  phonePage = await startPhonePage({ project: fixture, npm, sandbox: world.origin, cloudbase: world.origin })
  driver = await startAutomator({ pageUrl: phonePage.origin, onBlocked: (url) => blocked.push(url) })
  mini = await automator.connect({ wsEndpoint: driver.endpoint })
}

export async function stopSession(): Promise<void> {
  mini.disconnect()
  await driver.close()
  await phonePage.close()
  await world.close()
}

/** Without the client's fixed sleep of three seconds. */
export async function open(url: string): Promise<Page> {
  await mini.callWxMethod('reLaunch', { url })
  return current()
}
export async function current(): Promise<Page> {
  const page = await mini.currentPage()
  if (!page) throw new Error('no page')
  return page
}
export async function one(from: Page | Element, selector: string): Promise<Element> {
  const element = await from.$(selector)
  if (!element) throw new Error(`no ${selector}`)
  return element as Element
}
export async function until(check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 4000
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`never: ${check.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
/** For what is still moving: a tap that is refused is tried again until it had its effect. */
export const tapUntil = (element: () => Promise<Element>, done: () => Promise<boolean>): Promise<void> =>
  until(async () => {
    if (await done()) return true
    await (await element()).tap().catch(() => undefined)
    return done()
  })
export const log = async (page: Page): Promise<string[]> => (await page.data('log')) as string[]
export const logged = (page: Page, line: string): Promise<void> =>
  until(async () => (await log(page)).includes(line))
/** A member of a client's object that its typings do not name. */
export const evaluate = (code: string): Promise<unknown> => mini.evaluate(code as unknown as () => unknown)
