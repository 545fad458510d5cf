import { bundleFunction, bundleSdk } from '../../scripts/build.mjs'
import { JUDGED, parseAudit, shippedHoles } from '../../scripts/holes'
import { notAllowed, shippedPackages } from '../../scripts/licences'
import { noticeOf, type Shipped } from '../../scripts/shipped.mjs'

// That docs/licences.md says what ships is checked with the other documents: scripts/docs.ts.

let packages: Shipped[]
beforeAll(async () => {
  packages = await shippedPackages()
})

const invented = (licence: string): Shipped => ({
  name: 'invented',
  version: '1.0.0',
  licence,
  folder: 'node_modules/invented',
  text: 'Copyright (c) 1999 Nobody\n\nDo what */ you want.',
  in: ['sdk.js'],
})

it('everything that ships is under a licence that allows it', () => {
  expect(packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['@vant/weapp', 'valibot', 'wx-server-sdk']),
  )
  expect(notAllowed(packages)).toEqual([])
  expect(notAllowed([...packages, invented('GPL-3.0'), invented('none stated')])).toHaveLength(2)
})

it('what of the SDK no function calls stays at home', () => {
  const unused = ['@cloudbase/wx-cloud-client-sdk', '@cloudbase/ai', '@cloudbase/app']
  expect(packages.map(({ name }) => name).filter((name) => unused.includes(name))).toEqual([])
})

it('nothing for development ships', () => {
  for (const name of ['typescript', 'esbuild', 'jest', 'wechatpay-axios-plugin', 'playwright-core'])
    expect(packages.map((one) => one.name)).not.toContain(name)
})

it.each([
  ['index.js', () => bundleFunction('orders')],
  ['sdk.js', () => bundleSdk()],
])('%s ends with every package that it holds, and the text of every licence once', async (_, bundle) => {
  const { code, packages: held } = await bundle()
  const notice = code.slice(code.lastIndexOf('/*!'))
  for (const { name, version, licence } of held) expect(notice).toContain(`${name} ${version} (${licence})`)
  expect(notice.match(/Permission is hereby granted, free of charge/g)?.length).toBeGreaterThan(0)
  expect(notice.trimEnd()).toMatch(/\*\/$/)
})

it('a notice cannot end before its end, and names whose the code is', () => {
  const notice = noticeOf([invented('MIT'), { ...invented('MIT'), name: 'second' }])
  expect(notice.match(/\*\//g)).toHaveLength(1)
  expect(notice).toContain('second 1.0.0 (MIT), Copyright (c) 1999 Nobody')
  expect(notice.match(/Do what/g)).toHaveLength(1)
})

describe('the audit', () => {
  const hole = (url: string) => ({ title: 'a hole', url, severity: 'high', range: '<2' })
  const report = {
    auditReportVersion: 2,
    vulnerabilities: {
      a: { name: 'a', nodes: ['node_modules/a'], via: [hole('https://x/advisories/GHSA-aaaa'), 'b'] },
      b: {
        name: 'b',
        nodes: ['node_modules/c/node_modules/b'],
        via: [hole('https://x/advisories/GHSA-bbbb')],
      },
      set: {
        name: 'set',
        nodes: ['node_modules/set'],
        via: [hole(`https://x/advisories/${Object.keys(JUDGED)[0] ?? ''}`)],
      },
    },
  }

  it('tells the holes of what ships, and not those of other copies', () => {
    const audit = parseAudit(JSON.stringify(report))
    if ('problem' in audit) throw new Error(audit.problem)
    const holes = shippedHoles(audit, ['node_modules/a', 'node_modules/set', 'node_modules/b'])
    expect(holes.map(({ name, judged }) => [name, judged === undefined])).toEqual([
      ['a', true],
      ['set', false],
    ])
  })

  it.each([
    ['nothing', ''],
    ['no report', '{}'],
    ['a refusal', '{"message":"405 Method Not Allowed - POST https://registry/x"}'],
  ])('never takes %s for a clean report', (_, stdout) => {
    const audit = parseAudit(stdout)
    expect('problem' in audit && audit.problem).toMatch(/\w/)
    expect(JSON.stringify(audit)).not.toContain('https:')
  })
})
