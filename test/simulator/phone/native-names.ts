import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The keys of page/native/index.ts, read as text: the browser's code does not load in Node. */
export function nativeNames(): string[] {
  const source = readFileSync(join(process.cwd(), 'simulator/phone/page/native/index.ts'), 'utf8')
  const body = /nativeTags[^{]*\{([\s\S]*?)\n\}/.exec(source)?.[1] ?? ''
  return [...body.matchAll(/^ {2}'?([a-z-]+)'?[:,]/gm)].flatMap(([, name]) => name ?? []).sort()
}
