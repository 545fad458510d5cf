import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type Page as BrowserPage } from 'playwright-core'
import { openPhone } from '../../../../simulator/automator/browser'
import { startPhonePage } from '../../../../simulator/phone/index'
import { driver, fixture, npm, phonePage, until } from '../session'

export const desktopSuite = (): void => {
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
      cpSync(fixture, project, { recursive: true })
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
}
