import { type NativeTag } from '../engine/types'
import { text } from './common'
import { fieldOf } from './form'

export const slider: NativeTag = {
  slot: false,
  properties: {
    min: Number,
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    value: Number,
    disabled: Boolean,
    showValue: Boolean,
    activeColor: String,
    name: String,
  },
  setup(node, host) {
    const field = host.appendChild(document.createElement('input'))
    field.type = 'range'
    field.addEventListener('input', () => node.triggerEvent('changing', { value: Number(field.value) }))
    field.addEventListener('change', () => node.triggerEvent('change', { value: Number(field.value) }))
    fieldOf(
      node,
      () => Number(field.value),
      () => {
        field.value = field.min
      },
    )
    return () => {
      for (const name of ['min', 'max', 'step', 'value'] as const) field[name] = text(node.data[name])
      field.disabled = node.data.disabled === true
      field.style.accentColor = text(node.data.activeColor)
    }
  },
}
