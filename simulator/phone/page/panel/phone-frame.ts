import { type Theme } from '../../compiled'
import { type PageMeter, type Wait } from '../runtime/meters'
import { make } from '../shell/element'

/** The window of the phone, as the panel reaches it. */
interface PhoneWindow {
  __PHONE__?: {
    ready: boolean
    phone: { meters: { waits: Wait[]; pages: PageMeter[] }; theme: Theme }
    setTheme(theme: Theme): void
  }
}

/** The phone in its frame. It is loaded again whenever something changes that a phone cannot change while it runs. */
export class PhoneFrame {
  readonly element = make('div', 'device')
  private readonly frame = make('iframe')
  private readonly query: URLSearchParams

  constructor(search: string) {
    this.query = new URLSearchParams(search)
    this.frame.title = '手机'
    this.frame.src = this.address
    this.element.append(this.frame)
  }

  /** Sets or removes a query parameter and starts the mini-program again. */
  set(name: string, value: string | undefined): void {
    if (value === undefined) this.query.delete(name)
    else this.query.set(name, value)
    this.frame.src = this.address
  }

  get(name: string): string | null {
    return this.query.get(name)
  }

  restart(): void {
    this.frame.contentWindow?.location.reload()
  }

  /** Changes the theme while the mini-program runs, as the phone's own settings do. */
  setTheme(theme: Theme): void {
    this.query.set('theme', theme)
    this.inside?.setTheme(theme)
  }

  get meters(): { waits: Wait[]; pages: PageMeter[] } {
    return this.inside?.phone.meters ?? { waits: [], pages: [] }
  }

  private get inside(): PhoneWindow['__PHONE__'] {
    return (this.frame.contentWindow as PhoneWindow | null)?.__PHONE__
  }

  private get address(): string {
    const search = this.query.toString()
    return search === '' ? '/phone' : `/phone?${search}`
  }
}
