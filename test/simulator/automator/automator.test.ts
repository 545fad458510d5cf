import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import automator from 'miniprogram-automator'
import { type Browser, type Page as BrowserPage } from 'playwright-core'
import { openPhone } from '../../../simulator/automator/browser'
import { startAutomator, type Automator } from '../../../simulator/automator/index'
import { startPhonePage, type PhonePage } from '../../../simulator/phone/index'
import { startTinyWorld } from './world'

type MiniProgram = Awaited<ReturnType<typeof automator.connect>>
type Page = NonNullable<Awaited<ReturnType<MiniProgram['currentPage']>>>
type Element = NonNullable<Awaited<ReturnType<Page['$']>>>

let world: Awaited<ReturnType<typeof startTinyWorld>>
let phonePage: PhonePage
let driver: Automator
let mini: MiniProgram
const blocked: string[] = []

beforeAll(async () => {
  world = await startTinyWorld()
  phonePage = await startPhonePage({
    project: join(__dirname, '../phone/fixture'),
    npm: { '@vant/weapp': join(process.cwd(), 'node_modules/@vant/weapp/lib') },
    sandbox: world.origin,
    cloudbase: world.origin,
  })
  driver = await startAutomator({ pageUrl: phonePage.origin, onBlocked: (url) => blocked.push(url) })
  mini = await automator.connect({ wsEndpoint: driver.endpoint })
}, 60_000)

afterAll(async () => {
  mini.disconnect()
  await driver.close()
  await phonePage.close()
  await world.close()
})

