import { type Frame, type FrameLocator, type Locator, type Page } from 'playwright-core'
import { picture, type Served, violations } from './served'

/** The two people of the local world. */
export type Who = '林晓' | '周远'

interface Open {
  path: string
  query: { orderId?: string }
}

/** `npm start`'s own page on a desktop: one phone that goes from hand to hand, the panel beside it, and a mouse. */
export class Desk {
  readonly phone: FrameLocator
  /** WeChat Pay's page over the mini-program. */
  readonly wechatPay: FrameLocator

  private constructor(
    readonly page: Page,
    /** Before the name of each picture. */
    private readonly name: string,
  ) {
    this.phone = page.frameLocator('iframe[title="手机"]')
    this.wechatPay = this.phone.frameLocator('.phone-other iframe')
  }

  static async open(served: Served, scheme: 'light' | 'dark', name: string): Promise<Desk> {
    const context = await served.browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'zh-CN',
      colorScheme: scheme,
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(served.origin)
    return new Desk(page, name)
  }

  close(): Promise<void> {
    return this.page.context().close()
  }

  /** Hands the phone to somebody: the mini-program starts again, on its first page. */
  async giveTo(who: Who): Promise<void> {
    await this.page.getByRole('radio', { name: new RegExp(who) }).check()
    await this.at('offer-tea-shop').waitFor()
  }

  /** An element of the mini-program's page on top by id; the pages below it are there too, and not to be seen. */
  at(id: string): Locator {
    return this.phone.locator(`#${id}`).filter({ visible: true }).last()
  }

  click(id: string): Promise<void> {
    return this.at(id).click()
  }

  /** A button or a tab of the phone itself. */
  press(name: string): Promise<void> {
    return this.phone.getByRole('button', { name, exact: true }).last().click()
  }

  async reads(id: string, text: string): Promise<void> {
    await this.at(id).getByText(text).first().waitFor()
  }

  /** Puts so many of a kind into the cart, or among what is given back. */
  async count(id: string, count: number): Promise<void> {
    for (let more = 0; more < count; more += 1) await this.at(`count-${id}`).locator('#more').click()
  }

  /** Answers what the phone asks in a dialog, which must say this much. */
  async agree(saying: string, button: string): Promise<void> {
    const dialog = this.phone.getByRole('dialog')
    await dialog.getByText(saying).waitFor()
    await this.isFine(`ask ${button}`)
    await dialog.getByRole('button', { name: button }).click()
  }

  /** axe finds nothing in what the phone shows in this state. */
  async isFine(state: string): Promise<void> {
    await picture(this.page.locator('.device'), `${this.name}-${state.replaceAll(' ', '-')}`)
    const [over] = this.frame.childFrames()
    expect({ state, found: await violations(over ?? this.frame) }).toEqual({ state, found: [] })
  }

  /** The mini-program was entered on this page of an order; no other page is below it. */
  async entered(path: string, orderId: string): Promise<void> {
    await this.frame.waitForFunction(
      ([page, order]) => {
        const { __PHONE__ } = globalThis as unknown as { __PHONE__: { phone: { pages: { stack: Open[] } } } }
        const [only, ...others] = __PHONE__.phone.pages.stack
        return others.length === 0 && only?.path === page && only?.query.orderId === order
      },
      [path, orderId] as const,
    )
  }

  private get frame(): Frame {
    const [frame] = this.page.mainFrame().childFrames()
    if (!frame) throw new Error('The page has no phone.')
    return frame
  }
}
