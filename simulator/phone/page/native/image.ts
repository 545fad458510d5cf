import { assetUrl } from '../assets'
import { type NativeTag, type TreeNode } from '../engine/types'
import { text } from './common'

const SIZES: Record<string, string> = {
  scaleToFill: '100% 100%',
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: '100% 100%',
  heightFix: '100% 100%',
}

export const image: NativeTag = {
  slot: false,
  properties: {
    src: String,
    mode: { type: String, value: 'scaleToFill' },
    lazyLoad: Boolean,
    showMenuByLongpress: Boolean,
    webp: Boolean,
  },
  setup(node, host) {
    const picture = host.appendChild(document.createElement('div'))
    host.setAttribute('role', 'img')
    return (changed) => {
      if (text(node.data.ariaLabel) === '') host.setAttribute('aria-hidden', 'true')
      else host.removeAttribute('aria-hidden')
      if (changed.has('src') || changed.has('mode')) draw(node, host, picture)
    }
  },
}

function draw(node: TreeNode, host: HTMLElement, picture: HTMLElement): void {
  const mode = text(node.data.mode)
  const src = text(node.data.src)
  picture.style.backgroundImage = ''
  if (src === '') return
  const url = assetUrl(node, src)
  const loading = new Image()
  loading.onload = () => {
    picture.style.backgroundImage = `url(${JSON.stringify(url)})`
    picture.style.backgroundSize = SIZES[mode] ?? 'auto'
    const { naturalWidth: width, naturalHeight: height } = loading
    if (mode === 'widthFix') host.style.height = `${(host.clientWidth * height) / width}px`
    if (mode === 'heightFix') host.style.width = `${(host.clientHeight * width) / height}px`
    node.triggerEvent('load', { width, height })
  }
  loading.onerror = () => node.triggerEvent('error', { errMsg: `GET ${src} 404` })
  loading.src = url
}
