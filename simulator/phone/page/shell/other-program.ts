import { action, make } from './element'

/** What came back when the user left the other mini-program. */
export interface Returned {
  /** Absent when the user went back without the page's own button. */
  extraData?: Record<string, unknown>
  /** The page of this mini-program that a link over there opens. */
  path?: string
}

/**
 * Opens another mini-program over this one: for WeChat Pay Score the sandbox's own page, in a frame. It ends when the
 * page posts `{ source: 'payscore-sandbox', action: 'back', extraData? }` or `{ …, action: 'open', path }`, or when the user
 * closes it here.
 */
export function openOtherProgram(overlay: HTMLElement, title: string, url: string): Promise<Returned> {
  return new Promise((resolve) => {
    const frame = make('iframe', 'phone-other-frame')
    frame.src = url
    frame.title = title
    const close = (returned: Returned): void => {
      window.removeEventListener('message', listen)
      layer.remove()
      resolve(returned)
    }
    const listen = ({ source, origin, data }: MessageEvent): void => {
      if (source !== frame.contentWindow || origin !== location.origin) return
      const message = data as Partial<Record<'source' | 'action' | 'extraData' | 'path', unknown>> | null
      if (message?.source !== 'payscore-sandbox') return
      const { action, extraData, path } = message
      if (action === 'open' && typeof path === 'string') close({ path })
      if (action !== 'back') return
      close(
        typeof extraData === 'object' && extraData !== null
          ? { extraData: extraData as Record<string, unknown> }
          : {},
      )
    }
    window.addEventListener('message', listen)
    // The page has a bar of its own; this one is for a page that did not come.
    const bar = make(
      'div',
      'phone-other-bar',
      action('', '‹ 返回', 'leave', () => close({})),
      `${title}没有打开`,
    )
    bar.hidden = true
    frame.onload = () => {
      bar.hidden = frame.contentDocument?.querySelector('button') !== null
    }
    const layer = make('section', 'phone-other', bar, frame)
    layer.setAttribute('role', 'dialog')
    layer.setAttribute('aria-label', title)
    overlay.append(layer)
    requestAnimationFrame(() => layer.classList.add('shown'))
  })
}
