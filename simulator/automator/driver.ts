import { type Page } from 'playwright-core'
import { PEOPLE } from '../phone/people'
import { native } from './native'

type Params = Record<string, unknown>

/** Answers the client's requests on one phone: what needs a browser from outside here, the rest inside the page. */
export class Driver {
  private readonly listeners = new Set<(event: string) => void>()

  private constructor(readonly page: Page) {}

  static async on(page: Page): Promise<Driver> {
    const driver = new Driver(page)
    await page.exposeFunction('__AUTOMATOR_EMIT__', (event: string) => {
      for (const listener of driver.listeners) listener(event)
    })
    return driver
  }

  /** Sends the page's events to a client until the returned function is called. */
  listen(listener: (event: string) => void): () => void {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  /** @throws Error when the method is not supported, or fails */
  async answer(method: string, params: Params): Promise<unknown> {
    switch (method) {
      case 'Tool.getInfo':
        return { SDKVersion: '3.8.12' }
      case 'Tool.native':
        return native(this.page, String(params.method), params.data)
      case 'Tool.getTestAccounts':
        return { accounts: PEOPLE.map(({ openid, name }) => ({ openid, nickName: name })) }
      case 'App.captureScreenshot':
        return { data: (await this.page.screenshot()).toString('base64') }
      case 'Element.tap':
        return this.tap(params)
      default:
        return this.inside(method, params)
    }
  }

  private async tap(params: Params): Promise<void> {
    const { x, y } = (await this.inside('Phone.tapPoint', params)) as { x: number; y: number }
    await this.page.touchscreen.tap(x, y)
  }

  private inside(method: string, params: Params): Promise<unknown> {
    return this.page.evaluate(
      ([name, values]) =>
        (
          globalThis as unknown as { __AUTOMATOR__: (name: string, values: Params) => Promise<unknown> }
        ).__AUTOMATOR__(name, values),
      [method, params] as const,
    )
  }
}
