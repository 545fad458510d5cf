import { readFileSync } from 'node:fs'
import { packageFile } from '../root'

let fontUrl: string | undefined

/** Vant loads its icon font from a CDN; the page has no network, and @vant/icons holds the same font. */
export function iconFont(css: string): string {
  if (!css.includes('//at.alicdn.com/t/')) return css
  fontUrl ??= readFont()
  return css
    .replace(/,\s*url\(["']?\/\/at\.alicdn\.com[^)]*\)\s*format\(["'](?:woff|truetype)["']\)/g, '')
    .replace(/url\(["']?\/\/at\.alicdn\.com[^)]*woff2[^)]*\)/g, `url(${fontUrl})`)
}

function readFont(): string {
  const file = packageFile('@vant/icons', 'src/encode-woff2.less')
  const url = /url\(['"]?(data:font[^'")]+)/.exec(readFileSync(file, 'utf8'))?.[1]
  if (url === undefined) throw new Error(`${file} holds no font`)
  return url
}
