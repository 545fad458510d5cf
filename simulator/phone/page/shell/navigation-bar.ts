import { make } from './element'

const BACK =
  '<svg viewBox="0 0 12 24" width="12" height="24"><path d="M10 4 2.6 11.6 10 19.2" fill="none" stroke="currentColor" stroke-width="2"/></svg>'
const HOME =
  '<svg viewBox="0 0 24 24" width="20" height="20"><path d="M4 11.2 12 4l8 7.2V20h-5.4v-5.4H9.4V20H4z" fill="none" stroke="currentColor" stroke-width="1.6"/></svg>'
const MORE =
  '<svg viewBox="0 0 24 8" width="22" height="8"><circle cx="4" cy="4" r="2"/><circle cx="12" cy="4" r="3"/><circle cx="20" cy="4" r="2"/></svg>'
const CLOSE =
  '<svg viewBox="0 0 20 20" width="18" height="18"><circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="10" cy="10" r="3"/></svg>'
const SIGNAL =
  '<svg viewBox="0 0 66 14" width="66" height="14"><path d="M0 9h3v4H0zM5 7h3v6H5zm5-3h3v9h-3zm5-3h3v12h-3zM31 3c3 0 5 1 7 3l-1.500 1.600C35 6 33 5.200 31 5.200S27 6 25.500 7.600L24 6c2-2 4-3 7-3m0 4.200c1.700 0 3 .7 4 1.700l-4 4-4-4c1-1 2.300-1.700 4-1.700M44 1.500h16a2.500 2.500 0 0 1 2.500 2.500v6a2.500 2.500 0 0 1-2.500 2.500H44A2.500 2.500 0 0 1 41.500 10V4A2.500 2.500 0 0 1 44 1.500m0 1.200A1.300 1.300 0 0 0 42.700 4v6a1.300 1.300 0 0 0 1.300 1.300h16a1.300 1.300 0 0 0 1.300-1.300V4A1.300 1.300 0 0 0 60 2.700zM44 4h16v6H44zm20 1.200c1 .3 1.500 1 1.500 1.800s-.5 1.500-1.500 1.800z"/></svg>'

/** How a page wants its navigation bar. */
export interface BarLook {
  title: string
  background: string
  /** Colour of the text. */
  front: 'black' | 'white'
  custom: boolean
  /** What stands on the left. */
  left: 'back' | 'home' | 'none'
}

export class NavigationBar {
  readonly element = make('header', 'phone-bar')
  private readonly title = make('h1', 'phone-bar-title')
  private readonly loading = make('i', 'weui-loading phone-bar-loading')
  private readonly left: HTMLButtonElement
  private look: BarLook | undefined

  constructor(on: { back(): void; home(): void; menu(): void }) {
    const time = make('span', 'phone-time', '9:41')
    const signal = make('span', 'phone-signal')
    signal.innerHTML = SIGNAL
    const status = make('div', 'phone-status', time, signal)
    status.setAttribute('aria-hidden', 'true')
    this.left = make('button', 'phone-bar-left')
    this.left.type = 'button'
    this.left.onclick = () => (this.look?.left === 'back' ? on.back() : on.home())
    const capsule = make(
      'div',
      'phone-capsule',
      svgButton(MORE, '更多', on.menu),
      svgButton(CLOSE, '关闭', on.home),
    )
    this.loading.hidden = true
    this.element.append(status, make('div', 'phone-bar-row', this.left, this.loading, this.title, capsule))
  }

  show(look: BarLook): void {
    this.look = look
    this.title.textContent = look.title
    document.title = look.title
    this.element.style.setProperty('--bar-background', look.background)
    this.element.dataset.front = look.front
    this.element.classList.toggle('custom', look.custom)
    this.left.hidden = look.left === 'none'
    this.left.innerHTML = look.left === 'back' ? BACK : HOME
    this.left.setAttribute('aria-label', look.left === 'back' ? '返回' : '首页')
  }

  setLoading(on: boolean): void {
    this.loading.hidden = !on
  }
}

function svgButton(svg: string, label: string, run: () => void): HTMLButtonElement {
  const button = make('button')
  button.type = 'button'
  button.innerHTML = svg
  button.setAttribute('aria-label', label)
  button.onclick = run
  return button
}
