import { type NativeTag } from '../engine/types'
import { setAttribute, text } from './common'

export const swiperItem: NativeTag = { slot: true, properties: { itemId: String } }

/** A scroller that snaps: near enough for pictures and cards. */
export const swiper: NativeTag = {
  slot: true,
  properties: {
    indicatorDots: Boolean,
    indicatorColor: String,
    indicatorActiveColor: String,
    autoplay: Boolean,
    current: Number,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
    vertical: Boolean,
  },
  setup(node, host) {
    const dots = host.appendChild(document.createElement('div'))
    dots.className = 'wx-swiper-dots'
    let shown = 0
    let timer: ReturnType<typeof setInterval> | undefined
    const items = (): HTMLElement[] => [...host.querySelectorAll<HTMLElement>(':scope > wx-swiper-item')]
    const vertical = (): boolean => node.data.vertical === true
    const draw = (): void => {
      dots.replaceChildren(
        ...(node.data.indicatorDots === true ? items() : []).map((_, index) => dot(index === shown)),
      )
    }
    const go = (index: number, behavior: ScrollBehavior): void => {
      host.scrollTo(
        vertical()
          ? { top: index * host.clientHeight, behavior }
          : { left: index * host.clientWidth, behavior },
      )
    }
    host.addEventListener('scroll', () => {
      const size = vertical() ? host.clientHeight : host.clientWidth
      const index = Math.round((vertical() ? host.scrollTop : host.scrollLeft) / Math.max(size, 1))
      if (index === shown) return
      shown = index
      draw()
      node.triggerEvent('change', { current: index, source: 'touch', currentItemId: '' })
    })
    return (changed) => {
      setAttribute(host, 'vertical', vertical())
      setTimeout(draw, 0)
      if (changed.has('current')) setTimeout(() => go(Number(node.data.current), 'instant'), 0)
      clearInterval(timer)
      if (node.data.autoplay === true)
        timer = setInterval(() => {
          if (host.isConnected) go((shown + 1) % Math.max(items().length, 1), 'smooth')
          else clearInterval(timer)
        }, Number(node.data.interval))
    }
    function dot(active: boolean): HTMLElement {
      const made = document.createElement('i')
      made.style.background = text(active ? node.data.indicatorActiveColor : node.data.indicatorColor)
      made.className = active ? 'active' : ''
      return made
    }
  },
}
