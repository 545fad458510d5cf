import { readFileSync } from 'node:fs'
import {
  type FunctionName,
  isRequired,
  SETTINGS,
  type SettingName,
} from '../../cloudfunctions/shared/settings'

const read = (file: string): string => readFileSync(file, 'utf8')
const readme = read('README.md')
const ALL: readonly FunctionName[] = ['orders', 'console', 'notify', 'reconcile']

type Row = readonly [setting: SettingName, functions: readonly FunctionName[]]

/** The deployment table's rows: settings → the functions that the last column names. */
const rowsOf = (text: string): Row[] =>
  text
    .split('\n')
    .filter((line) => /^\s*\| `[A-Z0-9_]+`/.test(line))
    .flatMap((line) => {
      const [, first = '', , last = ''] = line.split('|')
      const functions = /全部|\ball\b/.test(last) ? ALL : ALL.filter((name) => last.includes(name))
      return [...first.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]): Row => [name as SettingName, functions])
    })

describe.each(['README.md', 'README.en.md'])('the table of settings in %s', (file) => {
  const rows = rowsOf(read(file))

  test.each(rows)('%s goes to the functions that read it', (setting, functions) => {
    const { required, optional } = SETTINGS[setting] as {
      required: readonly FunctionName[]
      optional: readonly FunctionName[]
    }
    expect([...functions].sort()).toEqual([...required, ...optional].sort())
  })

  test('has every setting that a function cannot work without', () => {
    const needed = (Object.keys(SETTINGS) as SettingName[]).filter((setting) =>
      ALL.some((name) => isRequired(setting, name)),
    )
    expect(rows.map(([setting]) => setting)).toEqual(expect.arrayContaining(needed))
  })
})

test('README: the time-outs are those of the functions', () => {
  const timeout = (name: string): number =>
    (JSON.parse(read(`cloudfunctions/${name}/config.json`)) as { timeout: number }).timeout
  expect(readme).toContain(
    `orders、console ${timeout('orders')} 秒，notify ${timeout('notify')} 秒，reconcile ${timeout('reconcile')} 秒`,
  )
  expect(timeout('console')).toBe(timeout('orders'))
})

test('README: every collection is named', () => {
  for (const name of Object.keys(JSON.parse(read('cloudfunctions/collections.json')) as object))
    expect(readme).toContain(`\`${name}\``)
})

test.each(['README.md', 'README.en.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/sandbox.md'])(
  '%s names only npm scripts and files that exist',
  (file) => {
    const text = read(file)
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    for (const [, name = ''] of text.matchAll(/`npm run (?:-s )?([\w:]+)/g))
      expect(scripts).toHaveProperty(name)
    const folder = file.includes('/') ? 'docs/' : ''
    for (const [, link = ''] of text.matchAll(/\]\(([^)#:]+)\)/g)) expect(read(folder + link)).not.toBe('')
  },
)
