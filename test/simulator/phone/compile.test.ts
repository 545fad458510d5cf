import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { compile, CompileError } from '../../../simulator/phone/compile/index'
import { NATIVE_TAGS } from '../../../simulator/phone/compile/native-tags'
import { rewriteSelector } from '../../../simulator/phone/compile/selectors'
import { toJavaScript } from '../../../simulator/phone/compile/wxs'
import { describe as problemText } from '../../../simulator/phone/compile/problem'
import { nativeNames } from './native-names'

const npm = { '@vant/weapp': join(process.cwd(), 'node_modules/@vant/weapp/lib') }

const base: Record<string, string> = {
  'project.config.json': '{"miniprogramRoot":"src/"}',
  'src/app.json': '{"pages":["pages/tab/tab"]}',
  'src/app.js': 'App({})',
  'src/pages/tab/tab.wxml': '<view/>',
  'src/pages/tab/tab.js': 'Page({})',
}

/** A small mini-program with some files written over it. */
async function problemsOf(files: Record<string, string>): Promise<string[]> {
  const project = mkdtempSync(join(tmpdir(), 'phone-compile-'))
  try {
    for (const [path, text] of Object.entries({ ...base, ...files })) {
      mkdirSync(dirname(join(project, path)), { recursive: true })
      writeFileSync(join(project, path), text)
    }
    await compile({ project, npm })
    return []
  } catch (error) {
    if (error instanceof CompileError) return error.problems.map(problemText)
    throw error
  } finally {
    rmSync(project, { recursive: true })
  }
}

const tab = 'src/pages/tab/tab'

describe('what does not compile', () => {
  test.each([
    [
      'an unknown tag',
      { [`${tab}.wxml`]: '<view>\n<video/></view>' },
      ['pages/tab/tab.wxml:2 unknown tag <video> (used by pages/tab/tab)'],
    ],
    [
      'an unknown tag in an included template',
      { [`${tab}.wxml`]: '<include src="./in.wxml"/>', 'src/pages/tab/in.wxml': '<map/>' },
      ['pages/tab/in.wxml:1 unknown tag <map> (used by pages/tab/tab)'],
    ],
    [
      'a component of another page only',
      { [`${tab}.wxml`]: '<stage-card/>' },
      ['pages/tab/tab.wxml:1 unknown tag <stage-card> (used by pages/tab/tab)'],
    ],
    [
      'a missing component',
      { [`${tab}.json`]: '{"usingComponents":{"x-y":"./x-y"}}' },
      ['pages/tab/tab.json usingComponents "x-y": there is no component "./x-y"'],
    ],
    [
      'a component of a package that is not there',
      { [`${tab}.json`]: '{"usingComponents":{"x-y":"@vant/weapp/nothing/index"}}' },
      ['pages/tab/tab.json usingComponents "x-y": there is no component "@vant/weapp/nothing/index"'],
    ],
    [
      'a tag that is not closed',
      { [`${tab}.wxml`]: '<view>\n<text>a</view>' },
      ['pages/tab/tab.wxml:2 missing end tag'],
    ],
    [
      'a broken expression',
      { [`${tab}.wxml`]: '<view>{{ a b }}</view>' },
      ['pages/tab/tab.wxml:1 unexpected character inside expression'],
    ],
    [
      'a missing template',
      { [`${tab}.wxml`]: '<import src="./none.wxml"/>' },
      ['pages/tab/tab.wxml there is no template "pages/tab/none.wxml"'],
    ],
    [
      'a missing wxs file',
      { [`${tab}.wxml`]: '<wxs module="a" src="./none.wxs"/>' },
      ['pages/tab/tab.wxml there is no script "pages/tab/none"'],
    ],
    ['broken WXSS', { [`${tab}.wxss`]: '.a {\n color: red' }, ['pages/tab/tab.wxss:1 Unclosed block']],
    [
      'a missing style sheet',
      { [`${tab}.wxss`]: '@import "./none.wxss";' },
      ['pages/tab/tab.wxss imports "./none.wxss", which does not exist'],
    ],
    [
      'broken JavaScript',
      { [`${tab}.js`]: 'Page({\n data: ' },
      ['pages/tab/tab.js:2 Unexpected end of file'],
    ],
    [
      'an import from outside',
      { [`${tab}.js`]: 'const fs = require("fs")\nPage({})' },
      ['pages/tab/tab.js imports "fs", which is not in the mini-program'],
    ],
    [
      'an import from above the root',
      { [`${tab}.js`]: 'require("../../../project.config.json")\nPage({})' },
      ['pages/tab/tab.js imports "../../../project.config.json", which is not in the mini-program'],
    ],
    ['broken JSON', { [`${tab}.json`]: '{' }, [expect.stringMatching(/^pages\/tab\/tab\.json:1 is no JSON/)]],
    [
      'a page that is not there',
      { 'src/app.json': '{"pages":["pages/tab/tab","pages/gone/gone"]}' },
      ['app.json page "pages/gone/gone" does not exist'],
    ],
    ['no pages', { 'src/app.json': '{}' }, ['app.json "pages" names no page']],
    [
      'two faults at once',
      { [`${tab}.wxml`]: '<map/>', [`${tab}.wxss`]: '.a {' },
      [
        'pages/tab/tab.wxml:1 unknown tag <map> (used by pages/tab/tab)',
        'pages/tab/tab.wxss:1 Unclosed block',
      ],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await problemsOf(files as Record<string, string>)).toEqual(expected)
  })

  test('everything else does', async () => {
    expect(await problemsOf({})).toEqual([])
    const { app } = await compile({ project: join(__dirname, 'fixture'), npm })
    expect(app.pages).toEqual([
      'pages/home/home',
      'pages/tab/tab',
      'pages/form/form',
      'pages/vant/vant',
      'extra/about/about',
    ])
    expect(app.styles.every(({ css }) => !css.includes('//at.alicdn.com'))).toBe(true)
  })
})

test('page/native defines exactly the tags that the compile step lets through', () => {
  expect(nativeNames()).toEqual([...NATIVE_TAGS].sort())
})

describe('selectors', () => {
  test.each([
    ['.a view > .b', { prefix: 's1' }, '.s1--a wx-view > .s1--b'],
    [':host .a', { prefix: 's1' }, '[wx-host="s1"] .s1--a'],
    ['page', { page: 'p/q' }, 'wx-page:where([is="p/q"])'],
    ['.a, text', { page: 'p/q' }, ':where([is="p/q"]) .a,:where([is="p/q"])  wx-text'],
    ['.a', { theme: 'dark' }, ':where([data-theme="dark"]) .a'],
    ['.a::after', {}, '.a::after'],
    ['#id', { prefix: 's1' }, '#id'],
  ])('%s in %j', (selector, scope, expected) => {
    expect(rewriteSelector(selector, scope).replace(/\s+/g, ' ')).toBe(expected.replace(/\s+/g, ' '))
  })
})

test('WXS keeps unknown escapes, names constructors, and loses comments only', () => {
  expect(toJavaScript(`var a = '\\d\\n' // it's\nreturn x.constructor === "Array" /* a\nb */`)).toBe(
    `var a = '\\\\d\\n' \nreturn x.constructor.name === "Array" \n`,
  )
})
