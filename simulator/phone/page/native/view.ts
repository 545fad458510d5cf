import { type NativeTag } from '../engine/types'
import { setAttribute, text } from './common'

export const view: NativeTag = { slot: true }

export const textTag: NativeTag = {
  slot: true,
  properties: { userSelect: Boolean, selectable: Boolean, space: String, decode: Boolean, maxLines: Number },
  setup: (node, host) => () => {
    setAttribute(host, 'user-select', node.data.userSelect === true || node.data.selectable === true)
    setAttribute(host, 'space', node.data.space)
  },
}

export const rootPortal: NativeTag = { slot: true, properties: { enable: { type: Boolean, value: true } } }

export const icon: NativeTag = {
  slot: false,
  properties: { type: String, size: { type: null, value: 23 }, color: String },
  setup: (node, host) => () => {
    host.className = `${host.className.replace(/\bweui-icon-\S+/g, '').trim()} weui-icon-${text(node.data.type)}`
    host.style.fontSize = `${text(node.data.size)}px`
    host.style.color = text(node.data.color)
  },
}

export const progress: NativeTag = {
  slot: false,
  properties: {
    percent: Number,
    strokeWidth: { type: null, value: 6 },
    activeColor: String,
    backgroundColor: String,
    active: Boolean,
    showInfo: Boolean,
  },
  setup(node, host) {
    const bar = host.appendChild(document.createElement('div'))
    host.setAttribute('role', 'progressbar')
    return () => {
      bar.style.width = `${text(node.data.percent)}%`
      bar.style.background = text(node.data.activeColor)
      host.style.height = `${text(node.data.strokeWidth)}px`
      host.style.background = text(node.data.backgroundColor)
      host.setAttribute('aria-valuenow', text(node.data.percent))
    }
  },
}
