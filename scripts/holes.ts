/** Why a known hole cannot be reached in what ships. By advisory; each is looked at again when its package changes. */
export const JUDGED: Readonly<Record<string, string>> = {
  'GHSA-p6mc-m468-83gw':
    'lodash.set has no fixed version. Only watch() of @cloudbase/database calls it, with answers of the cloud; the store has no watch.',
  'GHSA-xxjr-mmjv-4gpg':
    'lodash.unset has no fixed version. Only watch() of @cloudbase/database calls it, with answers of the cloud; the store has no watch.',
  'GHSA-f23m-r3pf-42rh':
    'lodash.unset has no fixed version. Only watch() of @cloudbase/database calls it, with answers of the cloud; the store has no watch.',
}

/** One package's entry in npm's report, as far as it is used; `via` names other packages or tells the hole itself. */
interface Vulnerability {
  name: string
  nodes: readonly string[]
  via: readonly (string | { title?: string; url?: string; severity?: string; range?: string })[]
}

/** npm's report. */
export interface Audit {
  vulnerabilities: Readonly<Record<string, Vulnerability>>
}

/** What `npm audit --json` printed: a report, or why there is none. */
export function parseAudit(stdout: string): Audit | { problem: string } {
  let said: unknown
  try {
    said = JSON.parse(stdout)
  } catch {
    return { problem: 'npm printed no report' }
  }
  const { vulnerabilities, auditReportVersion, message } = (said ?? {}) as Partial<Audit> & {
    auditReportVersion?: number
    message?: string
  }
  if (auditReportVersion !== undefined && vulnerabilities) return { vulnerabilities }
  return { problem: message?.replace(/https?:\S+/g, 'the registry') ?? 'npm printed no report' }
}

/** A hole in what ships; `judged` says why it cannot be reached. */
export interface Hole {
  name: string
  title: string
  url: string
  judged?: string
}

/** The holes of packages that stand in one of the shipped folders, each once. */
export function shippedHoles({ vulnerabilities }: Audit, folders: readonly string[]): Hole[] {
  return Object.values(vulnerabilities)
    .filter(({ nodes }) => nodes.some((node) => folders.includes(node)))
    .flatMap(({ name, via }) =>
      via.flatMap((hole) => {
        if (typeof hole === 'string') return []
        const { title = 'no title', url = '' } = hole
        const judged = JUDGED[url.split('/').at(-1) ?? '']
        return [{ name, title, url, ...(judged === undefined ? {} : { judged }) }]
      }),
    )
}
