import { make } from './element'

const ICONS: Record<string, string> = {
  success: 'weui-icon-success-no-circle',
  error: 'weui-icon-warn',
  loading: 'weui-loading',
}

/** The one toast of the phone: showToast and showLoading share it, as in WeChat. */
export class Toast {
  private timer: ReturnType<typeof setTimeout> | undefined
  private element: HTMLElement | undefined

  constructor(private readonly overlay: HTMLElement) {}

  show(options: { title: string; icon: string; duration: number; mask: boolean }): void {
    this.hide()
    const icon = ICONS[options.icon]
    const content = make('p', 'weui-toast__content', options.title)
    const toast = make(
      'div',
      `weui-toast ${icon === undefined ? 'weui-toast_text' : ''}`,
      icon === undefined ? null : make('i', `${icon} weui-icon_toast`),
      content,
    )
    this.element = make(
      'div',
      'phone-toast',
      options.mask ? make('div', 'weui-mask_transparent') : null,
      toast,
    )
    this.element.setAttribute('role', 'status')
    this.overlay.append(this.element)
    if (Number.isFinite(options.duration)) this.timer = setTimeout(() => this.hide(), options.duration)
  }

  hide(): void {
    clearTimeout(this.timer)
    this.element?.remove()
    this.element = undefined
  }
}
