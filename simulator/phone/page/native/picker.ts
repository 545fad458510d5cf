import { type NativeTag } from '../engine/types'
import { type Picking } from '../shell/picker'
import { tappable, text } from './common'
import { fieldOf } from './form'
import { services } from './services'

/** `mode="selector" | "date" | "time"`; others are refused when tapped. */
export const picker: NativeTag = {
  slot: true,
  properties: {
    mode: { type: String, value: 'selector' },
    range: Array,
    rangeKey: String,
    value: null,
    start: String,
    end: String,
    fields: String,
    headerText: String,
    disabled: Boolean,
    name: String,
  },
  setup(node, host) {
    tappable(node, host, 'button')
    let value: unknown = node.data.value
    fieldOf(
      node,
      () => value,
      () => {
        value = ''
      },
    )
    const pick = async (): Promise<void> => {
      const picked = await services().pick(pickingOf(node.data))
      if (picked === null) {
        node.triggerEvent('cancel', {})
        return
      }
      value = picked
      node.triggerEvent('change', { value: picked })
    }
    node.addListener('tap', () => {
      if (node.data.disabled !== true) void pick()
    })
    return (changed) => {
      if (changed.has('value')) ({ value } = node.data)
    }
  },
}

function pickingOf(data: Record<string, unknown>): Picking {
  const title = text(data.headerText)
  if (data.mode === 'date' || data.mode === 'time')
    return { mode: data.mode, title, value: text(data.value), start: text(data.start), end: text(data.end) }
  if (data.mode !== 'selector')
    throw new Error(`not implemented in the phone page: <picker mode="${text(data.mode)}">`)
  const range = (data.range ?? []) as unknown[]
  const key = text(data.rangeKey)
  const items = range.map((item) => text(key === '' ? item : (item as Record<string, unknown>)[key]))
  return { mode: 'selector', title, items, value: Number(data.value ?? 0) }
}
