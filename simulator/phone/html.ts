/** The phone alone: what the automator drives, and what stands in the frame of the page with the panel. */
export const bareHtml = (): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>小程序</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/font.css">
<link rel="stylesheet" href="/phone.css">
</head>
<body>
<script src="/program.js"></script>
<script src="/phone.js"></script>
</body>
</html>
`

/** The phone in a frame, and the panel beside it. A narrow window, or \`?bare\`, gets the phone alone. */
export const frameHtml = (): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>手机页面 · 微信支付分</title>
<link rel="icon" href="data:,">
<script>
if (new URLSearchParams(location.search).has('bare') || innerWidth < 700) location.replace('/phone' + location.search)
</script>
<link rel="stylesheet" href="/font.css">
<link rel="stylesheet" href="/panel.css">
</head>
<body>
<script src="/panel.js"></script>
</body>
</html>
`

/** A program that shows why the mini-program could not be compiled. */
export const failureScript = (message: string): string => `
addEventListener('DOMContentLoaded', () => {
  const failure = document.createElement('main')
  failure.className = 'phone-failure'
  failure.textContent = ${JSON.stringify(`小程序编译失败\n\n${message}`)}
  document.body.append(failure)
})
throw new Error(${JSON.stringify(`the mini-program does not compile:\n${message}`)})
`
