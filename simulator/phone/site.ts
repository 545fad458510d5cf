import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bareHtml, frameHtml } from './html'
import { packageFile, projectRoot } from './root'

/** What the server offers: single files made here, and folders. */
export interface Site {
  pages: Record<string, { type: string; body: () => string | Promise<string> }>
  /** Path prefix → folder. */
  folders: Record<string, () => string>
}

/** The mini-program as it is served at the moment; it changes with every rebuild. */
export interface Current {
  /** The compiled mini-program, or a script that shows why there is none. */
  script: string
  /** Folder of its pictures. */
  root: string
}

/** Bundles the browser code and gathers styles and fonts. */
export async function createSite(current: () => Current): Promise<Site> {
  const root = projectRoot()
  const page = join(root, 'simulator', 'phone', 'page')
  const fontPackage = '@fontsource-variable/noto-sans-sc'
  const [phone, panel] = await Promise.all([
    bundle(join(page, 'main.ts')),
    bundle(join(page, 'panel', 'main.ts')),
  ])
  const style = async (...files: string[]): Promise<string> =>
    (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n')
  // Chromium refuses the package's format name and would load nothing.
  const font = async (): Promise<string> =>
    (await style(packageFile(fontPackage, 'wght.css')))
      .replaceAll('./files/', '/fonts/')
      .replaceAll('woff2-variations', 'woff2')
  const phoneStyle = (): Promise<string> =>
    style(
      packageFile('weui', 'dist/style/weui.min.css'),
      join(page, 'shell', 'native.css'),
      join(page, 'shell', 'phone.css'),
    )
  const css = 'text/css'
  const script = 'text/javascript'
  return {
    pages: {
      '/': { type: 'text/html', body: frameHtml },
      '/phone': { type: 'text/html', body: bareHtml },
      '/phone.js': { type: script, body: () => phone },
      '/panel.js': { type: script, body: () => panel },
      '/program.js': { type: script, body: () => current().script },
      '/font.css': { type: css, body: font },
      '/phone.css': { type: css, body: phoneStyle },
      '/panel.css': { type: css, body: () => style(join(page, 'panel', 'panel.css')) },
    },
    folders: { '/fonts/': () => packageFile(fontPackage, 'files'), '/assets/': () => current().root },
  }
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    sourcemap: 'inline',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return outputFiles[0]?.text ?? ''
}
