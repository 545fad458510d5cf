import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(__dirname, '..', '..', 'miniprogram')

/** Every own source file with one of the endings, as paths below miniprogram/. */
export function sources(...endings: string[]): string[] {
  const walk = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.name === 'miniprogram_npm') return []
      if (entry.isDirectory()) return walk(path)
      return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : []
    })
  return walk('')
}

export const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

interface AppJson {
  pages: string[]
  subPackages: { root: string; pages: string[] }[]
}

/** Every page of app.json, as a path without ending. */
export function pages(): string[] {
  const app = JSON.parse(read('app.json')) as AppJson
  return [
    ...app.pages,
    ...app.subPackages.flatMap(({ root, pages: inside }) => inside.map((page) => `${root}/${page}`)),
  ]
}
