import { type NativeTag } from '../engine/types'
import { setAttribute, tappable, text } from './common'
import { formOf, resetForm, submitForm } from './form'
import { services } from './services'

export const button: NativeTag = {
  slot: true,
  properties: {
    size: { type: String, value: 'default' },
    type: { type: String, value: 'default' },
    plain: Boolean,
    disabled: Boolean,
    loading: Boolean,
    formType: String,
    openType: String,
    ...Object.fromEntries(
      [
        'lang',
        'sessionFrom',
        'sendMessageTitle',
        'sendMessagePath',
        'sendMessageImg',
        'appParameter',
        'businessId',
      ].map((name) => [name, String]),
    ),
    showMessageCard: Boolean,
  },
  setup(node, host) {
    tappable(node, host, 'button')
    node.addListener('tap', () => {
      if (node.data.disabled === true) return
      const form = formOf(node)
      if (form && node.data.formType === 'submit') submitForm(form)
      if (form && node.data.formType === 'reset') resetForm(form)
      if (text(node.data.openType) !== '') open(text(node.data.openType))
    })
    return () => {
      for (const name of ['type', 'size', 'plain', 'disabled', 'loading'])
        setAttribute(host, name, node.data[name])
      setAttribute(host, 'aria-disabled', node.data.disabled === true && 'true')
    }
  },
}

function open(type: string): void {
  if (type === 'share') services().share()
  else if (type === 'contact') services().callWx('showToast', { title: '这里会打开客服会话', icon: 'none' })
  else console.error(`not implemented in the phone page: <button open-type="${type}">`)
}
