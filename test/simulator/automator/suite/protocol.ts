import automator from 'miniprogram-automator'
import { current, driver, evaluate, mini, one, open, until, type Element } from '../session'

export const protocolSuite = (): void => {
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
}