/** Without the client's fixed sleep of three seconds. */
async function open(url: string): Promise<Page> {
  await mini.callWxMethod('reLaunch', { url })
  return current()
}
async function current(): Promise<Page> {
  const page = await mini.currentPage()
  if (!page) throw new Error('no page')
  return page
}
async function one(from: Page | Element, selector: string): Promise<Element> {
  const element = await from.$(selector)
  if (!element) throw new Error(`no ${selector}`)
  return element as Element
}
async function until(check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 4000
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`never: ${check.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
/** For what is still moving: a tap that is refused is tried again until it had its effect. */
const tapUntil = (element: () => Promise<Element>, done: () => Promise<boolean>): Promise<void> =>
  until(async () => {
    if (await done()) return true
    await (await element()).tap().catch(() => undefined)
    return done()
  })
const log = async (page: Page): Promise<string[]> => (await page.data('log')) as string[]
const logged = (page: Page, line: string): Promise<void> =>
  until(async () => (await log(page)).includes(line))
/** A member of a client's object that its typings do not name. */
const evaluate = (code: string): Promise<unknown> => mini.evaluate(code as unknown as () => unknown)

describe('pages', () => {
  test('life cycle, query and the stack', async () => {
    const page = await open('/pages/home/home?a=1&name=%E6%9E%97')
    await logged(page, 'ready')
    expect(page.path).toBe('pages/home/home')
    expect(page.query).toEqual({ a: '1', name: '%E6%9E%97' })
    expect((await log(page)).slice(0, 3)).toEqual([
      'load {"a":"1","name":"%E6%9E%97"} 1 custom field',
      'show',
      'ready',
    ])
    await (await one(page, '#form')).tap()
    const form = await current()
    expect(form.path).toBe('pages/form/form')
    expect(form.query).toEqual({ from: 'home', name: '%E6%9E%97' })
    expect(await form.data('events')).toEqual(['attached', 'load', 'show'])
    expect((await mini.pageStack()).map(({ path }) => path)).toEqual(['pages/home/home', 'pages/form/form'])
    await (await one(form, '#back')).tap()
    await until(async () => (await mini.pageStack()).length === 1)
    expect((await log(page)).filter((line) => !line.startsWith('picture')).slice(3)).toEqual(['hide', 'show'])
  })

  test('tabs keep their page; routes that WeChat refuses are refused', async () => {
    const home = await open('/pages/home/home')
    await expect(mini.callWxMethod('navigateTo', { url: '/pages/tab/tab' })).rejects.toThrow(
      'navigateTo:fail can not navigateTo a tabbar page',
    )
    await expect(mini.callWxMethod('redirectTo', { url: '/pages/none/none' })).rejects.toThrow(
      'redirectTo:fail page "pages/none/none" is not found',
    )
    await expect(mini.callWxMethod('switchTab', { url: '/pages/form/form' })).rejects.toThrow(
      'no-tabBar page',
    )
    await mini.callWxMethod('switchTab', { url: '/pages/tab/tab' })
    expect(await (await current()).data('shows')).toBe(1)
    await mini.callWxMethod('switchTab', { url: '/pages/home/home' })
    expect(await log(await current())).toContain('hide')
    expect(await log(await current())).toEqual(await log(home))
    await mini.callWxMethod('switchTab', { url: '/pages/tab/tab' })
    expect(await (await current()).data('shows')).toBe(2)
  })

  test('a subpackage, and the event channel between two pages', async () => {
    await open('/pages/home/home')
    const opened = await evaluate(`() => new Promise((resolve) => wx.navigateTo({
      url: '/extra/about/about',
      events: { opened: (route) => setTimeout(() => resolve(route), 0) },
      success: ({ eventChannel }) => eventChannel.emit('hello', '首页'),
    }))`)
    expect(opened).toBe('extra/about/about')
    const about = await current()
    expect(await (await one(about, '#about')).text()).toBe('关于 首页')
  })

  test('pull down, reach the bottom, window properties', async () => {
    const page = await open('/pages/home/home')
    await mini.callWxMethod('startPullDownRefresh')
    await logged(page, 'pull')
    await mini.pageScrollTo(100000)
    await logged(page, 'bottom')
    expect(await page.scrollTop()).toBeGreaterThan(300)
    expect((await page.size()).width).toBe(375)
  })
})

describe('templates and components', () => {
  let page: Page
  beforeAll(async () => {
    page = await open('/pages/home/home')
  })

  test('WXS, templates, lists and conditions', async () => {
    expect(await (await one(page, '#sum')).text()).toBe('¥16.49 6 Array 12')
    const rows = (await page.$$('.row')) as Element[]
    expect(await Promise.all(rows.map((row) => row.text()))).toEqual([
      expect.stringMatching(/1\. 充电宝.*¥3\.00/),
      expect.stringMatching(/2\. 雨伞.*¥2\.00/),
      expect.stringMatching(/3\. 酒店.*¥399\.00/),
    ])
    expect(await page.$('.few')).not.toBeNull()
    await page.setData({ list: [] })
    expect(await page.$('.few')).toBeNull()
    expect(await page.$('.none')).not.toBeNull()
    await page.setData({
      list: Array.from({ length: 6 }, (_, id) => ({ id, name: `n${id}`, price: '', done: false })),
    })
    expect(await page.$$('.row')).toHaveLength(6)
    expect(await page.$('.many')).not.toBeNull()
    page = await open('/pages/home/home')
  })

  test('events are plain, bubble, and are caught', async () => {
    const [row] = (await page.$$('.row')) as Element[]
    await row?.tap()
    await logged(page, 'tap a object true')
    expect(await page.data('list[0].done')).toBe(true)
    expect(await row?.attribute('class')).toMatch(/row done/)
    expect(await row?.attribute('data-row-id')).toBe('a')
    await (await one(page, '#inner')).tap()
    await logged(page, 'inner')
    expect(await log(page)).not.toContain('outer')
  })

  test('a component: properties, slots, observers, behaviours, life cycle', async () => {
    const card = (await one(page, 'stage-card')) as Element & {
      data(path?: string): Promise<unknown>
      setData(data: object): Promise<void>
      callMethod(name: string): Promise<unknown>
    }
    expect(card.constructor.name).toBe('CustomElement')
    expect(await card.property('count')).toBe(3)
    expect(await card.data('doubled')).toBe(6)
    expect(await card.data('life')).toEqual(['attached', 'show', 'ready'])
    await expect(card.property('nothing')).rejects.toThrow('not exists')
    expect(await page.$('.plus')).toBeNull() // it belongs to the component's own template
    await (await one(card, '.plus')).tap()
    expect(await page.data('count')).toBe(4)
    expect(await card.data('selected')).toBe(true)
    expect(await (await one(page, '.foot')).text()).toBe('脚注 4')
    await card.callMethod('onPlus')
    expect(await page.data('count')).toBe(5)
    await card.setData({ doubled: 1 })
    expect(await (await one(card, '.title')).text()).toBe('卡片 ×1')
    expect(await card.wxml()).toContain('<text class="title title-class">卡片 ×1</text>')
  })

  test('relations know each other', async () => {
    const folder = (await one(page, '#folder')) as Element & { data(path: string): Promise<unknown> }
    expect(await folder.data('count')).toBe(3)
  })

  test('styles: scopes, external classes, rpx, rem of page-meta, vh of the page', async () => {
    const style = async (selector: string, name: string, inside?: string): Promise<string> => {
      const element = await one(page, selector)
      return (inside === undefined ? element : await one(element, inside)).style(name) as Promise<string>
    }
    expect(await style('stage-card', 'color', '.title')).toBe('rgb(1, 2, 3)')
    expect(await style('stage-card', 'display')).toBe('block')
    expect(await style('.picture', 'width')).toBe('50px')
    expect(await style('.picture', 'height')).toBe('50px')
    expect(await style('#sum', 'font-size')).toBe('20px')
    expect(await style('#sum', 'font-weight')).toBe('700')
    expect(await style('#top', 'letter-spacing')).toBe('1px')
    expect(await style('#end', 'color')).toBe('rgb(9, 9, 9)')
    const views = await driver.page.evaluate('document.querySelector(".phone-views").clientHeight')
    expect(parseFloat(await style('.outer', 'height'))).toBeCloseTo(Number(views) / 10, 0)
    const tab = await open('/pages/tab/tab')
    const number = await one(tab, '#tab')
    // home's .sum must not reach this page
    expect([await number.style('font-weight'), await number.style('font-size')]).toEqual(['400', '16px'])
    page = await open('/pages/home/home')
  })

  test('selector query counts from the page’s corner', async () => {
    await (await one(page, '#sum')).tap()
    await logged(page, 'sum at true')
  })

  test('dark theme: colours, theme.json, onThemeChange', async () => {
    const bar = (): Promise<unknown> =>
      driver.page.evaluate('getComputedStyle(document.querySelector(".phone-bar")).backgroundColor')
    const ink = async (): Promise<unknown> => (await one(page, '.none, #inner')).style('color')
    expect([await ink(), await bar()]).toEqual(['rgb(34, 34, 34)', 'rgb(255, 255, 255)'])
    await driver.page.emulateMedia({ colorScheme: 'dark' })
    await until(async () => (await ink()) === 'rgb(238, 238, 238)')
    await until(async () => (await bar()) === 'rgb(16, 16, 16)')
    const tab = 'getComputedStyle(document.querySelector(".phone-tab[aria-current]")).color'
    expect(await driver.page.evaluate(tab)).toBe('rgb(255, 255, 255)')
    expect(await mini.evaluate(() => wx.getAppBaseInfo().theme)).toBe('dark')
    expect(await evaluate('() => getApp().globalData.log')).toContain('theme dark')
    await driver.page.emulateMedia({ colorScheme: 'light' })
    await until(async () => (await ink()) === 'rgb(34, 34, 34)')
  })
})

describe('native tags', () => {
  test('a form: fields, groups, submit and reset', async () => {
    await open('/pages/home/home')
    await mini.callWxMethod('navigateTo', { url: '/pages/form/form' })
    const page = await current()
    const name = (await one(page, '.name')) as Element & { input(value: string): Promise<void> }
    expect(name.constructor.name).toBe('InputElement')
    await name.input('林晓晓晓晓')
    expect(await name.value()).toBe('林晓晓晓')
    expect(await page.data('name')).toBe('林晓晓晓')
    await ((await one(page, '.note')) as typeof name).input('备注')
    await (await one(page, '.large')).tap()
    expect(await page.data('size')).toBe('l')
    await (await one(page, '.milk')).tap()
    expect(await page.data('extras')).toEqual(['milk', 'sugar'])
    await (await one(page, '.agree')).tap()
    expect(await page.data('agree')).toBe(true)
    await ((await one(page, '.amount')) as Element & { slideTo(value: number): Promise<void> }).slideTo(7)
    await (await one(page, '.city')).tap()
    await driver.page.selectOption('.phone-picker select', '1')
    await driver.page.click('.phone-picker [data-action=confirm]')
    await until(async () => (await page.data('city')) === 1)
    await (await one(page, '.submit')).tap()
    expect(JSON.parse((await page.data('result')) as string)).toEqual({
      name: '林晓晓晓', note: '备注', size: 'l', extras: ['milk', 'sugar'], agree: true, amount: 7, city: 1,
    }) // prettier-ignore
    await (await one(page, '.reset')).tap()
    expect([await page.data('result'), await name.value()]).toEqual(['reset', ''])
  })

  test('a scroll view and a picture', async () => {
    const page = await open('/pages/home/home')
    const scroller = (await one(page, '#scroller')) as Element & {
      scrollTo(x: number, y: number): Promise<void>
      scrollHeight(): Promise<number>
    }
    expect(await scroller.scrollHeight()).toBe(600)
    await scroller.scrollTo(0, 600)
    expect(await scroller.property('scrollTop')).toBe(500)
    await logged(page, 'lower')
    await logged(page, 'picture 2')
  })

  test('a tap fails when something covers the element', async () => {
    const page = await open('/pages/home/home')
    const target = await one(page, '#target')
    await target.tap()
    await logged(page, 'target')
    await page.setData({ covered: true })
    await expect(target.tap()).rejects.toThrow('the element is covered by <view> .cover')
    await page.setData({ list: [] })
    const gone = (await open('/pages/tab/tab')) && target
    await expect(gone.tap()).rejects.toThrow('element is detached')
  })
})

describe('Vant', () => {
  let page: Page
  beforeAll(async () => {
    await open('/pages/home/home')
    await mini.callWxMethod('navigateTo', { url: '/pages/vant/vant' })
    page = await current()
  })

  test('tabs and field', async () => {
    const tabs = await one(page, 'van-tabs')
    const second = (await tabs.$$('.van-tab'))[1] as Element
    await second.tap()
    await until(async () => (await page.data('tab')) === 1)
    await (
      (await one(await one(page, 'van-field'), 'input')) as Element & { input(v: string): Promise<void> }
    ).input('138')
    await until(async () => (await page.data('phone')) === '138')
    const line = await one(tabs, '.van-tabs__line')
    expect(parseFloat((await line.style('width')) as string)).toBe(40)
  })

  test('popup and function-style dialog', async () => {
    await (await one(page, '#popup')).tap()
    await until(async () => (await page.data('shown')) === true)
    await tapUntil(
      () => one(page, '#close'),
      async () => (await page.data('shown')) === false,
    )
    await until(
      async () => (await (await one(await one(page, 'van-popup'), '.van-popup')).style('display')) === 'none',
    )
    await (await one(page, '#dialog')).tap()
    const dialog = await one(page, '#van-dialog')
    await until(async () => (await dialog.$$('van-button')).length === 2)
    await tapUntil(
      async () => (await dialog.$$('van-button'))[1] as Element,
      async () => (await page.data('answer')) === 'yes',
    )
  })

  test('a cell that links', async () => {
    await tapUntil(
      () => one(page, 'van-cell'),
      async () => (await current()).path === 'extra/about/about',
    )
  })
})

describe('wx', () => {
  let page: Page
  beforeAll(async () => {
    page = await open('/pages/home/home')
  })

  test('modal and action sheet are real; a modal can be mocked', async () => {
    await (await one(page, '#modal')).tap()
    await until(() => driver.page.isVisible('.phone-modal .weui-dialog'))
    await mini.native().confirmModal()
    await logged(page, 'modal true')
    await mini.mockWxMethod('showModal', { confirm: false, cancel: true })
    await (await one(page, '#modal')).tap()
    await logged(page, 'modal false')
    await mini.restoreWxMethod('showModal')
    await (await one(page, '#sheet')).tap()
    await driver.page.tap('.phone-sheet [data-action=item-1]')
    await logged(page, 'sheet 1')
    await (await one(page, '#sheet')).tap()
    await driver.page.tap('.phone-sheet [data-action=cancel]')
    await logged(page, 'showActionSheet:fail cancel')
    await expect(mini.native().cancelModal()).rejects.toThrow()
  })

  test('a mock can be a function, fail, and reach the original', async () => {
    await mini.mockWxMethod('openBusinessView', function (
      this: unknown,
      options: { extraData: { package: string } },
    ) {
      return { errMsg: `openBusinessView:fail cancel ${options.extraData.package}` }
    } as never)
    await (await one(page, '#pay')).tap()
    await logged(page, 'openBusinessView:fail cancel p1')
    await mini.restoreWxMethod('openBusinessView')
    await mini.mockWxMethod('getStorageSync', function (this: { origin(key: string): string }, key: string) {
      return `mocked ${this.origin(key)}`
    } as never)
    await mini.callWxMethod('setStorageSync', 'k', 'v')
    expect(await mini.callWxMethod('getStorageSync', 'k')).toBe('mocked v')
    await mini.restoreWxMethod('getStorageSync')
    expect(await mini.callWxMethod('getStorageSync', 'k')).toBe('v')
    expect(await mini.callWxMethod('getStorageSync', 'none')).toBe('')
  })

  test('openBusinessView opens the sandbox’s page and comes back with its query_id', async () => {
    await (await one(page, '#pay')).tap()
    const frame = driver.page.frameLocator('.phone-other iframe')
    expect(JSON.parse((await frame.locator('#query').textContent()) ?? '')).toEqual({
      businessType: 'wxpayScoreUse', package: 'p1', openid: 'local-customer-1',
    }) // prettier-ignore
    const before = (await log(page)).length
    await frame.locator('#back').tap()
    await logged(page, 'paid')
    await until(async () => (await log(page)).slice(before).includes('show'))
    expect((await log(page)).slice(before - 1)).toEqual(['hide', 'paid', 'show'])
    const app = (await evaluate('() => getApp().globalData.log')) as string[]
    expect(app.slice(-2)).toEqual(['hide', 'show 1038 {"query_id":"q1"}'])
    expect(await evaluate('() => wx.getEnterOptionsSync().referrerInfo.appId')).toBe('wxd8f3793ea3b935b8')
    await (await one(page, '#pay')).tap()
    await frame.locator('#close').tap()
    await until(
      async () => ((await evaluate('() => getApp().globalData.log')) as string[]).at(-1) === 'show 1038 null',
    )
    await until(async () => (await driver.page.locator('.phone-other').count()) === 0)
  })

  test('requests to the local world carry the person, other hosts are refused', async () => {
    await (await one(page, '#call')).tap()
    await logged(page, 'call 200 local-customer-1')
    await evaluate(`() => wx.cloud.init()`)
    expect(await evaluate(`async () => (await wx.cloud.callFunction({ name: 'console', data: {} })).result`)).toEqual({
      openid: 'local-customer-1', name: 'console',
    }) // prettier-ignore
    const refused = await evaluate(
      `() => new Promise((resolve) => wx.request({ url: 'https://example.com/', fail: resolve, success: resolve }))`,
    )
    expect(refused).toMatchObject({ errMsg: 'request:fail url not in domain list' })
    expect(await evaluate(`() => typeof wx.request({ url: 'https://example.com/' }).abort`)).toBe('function')
    await driver.page.evaluate(`new Image().src = 'https://example.com/pixel.png'`)
    await driver.page.evaluate(`fetch('https://example.com/').catch(() => {})`)
  })

  test('what is missing throws, and never succeeds', async () => {
    const errors: { message: string }[] = []
    mini.on('exception', (error: { message: string }) => errors.push(error))
    await (await one(page, '#missing')).tap()
    await until(() => Promise.resolve(errors.length > 0))
    expect(errors[0]?.message).toBe('not implemented in the phone page: wx.scanCode')
    expect(await log(page)).not.toContain('scanned')
    expect(
      await evaluate(`() => [wx.canIUse('scanCode'), wx.canIUse('request'), wx.canIUse('openBusinessView')]`),
    ).toEqual([false, true, true])
    await expect(page.callMethod('breaks')).rejects.toThrow('it broke')
    await expect(mini.callWxMethod('cloud.database')).rejects.toThrow()
  })

  test('a browser’s globals are hidden from the source', async () => {
    expect(await (await one(page, '#end')).text()).toBe('undefined undefined undefined undefined undefined')
  })

  test('setData that JSON would change is reported, and everything is counted', async () => {
    const messages: unknown[] = []
    mini.on('console', (entry: { type: string; args: unknown[] }) => {
      if (entry.type === 'error') messages.push(entry.args[0])
    })
    await until(async () => {
      await page.callMethod('unsafe')
      return messages.length > 0
    })
    expect(messages[0]).toBe('setData of pages/home/home: "when" is a Date, which is not plain data')
    const meters = (await driver.page.evaluate(
      `(() => { const { pages, waits } = __PHONE__.phone.meters; return { page: pages.at(-1), waits, nodes: __PHONE__.nodes() } })()`,
    )) as { page: Record<string, number>; waits: { what: string; end: number }[]; nodes: number }
    expect(meters.page).toMatchObject({ page: 'pages/home/home', calls: 2, requests: 4 })
    expect(meters.page.setData).toBeGreaterThan(10)
    expect(meters.page.bytes).toBeGreaterThan(500)
    expect(meters.nodes).toBeGreaterThan(30)
    expect(meters.waits.filter(({ what }) => what === 'orders.list')).toHaveLength(1)
    expect(meters.waits.every(({ end }) => end > 0)).toBe(true)
  })
})

describe('the protocol', () => {
  test('selectors that DevTools does not know are refused', async () => {
    const page = await open('/pages/home/home')
    await expect(page.$$('[data-index]')).rejects.toThrow('selector "[data-index]" is not supported')
    await expect(page.$$('.row:first-child')).rejects.toThrow('is not supported')
    expect(await page.$$('.top > .row, folder document')).toHaveLength(6)
    expect(await page.$('.nothing')).toBeNull()
  })

  test('other methods answer with a clear error', async () => {
    await expect(mini.getTicket()).rejects.toThrow('Tool.getTicket is not supported by the phone page')
    await expect((await current()).xpath('//view')).resolves.toBeNull()
  })

  test('code, bindings, console, screenshots, offsets', async () => {
    expect(await mini.evaluate((a: number, b: number) => a + b, 2, 3)).toBe(5)
    expect(await evaluate('() => getCurrentPages()[0].route')).toBe('pages/home/home')
    await expect(evaluate('() => { throw new Error("no") }')).rejects.toThrow('no')
    const told: unknown[] = []
    await mini.exposeFunction('tell', (...args: unknown[]) => told.push(args))
    await evaluate('() => tell(1, { two: 2 })')
    await until(() => Promise.resolve(told.length > 0))
    expect(told).toEqual([[1, { two: 2 }]])
    const lines: unknown[] = []
    mini.on('console', (entry: { args: unknown[] }) => lines.push(entry.args))
    await until(async () => {
      await evaluate(`() => console.log('hello', { a: 1 })`)
      return lines.length > 0
    })
    expect(lines[0]).toEqual(['hello', { a: 1 }])
    expect(
      Buffer.from((await mini.screenshot()) as unknown as string, 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    const page = await current()
    const sum = await one(page, '#sum')
    expect(await sum.offset()).toEqual({ left: 15, top: 15 })
    expect((await sum.size()).width).toBe(345)
    expect(await sum.outerWxml()).toMatch(/^<view id="sum" class="sum">¥16\.49/)
    expect((await mini.systemInfo()) as unknown).toMatchObject({ platform: 'devtools', windowWidth: 375 })
  })

  test('a second phone belongs to another person', async () => {
    const other = await automator.connect({ wsEndpoint: `${driver.endpoint}/?person=local-operator-1` })
    const page = await other.currentPage()
    await ((await page?.$('#call')) as Element).tap()
    await until(async () => ((await page?.data('log')) as string[]).includes('call 200 local-operator-1'))
    other.disconnect()
    await expect(automator.connect({ wsEndpoint: `${driver.endpoint}/?person=nobody` })).rejects.toThrow(
      'There is no person nobody; there are local-customer-1, local-operator-1.',
    )
    expect(await mini.testAccounts()).toEqual([
      { openid: 'local-customer-1', nickName: '林晓' },
      { openid: 'local-operator-1', nickName: '周远' },
    ])
  })

  test('a web page cannot connect', async () => {
    const refused = await driver.page.evaluate(
      `new Promise((resolve) => { const s = new WebSocket(${JSON.stringify(driver.endpoint)}); s.onerror = () => resolve(true); s.onopen = () => resolve(false) })`,
    )
    expect(refused).toBe(true)
  })
})

describe('the page in a desktop browser', () => {
  /** What the page in the phone's frame noted. */
  const logOf = async (window: BrowserPage): Promise<string[]> =>
    ((await window.frames()[1]?.evaluate('__PHONE__?.phone.pages.top?.tree.instance.data.log')) ??
      []) as string[]
  let browser: Browser
  let page: BrowserPage
  beforeAll(async () => {
    const own = driver.page.context().browser()
    if (!own) throw new Error('no browser')
    browser = own
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  })
  afterAll(async () => {
    await page.context().close()
  })

  test('phone and panel stand side by side; the person is switched there', async () => {
    await page.goto(phonePage.origin)
    const phone = page.frameLocator('iframe[title="手机"]')
    await phone.locator('#top').waitFor()
    await page.mouse.move(330, 200)
    await page.mouse.down()
    await page.mouse.move(330, 320)
    await page.mouse.up()
    await until(async () => (await logOf(page)).includes('pull'))
    await phone.locator('#call').click() // a mouse taps too
    await page.getByRole('tab', { name: '等待' }).click()
    await page.locator('.record', { hasText: 'orders.list' }).first().waitFor()
    expect(await page.locator('.time').textContent()).toContain('11:04:05')
    await page.getByRole('radio', { name: /周远/ }).check()
    await phone.locator('#call').click()
    await until(async () => (await logOf(page)).includes('call 200 local-operator-1'))
    await page.getByRole('radio', { name: '深色' }).check()
    await until(async () => (await phone.locator('html').getAttribute('data-theme')) === 'dark')
  })

  test('without openBusinessView the old way is taken; envVersion is as asked', async () => {
    await page.goto(`${phonePage.origin}/?bare&without=openBusinessView&envVersion=release`)
    await page.locator('#pay').click()
    await page.frameLocator('.phone-other iframe').locator('#close').click()
    const state = `(() => { const { phone, wx } = __PHONE__; return [phone.pages.top.tree.instance.data.log.slice(-3), wx.getAccountInfoSync().miniProgram.envVersion, typeof wx.openBusinessView] })()`
    await until(async () => ((await page.evaluate(state)) as [string[]])[0].at(-1) === 'show')
    expect(await page.evaluate(state)).toEqual([['hide', 'navigated', 'show'], 'release', 'undefined'])
  })

  test('a source that does not compile is shown, and driving it fails with what is wrong', async () => {
    const project = mkdtempSync(join(tmpdir(), 'phone-broken-'))
    cpSync(join(__dirname, '../phone/fixture'), project, { recursive: true })
    const npm = { '@vant/weapp': join(process.cwd(), 'node_modules/@vant/weapp/lib') }
    const broken = await startPhonePage({ project, npm })
    try {
      writeFileSync(join(project, 'src/app.js'), 'undefinedFunction()')
      await broken.rebuild()
      await expect(openPhone(browser, `${broken.origin}/phone`)).rejects.toThrow(
        'undefinedFunction is not defined',
      )
      writeFileSync(join(project, 'src/pages/tab/tab.wxml'), '<video/>')
      await expect(broken.rebuild()).rejects.toThrow()
      await expect(openPhone(browser, `${broken.origin}/phone`)).rejects.toThrow(
        'tab.wxml:1 unknown tag <video>',
      )
    } finally {
      await broken.close()
      rmSync(project, { recursive: true })
    }
  })

  test('a narrow window gets the phone alone', async () => {
    await page.setViewportSize({ width: 400, height: 800 })
    await page.goto(phonePage.origin)
    await page.waitForURL('**/phone')
  })
})

test('nothing was asked of another machine but what the tests tried', () => {
  expect(new Set(blocked.map((url) => new URL(url).hostname))).toEqual(
    new Set(blocked.length > 0 ? ['example.com'] : []),
  )
})

declare const wx: { getAppBaseInfo(): { theme: string } }
