import { transform, type TransformFailure } from 'esbuild'
import { type Module } from '../compiled'
import { isNpm } from './files'
import { type Problem } from './problem'
import { type Project } from './project'

const MODULE_ENDINGS = ['', '.ts', '.js', '/index.ts', '/index.js']

/**
 * Turns each script into one CommonJS module; not bundled, so that a module runs once and inside its component's
 * definition, as on the phone. An import of something outside the mini-program is a problem here: it would be
 * missing on the phone.
 */
export async function compileScripts(
  { files }: Project,
  entries: readonly string[],
  problems: Problem[],
): Promise<Record<string, Module>> {
  const modules: Record<string, Module> = {}
  const seen = new Set<string>()

  const resolve = (from: string, specifier: string): string | undefined =>
    files.first(files.join(from, specifier), MODULE_ENDINGS.slice(specifier.endsWith('/') ? 3 : 0)) ??
    files.npm(from, specifier, MODULE_ENDINGS)

  const add = async (file: string): Promise<void> => {
    if (seen.has(file)) return
    seen.add(file)
    const code = await toCommonJs(file, files.read(file), problems)
    const deps: Record<string, string> = {}
    for (const [, specifier] of code.matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)) {
      if (specifier === undefined || specifier in deps) continue
      const found = resolve(file, specifier)
      if (found === undefined)
        problems.push({ file, message: `imports "${specifier}", which is not in the mini-program` })
      else deps[specifier] = found
    }
    modules[file] = { code, deps }
    await Promise.all(Object.values(deps).map(add))
  }
  await Promise.all(entries.map(add))
  return modules
}

async function toCommonJs(file: string, source: string, problems: Problem[]): Promise<string> {
  try {
    const { code } = await transform(source, {
      loader: file.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'es2020',
      sourcefile: file,
      sourcemap: isNpm(file) ? false : 'inline',
    })
    return code
  } catch (error) {
    for (const { text, location } of (error as TransformFailure).errors)
      problems.push({ file, ...(location && { line: location.line }), message: text })
    return ''
  }
}
