// @ts-check
// Which npm packages are really in what ships, under which licences, and the notice that the licences want beside them.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/**
 * One package in what ships.
 * @typedef {{ name: string, version: string, licence: string, folder: string, text: string, in: string[] }} Shipped
 */

/** The licences that what ships may be under: all allow it, as long as their notice goes along. */
export const ALLOWED_LICENCES = ['MIT', 'ISC', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', '0BSD']

/**
 * Parts of WeChat's own SDK that say nothing about a licence. WeChat tells everybody to deploy wx-server-sdk (MIT) with them.
 */
export const WITHOUT_LICENCE = ['@cloudbase/signature-nodejs']

/** What a licence file is called. */
const LICENCE_FILE = /^(licen[cs]e|mit-license|copying|notice)(\.(md|txt))?$/i

/** The package of a file, as its folder: the path up to its name behind the last `node_modules`. */
const PACKAGE_FOLDER = /^(.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/

/** @param {string} folder @returns {Omit<Shipped, 'in'>} */
export function packageIn(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const text = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n')
  return { name, version, licence: typeof license === 'string' ? license : 'none stated', folder, text }
}

/**
 * The packages of which a bundle holds at least a byte.
 * @param {import('esbuild').Metafile} metafile @param {string} root what its paths begin at
 * @returns {Omit<Shipped, 'in'>[]} by name
 */
export function packagesIn({ outputs }, root) {
  const folders = new Set()
  for (const { inputs } of Object.values(outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = PACKAGE_FOLDER.exec(path)?.[1]
      if (folder !== undefined && bytesInOutput > 0) folders.add(resolve(root, folder))
    }
  return [...folders]
    .map((folder) => packageIn(folder))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
}

/** Whose it is; not the words of a licence that begin alike. */
const isCopyright = (/** @type {string} */ line) =>
  /^\s*(Copyright(?! (and |notice|licen|holder|owner|in |[[{]))|\(c\) \d|©)/.test(line)

/** A licence without whose it is, its title, and how it is written: equal for equal licences. */
const bodyOf = (/** @type {string} */ text) =>
  text
    .split('\n')
    .filter((line) => !isCopyright(line))
    .join(' ')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .replace(/^ ?(license )?(the )?(mit|isc|bsd|bsd 3 clause)? ?(mit )?licen[cs]e (mit )?/, '')
    .replace(/\b(author|copyright holder)s?\b( or (author|copyright holder)s?\b)?/g, 'author')
    .trim()

/**
 * What the licences want to stand beside the code, each licence once: a comment for the end of a bundle.
 * @param {readonly Omit<Shipped, 'in'>[]} packages
 */
export function noticeOf(packages) {
  if (packages.length === 0) return ''
  /** @type {Map<string, { text: string, whose: string[] }>} */
  const licences = new Map()
  for (const { name, version, licence, text } of packages) {
    const body = bodyOf(text)
    const known = licences.get(body) ?? {
      text: text
        .split('\n')
        .filter((line) => !isCopyright(line))
        .join('\n')
        .trim(),
      whose: [],
    }
    const copyright = text
      .split('\n')
      .filter(isCopyright)
      .map((line) => line.trim())
    known.whose.push([`${name} ${version} (${licence})`, ...new Set(copyright)].join(', '))
    licences.set(body, known)
  }
  const parts = [...licences.values()].map(({ text, whose }) => `${whose.join('\n')}\n\n${text}`.trim())
  return `/*!\nThis file contains the following packages.\n\n${parts.join('\n\n--------\n\n').replaceAll('*/', '* /')}\n*/\n`
}
