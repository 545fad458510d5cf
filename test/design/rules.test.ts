import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pages, read, ROOT, sources } from './sources'

/** A template with all that it includes. */
const whole = (file: string): string =>
  read(file).replace(/<include src="([^"]+)" \/>/g, (_, src: string) => whole(join(dirname(file), src)))

const offenders = (files: string[], pattern: RegExp): string[] =>
  files.filter((file) => pattern.test(read(file)))

describe('what the phone ships', () => {
  const scripts = sources('.ts')
  const styles = sources('.wxss')
  const templates = sources('.wxml')

  it('calls wx in platform/ alone', () => {
    const outside = scripts.filter((file) => !file.startsWith('platform/'))
    expect(offenders(outside, /^[^*/\n]*\bwx\.[a-z]/m)).toEqual([])
  })

  it('calls nothing deprecated, nothing modal while loading, and nothing that needs a privacy declaration but the clipboard', () => {
    const forbidden =
      /wx\.(getSystemInfo(Sync)?|getUserInfo|getUserProfile|showLoading|getLocation|chooseLocation|chooseAddress|getPhoneNumber|login)\b/
    expect(offenders(scripts, forbidden)).toEqual([])
  })

  it('has no error in a toast', () => {
    expect(offenders(scripts, /icon: 'error'/)).toEqual([])
  })

  it('uses Vant for buttons and popups alone', () => {
    const used = sources('.json').flatMap((file) =>
      [...read(file).matchAll(/"@vant\/weapp\/([\w-]+)/g)].map(([, name]) => name),
    )
    expect([...new Set(used)].sort()).toEqual(['button', 'popup'])
  })

  it('presses with hover-class, not :active', () => {
    expect(offenders(styles, /:active/)).toEqual([])
  })

  it('sizes text with tokens, so that it follows WeChat’s font setting', () => {
    const fixed = /font-size:(?!\s*(?:var\(--text-|0\.68em|10px))/
    expect(offenders(styles, fixed)).toEqual([])
    for (const page of pages())
      expect(read(`${page}.wxml`)).toMatch(/^<page-meta root-font-size="system" \/>/)
  })

  it('takes colours from the tokens', () => {
    const outside = styles.filter((file) => file !== 'styles/tokens.wxss')
    expect(offenders(outside, /#[0-9a-f]{3,8}\b(?![^;]*svg)|rgba?\(/i)).toEqual([])
  })

  it('everything that can be tapped shows it and says what it is', () => {
    for (const file of templates)
      for (const [tag] of read(file).matchAll(/<view\b(?:[^>"]|"[^"]*")*bindtap=(?:[^>"]|"[^"]*")*>/g)) {
        expect(`${file} ${tag}`).toContain('hover-class=')
        expect(`${file} ${tag}`).toContain('aria-role=')
      }
  })

  it('what can be tapped is at least 44 px high', () => {
    expect(read('styles/tokens.wxss')).toContain('--tap: 44px')
    const tapped: Record<string, string[]> = {
      'styles/sections.wxss': ['.tap'],
      'styles/forms.wxss': ['.chip', '.input'],
      'styles/list.wxss': ['.filter'],
      'pages/home/home.wxss': ['.awaiting'],
      'pages/orders/orders.wxss': ['.plans'],
      'components/session-list/session-list.wxss': ['.session'],
      'plan/pages/session/session.wxss': ['.which'],
      'console/pages/order/order.wxss': ['.which'],
      'console/components/line-editor/line-editor.wxss': ['.remove'],
      'delivery/components/count-stepper/count-stepper.wxss': ['.step'],
    }
    for (const [file, selectors] of Object.entries(tapped))
      for (const selector of selectors) {
        const block = read(file).split(`${selector} {`)[1]?.split('}')[0]
        expect(`${selector} ${block}`).toMatch(/height: var\(--tap\)/)
      }
    expect(read('styles/vant.wxss')).toMatch(
      /--button-default-height: 48px[\s\S]*--button-small-height: var\(--tap\)/,
    )
  })

  it('every input has a name', () => {
    for (const file of templates)
      for (const [tag] of read(file).matchAll(/<(?:input|picker)\b(?:[^>"]|"[^"]*")*>/g))
        expect(`${file} ${tag}`).toContain('aria-label=')
  })

  it('every page has its four files, a title, and no component that it does not use', () => {
    for (const page of pages()) {
      for (const ending of ['.ts', '.json', '.wxml', '.wxss'])
        expect(existsSync(join(ROOT, page + ending))).toBe(true)
      const json = JSON.parse(read(`${page}.json`)) as {
        navigationBarTitleText?: string
        usingComponents: object
      }
      expect(json.navigationBarTitleText).toMatch(/[\u4e00-\u9fff]/)
      for (const name of Object.keys(json.usingComponents))
        expect(whole(`${page}.wxml`)).toContain(`<${name}`)
    }
  })

  it('ships no picture above 40 KB', () => {
    for (const file of sources('.png', '.jpg', '.svg'))
      expect(statSync(join(ROOT, file)).size).toBeLessThan(40_000)
  })

  it('app.json: dark mode, lazy injection, no style v2', () => {
    const app = JSON.parse(read('app.json')) as Record<string, unknown>
    expect(app).toMatchObject({ darkmode: true, lazyCodeLoading: 'requiredComponents' })
    expect(app).not.toHaveProperty('style')
  })

  it('project.config.json opens every page with one click', () => {
    const config = JSON.parse(read('../project.config.json')) as {
      condition: { miniprogram: { list: { pathName: string }[] } }
    }
    const opened = config.condition.miniprogram.list.map(({ pathName }) => pathName)
    expect(pages().filter((page) => !opened.includes(page))).toEqual([])
  })
})
