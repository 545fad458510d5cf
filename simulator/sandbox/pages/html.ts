import { style } from './style'

/** Text as HTML. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
}

/** ¥ with two decimals from fen. */
export const yuan = (fen: number): string => `¥${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

export interface Page {
  readonly title: string
  /** Trusted HTML. */
  readonly body: string
  readonly script: string
  /** Address of a style sheet with a web font, on the same origin. */
  readonly fontStylesheet: string | undefined
}

/** A whole document without external resources; everything dynamic in `body` must be escaped already. */
export function document({ title, body, script, fontStylesheet }: Page): string {
  const font = fontStylesheet === undefined ? '' : `<link rel="stylesheet" href="${escape(fontStylesheet)}">`
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
${font}
<style>${style}</style>
</head>
<body>
<header class="bar">
<button type="button" class="close" data-leave="close" aria-label="关闭"><span aria-hidden="true">×</span></button>
<h1>微信支付分</h1>
<span class="badge">沙箱</span>
</header>
<main id="main">${body}</main>
<script>${script}</script>
</body>
</html>`
}
