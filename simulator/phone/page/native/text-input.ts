import { type NativeTag, type TreeNode } from '../engine/types'
import { scopedClass, text } from './common'
import { fieldOf } from './form'

const MODES: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text', tel: 'tel' }

const properties: NonNullable<NativeTag['properties']> = {
  value: null,
  type: { type: String, value: 'text' },
  password: Boolean,
  placeholder: String,
  placeholderStyle: null,
  placeholderClass: String,
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  autoHeight: Boolean,
  name: String,
  ...Object.fromEntries(
    [
      'confirmType',
      'confirmHold',
      'cursor',
      'cursorSpacing',
      'selectionStart',
      'selectionEnd',
      'adjustPosition',
      'holdKeyboard',
      'alwaysEmbed',
      'fixed',
      'showConfirmBar',
      'disableDefaultPadding',
    ].map((name) => [name, null]),
  ),
}

const textual = (tag: 'input' | 'textarea'): NativeTag => ({
  slot: false,
  properties,
  setup(node, host) {
    const field = host.appendChild(document.createElement(tag))
    const hint = host.appendChild(document.createElement('div'))
    hint.setAttribute('aria-hidden', 'true')
    listen(node, field, hint)
    fieldOf(
      node,
      () => field.value,
      () => write(field, hint, ''),
    )
    return (changed) => {
      const { data } = node
      if (changed.has('value') && field.value !== text(data.value)) write(field, hint, text(data.value))
      field.placeholder = text(data.placeholder)
      field.disabled = data.disabled === true
      if (Number(data.maxlength) >= 0) field.maxLength = Number(data.maxlength)
      else field.removeAttribute('maxlength')
      if (field instanceof HTMLInputElement) field.type = data.password === true ? 'password' : 'text'
      field.inputMode = MODES[text(data.type)] ?? 'text'
      hint.textContent = text(data.placeholder)
      hint.className = `wx-placeholder ${scopedClass(node, data.placeholderClass)}`
      hint.style.cssText = typeof data.placeholderStyle === 'string' ? data.placeholderStyle : ''
      hint.hidden = field.value !== ''
      if (
        (changed.has('focus') && data.focus === true) ||
        (changed.has('autoFocus') && data.autoFocus === true)
      )
        setTimeout(() => field.focus(), 0)
      else if (changed.has('focus') && document.activeElement === field) field.blur()
      if (data.autoHeight === true) grow(host, field)
    }
  },
})

export const input = textual('input')
export const textarea = textual('textarea')

type Field = HTMLInputElement | HTMLTextAreaElement

function write(field: Field, hint: HTMLElement, value: string): void {
  field.value = value
  hint.hidden = value !== ''
}

function grow(host: HTMLElement, field: Field): void {
  host.style.height = 'auto'
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight}px`
}

function listen(node: TreeNode, field: Field, hint: HTMLElement): void {
  const detail = (): Record<string, unknown> => ({
    value: field.value,
    cursor: field.selectionStart ?? field.value.length,
  })
  field.addEventListener('input', (event) => {
    event.stopPropagation()
    hint.hidden = field.value !== ''
    node.triggerEvent('input', { ...detail(), keyCode: 0 })
  })
  field.addEventListener('focus', () => node.triggerEvent('focus', { ...detail(), height: 0 }))
  field.addEventListener('blur', () => node.triggerEvent('blur', detail()))
  field.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Enter' && field instanceof HTMLInputElement)
      node.triggerEvent('confirm', detail())
  })
}
