import { type Phone } from '../runtime/phone'
import { showSheet } from '../shell/dialog'
import { type Api, asyncApis, textOption, WxFailure } from './async-api'

/** Clipboard, calls, vibration, and the other small things of a phone. */
export function device({ shell, toast }: Phone): Api {
  let clipboard = ''
  return {
    base64ToArrayBuffer: (text: string) =>
      Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer,
    arrayBufferToBase64: (buffer: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))),
    ...asyncApis({
      setClipboardData({ data }) {
        clipboard = textOption(data)
        toast.show({ title: '内容已复制', icon: 'success', duration: 1500, mask: false })
      },
      getClipboardData: () => ({ data: clipboard }),
      async makePhoneCall({ phoneNumber }) {
        const number = textOption(phoneNumber)
        if ((await showSheet(shell.overlay, '', [`呼叫 ${number}`])) === null) throw new WxFailure('cancel')
      },
      vibrateShort: () => undefined,
      getNetworkType: () => ({ networkType: 'wifi', signalStrength: 100 }),
      async requestSubscribeMessage({ tmplIds }) {
        const ids = (tmplIds ?? []) as string[]
        const picked = await showSheet(shell.overlay, '允许发送订阅消息？', ['允许', '拒绝'])
        return Object.fromEntries(ids.map((id) => [id, picked === 0 ? 'accept' : 'reject']))
      },
    }),
  }
}
