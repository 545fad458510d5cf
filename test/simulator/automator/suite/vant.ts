import { current, mini, one, open, tapUntil, until, type Page, type Element } from '../session'

export const vantSuite = (): void => {
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
        async () =>
          (await (await one(await one(page, 'van-popup'), '.van-popup')).style('display')) === 'none',
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
}
