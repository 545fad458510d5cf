// @ts-check
// Builds what WeChat DevTools uploads: dist/cloudfunctions/<name>/ and miniprogram/miniprogram_npm/.
// JavaScript, because Node 20 cannot run TypeScript; everything else in scripts/ is TypeScript run by run.mjs.
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, posix, relative, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { noticeOf, packageIn, packagesIn } from './shipped.mjs'

/** The project; in a script that run.mjs bundled this file is another one, and PROJECT_ROOT names it. */
export const root =
  typeof PROJECT_ROOT === 'string' ? PROJECT_ROOT : resolve(dirname(fileURLToPath(import.meta.url)), '..')
const sources = join(root, 'cloudfunctions')
const target = join(root, 'dist', 'cloudfunctions')

/** The deployable functions: every folder of cloudfunctions/ with an index.ts. */
export const functionNames = () =>
  readdirSync(sources).filter((name) => existsSync(join(sources, name, 'index.ts')))

/** wx-server-sdk costs 0.9 MB and 60 ms, so it is a file of its own that the store loads when it needs the database. */
const sdkBeside = {
  name: 'sdk-beside',
  /** @param {import('esbuild').PluginBuild} plugin */
  setup(plugin) {
    plugin.onResolve({ filter: /^wx-server-sdk$/ }, () => ({ path: './sdk.js', external: true }))
  },
}

/** @type {import('esbuild').BuildOptions} */
const forNode16 = {
  bundle: true,
  platform: 'node',
  target: 'node16.13',
  charset: 'utf8',
  format: 'cjs',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  absWorkingDir: root,
  write: false,
  metafile: true,
  outfile: 'bundle.js',
}

/**
 * A file of a function, with the licences of what it holds at its end: its folder has room for nothing else.
 * @param {import('esbuild').BuildOptions} options
 */
async function bundle(options) {
  const { outputFiles, metafile } = await build({ ...forNode16, ...options })
  if (!outputFiles?.[0] || !metafile) throw new Error('esbuild made no file.')
  const packages = packagesIn(metafile, root)
  return { code: `${outputFiles[0].text.trimEnd()}\n${noticeOf(packages)}`, packages }
}

/**
 * What the SDK loads at its start for what no function of ours calls: models, SQL and AI. They cost a cold start a third of its
 * time, not least because one of them touches `Headers`, for which node loads the whole of its fetch. The SDK goes on without
 * models (it catches what their making throws); whoever calls the others is told.
 */
const withoutUnused = {
  name: 'without-unused',
  /** @param {import('esbuild').PluginBuild} plugin */
  setup(plugin) {
    const namespace = 'not-bundled'
    plugin.onResolve({ filter: /^(@cloudbase\/wx-cloud-client-sdk|\.\/ai)$/ }, ({ path, importer }) =>
      /[\\/]@cloudbase[\\/]node-sdk[\\/]dist[\\/]cloudbase\.js$/.test(importer)
        ? { path, namespace }
        : undefined,
    )
    plugin.onLoad({ filter: /.*/, namespace }, () => ({
      contents: `
        const absent = () => { throw new Error('This sdk.js holds no models, SQL or AI: see scripts/build.mjs.') }
        exports.createAI = exports.generateHTTPClient = exports.generateMySQLClient = absent
      `,
    }))
  },
}

/** wx-server-sdk as one file. */
export const bundleSdk = () =>
  bundle({
    stdin: { contents: "module.exports = require('wx-server-sdk')", resolveDir: root },
    plugins: [withoutUnused],
  })

/** A function without the SDK. @param {string} name */
export const bundleFunction = (name) =>
  bundle({ entryPoints: [join(sources, name, 'index.ts')], plugins: [sdkBeside] })

/** Puts a finished folder where the old one was, so that whoever reads it meanwhile finds the old or the new one. */
function replaceFolder(/** @type {string} */ finished, /** @type {string} */ place) {
  const old = `${place}.old-${process.pid}`
  mkdirSync(dirname(place), { recursive: true })
  if (existsSync(place)) renameSync(place, old)
  renameSync(finished, place)
  rmSync(old, { recursive: true, force: true })
}

