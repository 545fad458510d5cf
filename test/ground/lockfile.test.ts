import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Entry {
  version: string
  resolved?: string
  optionalDependencies?: Record<string, string>
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(process.cwd(), path), 'utf8'))
const { packages } = read('package-lock.json') as { packages: Record<string, Entry> }
const manifest = read('package.json') as Record<'dependencies' | 'devDependencies', Record<string, string>>

describe('package-lock.json', () => {
  it.each(['esbuild', '@swc/core', 'unrs-resolver'])('holds every platform of %s', (name) => {
    const platforms = Object.keys(packages[`node_modules/${name}`]?.optionalDependencies ?? {})
    expect(platforms.length).toBeGreaterThan(5)
    expect(platforms.filter((one) => !packages[`node_modules/${one}`])).toEqual([])
  })

  it('names no registry', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved?.startsWith('http'))).toEqual([])
  })
})

describe('package.json', () => {
  it('ships @vant/weapp alone: the official npm build packs every dependency for the phone', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['@vant/weapp'])
  })

  it('names exact versions, and one version of the glass-easel trio', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies }
    for (const version of Object.values(all)) expect(version).toMatch(/^(npm:[a-z-]+@)?\d+\.\d+\.\d+$/)
    const trio = Object.entries(all).filter(([name]) => name.startsWith('glass-easel'))
    expect(trio).toHaveLength(3)
    expect(new Set(trio.map(([, version]) => version)).size).toBe(1)
  })
})
