import { type Phone } from '../runtime/phone'
import { startPullDown, stopPullDown } from '../runtime/pull-down'
import { type OpenPage } from '../runtime/open-page'
import { type Api, asyncApis, textOption, WxFailure } from './async-api'

/** What changes the page on top: its bar, its scrolling, its refresh. */
export function page({ pages, shell, report }: Phone): Api {
  const top = (): OpenPage => {
    if (!pages.top) throw new WxFailure('no page')
    return pages.top
  }
  return asyncApis({
    setNavigationBarTitle({ title }) {
      top().bar.title = textOption(title)
      pages.drawBars()
    },
    setNavigationBarColor({ frontColor, backgroundColor }) {
      Object.assign(top().bar, {
        front: textOption(frontColor).toLowerCase() === '#ffffff' ? 'white' : 'black',
        background: textOption(backgroundColor),
      })
      pages.drawBars()
    },
    showNavigationBarLoading() {
      shell.bar.setLoading(true)
    },
    hideNavigationBarLoading() {
      shell.bar.setLoading(false)
    },
    startPullDownRefresh() {
      startPullDown(top(), report)
    },
    stopPullDownRefresh() {
      stopPullDown(top())
    },
    pageScrollTo({ scrollTop, selector, offsetTop, duration = 300 }) {
      const { view } = top()
      const target = typeof selector === 'string' ? view.querySelector<HTMLElement>(selector) : null
      const offset = Number(offsetTop ?? 0)
      const to =
        target === null
          ? Number(scrollTop ?? 0)
          : target.getBoundingClientRect().top + view.scrollTop + offset
      view.scrollTo({ top: to, behavior: Number(duration) > 0 ? 'smooth' : 'instant' })
    },
    hideHomeButton() {
      top().bar.left = 'none'
      pages.drawBars()
    },
    hideShareMenu: () => undefined,
    showShareMenu: () => undefined,
  })
}
