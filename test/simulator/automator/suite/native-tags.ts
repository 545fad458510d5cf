import { current, driver, logged, mini, one, open, until, type Element } from '../session'

export const nativeTagsSuite = (): void => {
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
}