export async function buildFunctions() {
  const names = functionNames()
  const next = `${target}.new-${process.pid}`
  rmSync(next, { recursive: true, force: true })
  mkdirSync(next, { recursive: true })
  const sdk = await bundleSdk()
  for (const name of names) {
    const out = join(next, name)
    const { code } = await bundleFunction(name)
    mkdirSync(out)
    writeFileSync(join(out, 'index.js'), code)
    if (code.includes('./sdk.js')) writeFileSync(join(out, 'sdk.js'), sdk.code)
    writeFileSync(
      join(out, 'package.json'),
      JSON.stringify({ name, version: '0.0.0', private: true, main: 'index.js' }, null, 2) + '\n',
    )
    const config = join(sources, name, 'config.json')
    if (existsSync(config)) cpSync(config, join(out, 'config.json'))
  }
  replaceFolder(next, target)
  return names
}

const miniprogram = join(root, 'miniprogram')
const npmOut = join(miniprogram, 'miniprogram_npm', '@vant', 'weapp')
const vantPackage = join(root, 'node_modules', '@vant', 'weapp')
const vant = join(vantPackage, 'lib')

/** The package that is copied to the phone. */
export const phonePackage = () => packageIn(vantPackage)

/** @param {string} folder @returns {string[]} */
const jsonFiles = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'miniprogram_npm') return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return jsonFiles(path)
    return entry.name.endsWith('.json') ? [path] : []
  })

/** What one Vant file needs, as paths below lib/. @param {string} file */
function needs(file) {
  const text = readFileSync(join(vant, file), 'utf8')
  const here = posix.dirname(file)
  /** @type {string[]} */
  const found = []
  const add = (/** @type {RegExp} */ pattern, /** @type {string[]} */ endings) => {
    for (const match of text.matchAll(pattern)) {
      const base = posix.normalize(posix.join(here, match[1] ?? ''))
      for (const ending of endings) if (existsSync(join(vant, base + ending))) found.push(base + ending)
    }
  }
  if (file.endsWith('.js'))
    add(/require\(["'](\.[^"']+)["']\)|from\s+["'](\.[^"']+)["']/g, ['.js', '/index.js', ''])
  if (file.endsWith('.js'))
    for (const match of text.matchAll(/(?:from|import)\s*["'](\.[^"']+)["']/g)) {
      const base = posix.normalize(posix.join(here, match[1] ?? ''))
      for (const ending of ['.js', '/index.js'])
        if (existsSync(join(vant, base + ending))) found.push(base + ending)
    }
  if (file.endsWith('.wxml')) add(/(?:src|import)\s*=\s*["']([^"']+\.(?:wxs|wxml))["']/g, [''])
  if (file.endsWith('.wxs')) add(/require\(["']([^"']+)["']\)/g, [''])
  if (file.endsWith('.wxss')) add(/@import\s*["']([^"']+)["']/g, [''])
  if (file.endsWith('.json')) {
    const using = JSON.parse(text).usingComponents ?? {}
    for (const path of Object.values(using)) {
      const base = posix.normalize(posix.join(here, String(path)))
      for (const ending of ['.js', '.json', '.wxml', '.wxss'])
        if (existsSync(join(vant, base + ending))) found.push(base + ending)
    }
  }
  return found.filter((path) => path.includes('.'))
}

/** Copies the Vant components that the pages use, and what those need; the whole library is four times as large. */
export function buildNpm() {
  const entries = new Set()
  for (const file of jsonFiles(miniprogram)) {
    const using = JSON.parse(readFileSync(file, 'utf8')).usingComponents ?? {}
    for (const path of Object.values(using)) {
      const match = /^@vant\/weapp\/(.+)$/.exec(String(path))
      if (match) for (const ending of ['.js', '.json', '.wxml', '.wxss']) entries.add(match[1] + ending)
    }
  }
  const todo = [...entries].filter((path) => existsSync(join(vant, path)))
  const done = new Set(todo)
  for (let path = todo.pop(); path !== undefined; path = todo.pop())
    for (const next of needs(path)) if (!done.has(next)) (done.add(next), todo.push(next))
  const next = `${npmOut}.new-${process.pid}`
  rmSync(next, { recursive: true, force: true })
  mkdirSync(next, { recursive: true })
  for (const path of done) {
    mkdirSync(dirname(join(next, path)), { recursive: true })
    cpSync(join(vant, path), join(next, path))
  }
  cpSync(join(vantPackage, 'LICENSE'), join(next, 'LICENSE'))
  replaceFolder(next, npmOut)
  return done.size
}

async function main() {
  const names = await buildFunctions()
  const files = buildNpm()
  const place = relative(root, target).split(sep).join('/')
  console.log(`built ${names.join(', ')} into ${place}/ and ${files} files of @vant/weapp`)
}

// Not awaited: Jest loads this file as CommonJS.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) void main()
