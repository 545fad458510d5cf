import { type NativeTag } from '../engine/types'
import { text } from './common'
import { services } from './services'

const rootFontSizes = new WeakMap<Element, string>()

/** One document has one rem: whenever a page is shown, its <page-meta root-font-size> is put in force. */
export function applyPageMeta(view: Element): void {
  const size = rootFontSizes.get(view)
  document.documentElement.style.fontSize =
    size === 'system' ? `${services().fontSizeSetting}px` : (size ?? '')
}

export const pageMeta: NativeTag = {
  slot: true,
  properties: { rootFontSize: String, pageFontSize: String, pageStyle: String, backgroundColor: String },
  setup: (node, host) => () => {
    const page = host.closest<HTMLElement>('wx-page')
    const view = page?.closest('.phone-view')
    if (!page || !view) return
    rootFontSizes.set(view, text(node.data.rootFontSize))
    page.style.cssText = text(node.data.pageStyle)
    if (node.data.pageFontSize === 'system') page.style.fontSize = `${services().fontSizeSetting}px`
    applyPageMeta(view)
  },
}
