import { action, make } from './element'

export type Picking =
  | { mode: 'selector'; title: string; items: string[]; value: number }
  | { mode: 'date' | 'time'; title: string; value: string; start: string; end: string }

/** A half-screen sheet with the browser's own control in it; null when cancelled. */
export function pick(overlay: HTMLElement, picking: Picking): Promise<number | string | null> {
  return new Promise((resolve) => {
    const control = picking.mode === 'selector' ? select(picking.items, picking.value) : time(picking)
    const label = picking.title === '' ? '请选择' : picking.title
    control.setAttribute('aria-label', label)
    const close = (value: number | string | null): void => {
      layer.remove()
      resolve(value)
    }
    const value = (): number | string => (picking.mode === 'selector' ? Number(control.value) : control.value)
    const panel = make(
      'div',
      'phone-picker-panel',
      make(
        'div',
        'phone-picker-head',
        action('phone-picker-cancel', '取消', 'cancel', () => close(null)),
        make('strong', '', label),
        action('phone-picker-confirm', '确定', 'confirm', () => close(value())),
      ),
      control,
    )
    panel.setAttribute('role', 'dialog')
    panel.setAttribute('aria-label', label)
    const layer = make('div', 'phone-picker', make('div', 'weui-mask'), panel)
    overlay.append(layer)
  })
}

function select(items: readonly string[], value: number): HTMLSelectElement {
  const control = make('select')
  control.size = Math.min(Math.max(items.length, 2), 7)
  control.append(
    ...items.map((item, index) => new Option(item, String(index), index === value, index === value)),
  )
  return control
}

function time({ mode, value, start, end }: Extract<Picking, { start: string }>): HTMLInputElement {
  const control = make('input')
  control.type = mode
  control.value = value
  control.min = start
  control.max = end
  return control
}
