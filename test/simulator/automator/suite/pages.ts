import { current, evaluate, log, logged, mini, one, open, until } from '../session'

export const pagesSuite = (): void => {
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
      expect((await log(page)).filter((line) => !line.startsWith('picture')).slice(3)).toEqual([
        'hide',
        'show',
      ])
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
}
