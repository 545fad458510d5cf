// @ts-check
// What scripts/types.mjs and eslint find, in one process: both need the same three programs, and building them is most of
// either's time.
import { dirname, join } from 'node:path'
import { ESLint } from 'eslint'
import ts from 'typescript'
import { root } from './build.mjs'
import { PROJECTS } from './types.mjs'

/** @param {string} file a tsconfig.json below the project */
function programOf(file) {
  const path = join(root, file)
  const { config, error } = ts.readConfigFile(path, ts.sys.readFile)
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    dirname(path),
    {},
    path,
  )
  const program = ts.createProgram({ rootNames: fileNames, options })
  return { program, found: [...(error ? [error] : []), ...errors, ...ts.getPreEmitDiagnostics(program)] }
}

const projects = Object.values(PROJECTS).map(programOf)
const found = ts.sortAndDeduplicateDiagnostics(projects.flatMap((project) => project.found))
if (found.length > 0)
  console.log(
    ts.formatDiagnostics(found, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => root,
      getNewLine: () => '\n',
    }),
  )

const eslint = new ESLint({
  cwd: root,
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: { projectService: false, programs: projects.map(({ program }) => program) },
    },
  },
})
const results = await eslint.lintFiles(['.'])
const text = await (await eslint.loadFormatter('stylish')).format(results)
if (text) console.log(text)
if (found.length > 0 || results.some(({ errorCount }) => errorCount > 0)) process.exitCode = 1
