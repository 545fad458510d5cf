import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'

/**
 * The files of a mini-program, named by their path below its root. A package that was not built into
 * miniprogram_npm yet can be mounted there from somewhere else.
 */
export class ProjectFiles {
  /**
   * @param root absolute folder of app.json
   * @param mounts npm package name → absolute folder that stands for miniprogram_npm/<name> where that is missing
   */
  constructor(
    readonly root: string,
    private readonly mounts: Readonly<Record<string, string>> = {},
  ) {}

  /** The absolute path that a project path stands for. */
  real(path: string): string {
    const own = join(this.root, path)
    if (!isNpm(path) || existsSync(own)) return own
    for (const [name, folder] of Object.entries(this.mounts)) {
      const prefix = `miniprogram_npm/${name}/`
      if (path.startsWith(prefix)) return join(folder, path.slice(prefix.length))
    }
    return own
  }

  has(path: string): boolean {
    if (path.startsWith('..')) return false // above the root: it would not be uploaded
    return statSync(this.real(path), { throwIfNoEntry: false })?.isFile() ?? false
  }

  read(path: string): string {
    return readFileSync(this.real(path), 'utf8')
  }

  /** The first of `path + ending` that exists. */
  first(path: string, endings: readonly string[]): string | undefined {
    return endings.map((ending) => path + ending).find((candidate) => this.has(candidate))
  }

  /** What `specifier` in the file `from` means as a project path: relative, from the root, or bare. */
  join(from: string, specifier: string): string {
    return specifier.startsWith('/') ? clean(specifier) : clean(posix.join(posix.dirname(from), specifier))
  }

  /** Walks up from the file and looks into each miniprogram_npm, as WeChat does. */
  npm(from: string, specifier: string, endings: readonly string[]): string | undefined {
    if (/^[./]/.test(specifier)) return undefined
    for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
      const found = this.first(clean(posix.join(folder, 'miniprogram_npm', specifier)), endings)
      if (found !== undefined) return found
      if (folder === '.' || folder === '/') return undefined
    }
  }
}

/** Normalised, without a leading slash. */
export const clean = (path: string): string => posix.normalize(path).replace(/^\/+/, '')

/** Whether a project path belongs to a package and not to the mini-program itself. */
export const isNpm = (path: string): boolean => path.includes('miniprogram_npm/')
