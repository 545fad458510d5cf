import { make } from '../shell/element'
import { callHook, type Report } from './hooks'
import { type OpenPage } from './open-page'

const indicators = new WeakMap<OpenPage, HTMLElement>()

/** Lets the finger or the mouse pull a page down at its top. */
export function pullDown(page: OpenPage, report: Report): void {
  let from: number | undefined
  const { view } = page
  view.addEventListener('pointerdown', ({ clientY }) => {
    from = view.scrollTop <= 0 ? clientY : undefined
  })
  view.addEventListener('pointercancel', () => {
    from = undefined
  })
  const end = (clientY: number): void => {
    if (from !== undefined && clientY - from > 70 && view.scrollTop <= 0) startPullDown(page, report)
    from = undefined
  }
  view.addEventListener('pointerup', ({ clientY }) => end(clientY))
  view.addEventListener('touchend', ({ changedTouches }) => end(changedTouches[0]?.clientY ?? 0), {
    passive: true,
  })
}

/** Shows the indicator and tells the page. */
export function startPullDown(page: OpenPage, report: Report): void {
  if (indicators.has(page)) return
  const indicator = make('div', 'phone-pull', make('i', 'weui-loading'))
  indicators.set(page, indicator)
  page.view.prepend(indicator)
  indicator.classList.add('on')
  callHook(page.tree.instance, 'onPullDownRefresh', report)
}

export function stopPullDown(page: OpenPage): void {
  indicators.get(page)?.remove()
  indicators.delete(page)
}

/** Whether the page is being refreshed now. */
export const isPulledDown = (page: OpenPage): boolean => indicators.has(page)
