import { type NativeTag } from '../engine/types'
import { tappable, text } from './common'
import { services } from './services'

const METHODS: Record<string, string> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
}

export const navigator: NativeTag = {
  slot: true,
  properties: {
    url: String,
    openType: { type: String, value: 'navigate' },
    target: { type: String, value: 'self' },
    delta: { type: Number, value: 1 },
    appId: String,
    path: String,
    extraData: null,
  },
  setup(node, host) {
    tappable(node, host, 'link')
    node.addListener('tap', () => {
      const { url, delta, target, appId, path, extraData } = node.data
      if (target === 'miniProgram') services().callWx('navigateToMiniProgram', { appId, path, extraData })
      else services().callWx(METHODS[text(node.data.openType)] ?? 'navigateTo', { url, delta })
    })
    return undefined
  },
}
