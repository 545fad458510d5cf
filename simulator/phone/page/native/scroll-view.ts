import { type NativeTag, type TreeNode } from '../engine/types'
import { setAttribute, text } from './common'

export const scrollView: NativeTag = {
  slot: true,
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    upperThreshold: { type: Number, value: 50 },
    lowerThreshold: { type: Number, value: 50 },
    scrollTop: Number,
    scrollLeft: Number,
    scrollIntoView: String,
    scrollWithAnimation: Boolean,
    enableFlex: Boolean,
    enhanced: Boolean,
    showScrollbar: Boolean,
    scrollAnchoring: Boolean,
    type: String,
  },
  setup(node, host) {
    listen(node, host)
    host.tabIndex = 0
    return (changed) => {
      const { data } = node
      setAttribute(host, 'scroll-x', data.scrollX)
      setAttribute(host, 'scroll-y', data.scrollY)
      const behavior = data.scrollWithAnimation === true ? 'smooth' : 'instant'
      if (changed.has('scrollTop')) host.scrollTo({ top: Number(data.scrollTop), behavior })
      if (changed.has('scrollLeft')) host.scrollTo({ left: Number(data.scrollLeft), behavior })
      if (changed.has('scrollIntoView') && text(data.scrollIntoView) !== '')
        setTimeout(
          () => host.querySelector(`#${CSS.escape(text(data.scrollIntoView))}`)?.scrollIntoView({ behavior }),
          0,
        )
    }
  },
}

function listen(node: TreeNode, host: HTMLElement): void {
  let before = { top: 0, left: 0, upper: true, lower: false }
  host.addEventListener('scroll', () => {
    const { scrollTop: top, scrollLeft: left, scrollHeight, scrollWidth, clientHeight, clientWidth } = host
    const { data } = node
    node.triggerEvent('scroll', {
      scrollTop: top,
      scrollLeft: left,
      scrollHeight,
      scrollWidth,
      deltaX: before.left - left,
      deltaY: before.top - top,
    })
    const [at, rest] =
      data.scrollX === true
        ? [left, scrollWidth - left - clientWidth]
        : [top, scrollHeight - top - clientHeight]
    const upper = at <= Number(data.upperThreshold)
    const lower = rest <= Number(data.lowerThreshold)
    if (upper && !before.upper)
      node.triggerEvent('scrolltoupper', { direction: data.scrollX === true ? 'left' : 'top' })
    if (lower && !before.lower)
      node.triggerEvent('scrolltolower', { direction: data.scrollX === true ? 'right' : 'bottom' })
    before = { top, left, upper, lower }
  })
}
