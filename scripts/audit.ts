// `npm run audit`: the packages in what ships, their licences, and the holes that the registry knows of in them.
// Exit codes: 0 none known; 1 a hole or a licence that is not allowed; 2 the registry did not answer, so nothing is known.
import { spawnSync } from 'node:child_process'
import { relative, sep } from 'node:path'
import { licencesDocument, notAllowed, shippedPackages } from './licences'
import { JUDGED, parseAudit, shippedHoles } from './holes'

declare const PROJECT_ROOT: string

const packages = await shippedPackages()
console.log(
  licencesDocument(packages)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .join('\n'),
)
console.log(`\n${packages.length} packages ship.`)
const wrong = notAllowed(packages)
for (const one of wrong) console.error(`Not allowed to ship: ${one}`)
if (wrong.length > 0) process.exitCode = 1

const npm = process.env['npm_execpath']
if (npm === undefined) {
  console.error('Not audited: start it by `npm run audit`, which tells it where npm is.')
  process.exitCode ||= 2
} else {
  const { stdout } = spawnSync(process.execPath, [npm, 'audit', '--json'], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const audit = parseAudit(stdout)
  if ('problem' in audit) {
    console.error(
      `Not audited: the registry did not answer (${audit.problem}). Whether there are holes is not known.`,
    )
    process.exitCode ||= 2
  } else {
    const folders = packages.map(({ folder }) => relative(PROJECT_ROOT, folder).split(sep).join('/'))
    const holes = shippedHoles(audit, folders)
    for (const hole of holes)
      console.error(
        `${hole.judged === undefined ? 'HOLE' : 'judged'} ${hole.name}: ${hole.title} ${hole.url}${hole.judged === undefined ? '' : `\n  ${hole.judged}`}`,
      )
    const open = holes.filter(({ judged }) => judged === undefined)
    console.log(
      `${open.length} open holes in what ships, ${holes.length - open.length} judged (${Object.keys(JUDGED).length} listed).`,
    )
    if (open.length > 0) process.exitCode = 1
  }
}
