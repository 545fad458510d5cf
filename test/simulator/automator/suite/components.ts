import { driver, evaluate, log, logged, mini, one, open, until, type Page, type Element } from '../session'

export const componentsSuite = (): void => {
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
      // the component's order, not the page's
      expect(await card.text()).toMatch(/卡片[^]*默认插槽[^]*脚注[^]*加/)
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
}

declare const wx: { getAppBaseInfo(): { theme: string } }
