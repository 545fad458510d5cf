// Writes the generated documents and the README's pictures, which the end-to-end tests take. `--check` only compares the
// documents, for the tests; `--text` writes them without the pictures.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { qualityTable } from '../test/quality/items'
import { licencesDocument, shippedPackages } from './licences'
import { sandboxSections } from '../simulator/sandbox/document'
import { demoOffers } from '../simulator/world/demo-offers'
import { DEFAULT_PRODUCT } from '../simulator/world/product'
import { unverifiedDocument } from '../simulator/world/unverified'

declare const PROJECT_ROOT: string

const place = (name: string): string => join(PROJECT_ROOT, 'docs', name)

/** What stands between `<!-- name -->` and `<!-- /name -->` is replaced. @throws Error when a section is missing */
function fill(file: string, sections: Readonly<Record<string, string>>): string {
  const text = readFileSync(place(file), 'utf8')
  return Object.entries(sections).reduce((filled, [name, content]) => {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [before, rest] = filled.split(start)
    const after = rest?.split(end)[1]
    if (before === undefined || after === undefined) throw new Error(`docs/${file} has no ${start} … ${end}`)
    return `${before}${start}\n\n${content}\n\n${end}${after}`
  }, text)
}

const style = await resolveConfig(place('sandbox.md'))
const markdown = (text: string): Promise<string> => format(text, { ...style, parser: 'markdown' })

/** One offer per line, as the database console of CloudBase imports it. */
const offers = (): string =>
  demoOffers({
    service_id: '您的 service_id',
    product: DEFAULT_PRODUCT,
    shops: [],
    storage: 'https://您的云存储域名',
  })
    .map((offer) => `${JSON.stringify(offer)}\n`)
    .join('')

const documents: Readonly<Record<string, string>> = {
  'unverified.md': await markdown(unverifiedDocument()),
  'sandbox.md': await markdown(fill('sandbox.md', sandboxSections())),
  'guarantees.md': await markdown(fill('guarantees.md', { quality: qualityTable() })),
  'licences.md': await markdown(licencesDocument(await shippedPackages())),
  'offers.json': offers(),
}

const stale = (name: string, text: string): boolean => {
  try {
    return readFileSync(place(name), 'utf8') !== text
  } catch {
    return true
  }
}

if (process.argv.includes('--check')) {
  for (const [name, text] of Object.entries(documents))
    if (stale(name, text)) {
      console.error(`docs/${name} is out of date: npm run docs -- --text`)
      process.exitCode = 1
    }
} else {
  for (const [name, text] of Object.entries(documents)) writeFileSync(place(name), text)
  console.log(`docs/: ${Object.keys(documents).join(', ')}`)
  if (!process.argv.includes('--text')) takePictures()
}

function takePictures(): void {
  const pictures = place('pictures')
  mkdirSync(pictures, { recursive: true })
  const jest = join(PROJECT_ROOT, 'node_modules', 'jest', 'bin', 'jest.js')
  const run = spawnSync(process.execPath, [jest, '--selectProjects', 'e2e'], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, PICTURES: pictures },
    stdio: 'inherit',
  })
  process.exitCode = run.status ?? 1
  console.log('docs/pictures/')
}
