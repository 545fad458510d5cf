import { driver, evaluate, log, logged, mini, one, open, until, type Page } from '../session'

export const wxSuite = (): void => {
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
      await mini.mockWxMethod('getStorageSync', function (
        this: { origin(key: string): string },
        key: string,
      ) {
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
        async () =>
          ((await evaluate('() => getApp().globalData.log')) as string[]).at(-1) === 'show 1038 null',
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
      expect(await evaluate(`() => typeof wx.request({ url: 'https://example.com/' }).abort`)).toBe(
        'function',
      )
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
        await evaluate(
          `() => [wx.canIUse('scanCode'), wx.canIUse('request'), wx.canIUse('openBusinessView')]`,
        ),
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
}
