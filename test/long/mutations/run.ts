import { isDeepStrictEqual } from 'node:util'
import { forgetCertificates } from '../../../cloudfunctions/shared/certificates'
import { createNotify } from '../../../cloudfunctions/shared/notify'
import { apply } from '../../../cloudfunctions/notify/apply'
import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import { goodEnv } from '../../cloudfunctions/shared/merchant'
import { T0 } from '../../cloudfunctions/shared/orders/fixtures'
import { Dice } from '../dice'
import { FORGED } from './forged'
import { type Check, CHECKS, type Mutation } from './mutant'
import { MemoryStore, type Written } from './memory-store'
import { SIGNED_CONTENTS } from './signed-contents'
import { SIGNED_ENVELOPES } from './signed-envelope'
import { VICTIMS } from './victims'

const SIGNED: readonly Mutation[] = [...SIGNED_ENVELOPES, ...SIGNED_CONTENTS]

/** Live bytes of the heap (where the caller can collect garbage) and all of the process, in MB. */
export interface Memory {
  at: number
  heap: number
  rss: number
}

/** What became of the mutants. */
export interface Figures {
  seed: number
  mutants: number
  signed: number
  refused: Partial<Record<Check, number>>
  /** Mutants that changed a document, and those that another check refused than the one meant for them; the first of each kind. */
  accepted: number
  elsewhere: number
  examples: string[]
  memory: Memory[]
}

/** Why a mutant was refused, as `notify` answered and logged it. */
const REFUSALS: Readonly<Record<string, Check>> = {
  'self-test': 'method',
  '405': 'method',
  '413': 'size',
  '400': 'bytes',
  'missing-header': 'header',
  stale: 'window',
  'unknown-serial': 'serial',
  'bad-signature': 'signature',
  signtest: 'probe',
  envelope: 'envelope',
  algorithm: 'algorithm',
  tag: 'tag',
  plaintext: 'plaintext',
  'error 500': 'an error of its own, 500',
  foreign: 'merchant, app, service, person',
  unknown: 'number, schema',
  applied: 'state, known',
}

/** Without what only leads to a question to WeChat Pay and to an alert for a person. */
function believed(document: unknown): unknown {
  const { alerts, checks, nextCheckAt, updatedAt, version, attempts, ...rest } = document as OrderDocument
  void [alerts, checks, nextCheckAt, updatedAt, version]
  return { ...rest, attempts: attempts.map(({ proven: _asked, ...attempt }) => attempt) }
}

/** The record of the notification itself, the alert about it, and the note that a certificate is missing. */
const RECORDS: readonly string[] = ['notifications', 'alerts', 'certificates']

/** @returns whether the call changed nothing, had an order asked about, or believed something */
function effectOf(written: readonly Written[]): 'none' | 'asked' | 'believed' {
  const others = written.filter(({ collection }) => !RECORDS.includes(collection))
  if (others.length === 0) return 'none'
  const harmless = others.every(
    ({ collection, before, after }) =>
      collection === 'orders' && before && after && isDeepStrictEqual(believed(before), believed(after)),
  )
  return harmless ? 'asked' : 'believed'
}

function memory(at: number): Memory {
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  return { at, heap: Math.round(heapUsed / 1e5) / 10, rss: Math.round(rss / 1e5) / 10 }
}

/** How many mutants there are between two looks at the memory. */
const looksOf = (count: number): number => Math.max(1, Math.floor(count / 4))

/**
 * Sends mutants of genuine notifications, every second one correctly signed, to the real `notify` over a store in memory.
 * Accepted is what changes any document other than the record of the notification.
 */
export async function mutate(options: { count: number; seed: number }): Promise<Figures> {
  const dice = new Dice(options.seed)
  const store = new MemoryStore(VICTIMS)
  let lines: string[] = []
  forgetCertificates()
  const notify = createNotify(apply, {
    env: goodEnv(),
    store,
    clock: () => T0,
    write: (line) => lines.push(line),
  })
  const figures: Figures = {
    seed: options.seed,
    mutants: 0,
    signed: 0,
    refused: {},
    accepted: 0,
    elsewhere: 0,
    examples: [],
    memory: [],
  }
  const tell = (mutation: Mutation, what: string) => {
    if (figures.examples.length < 20)
      figures.examples.push(`mutant ${figures.mutants}, ${mutation.name}: ${what}`)
  }
  const look = looksOf(options.count)
  for (let n = 0; n < options.count; n++) {
    if (n % look === 0) figures.memory.push(memory(n))
    const signed = n % 2 === 1
    const mutation = dice.pick(signed ? SIGNED : FORGED)
    const event = mutation.make(dice)
    lines = []
    const { statusCode } = await notify(event)
    figures.mutants++
    if (signed) figures.signed++
    const effect = effectOf(store.takeBack())
    const verdict = verdictOf(lines, statusCode)
    const check = effect === 'asked' ? 'total, doubt (only asked about)' : REFUSALS[verdict]
    if (effect === 'believed') {
      figures.accepted++
      tell(mutation, `ACCEPTED (${verdict})`)
    } else if (check === undefined || !mutation.refusedBy.includes(check)) {
      figures.elsewhere++
      tell(mutation, `refused by ${check ?? verdict} instead of ${mutation.refusedBy.join(' or ')}`)
    }
    if (check !== undefined && effect !== 'believed')
      figures.refused[check] = (figures.refused[check] ?? 0) + 1
    if (store.size !== VICTIMS.length) throw new Error('The store was not taken back to its orders.')
  }
  figures.memory.push(memory(options.count))
  return figures
}

function verdictOf(lines: readonly string[], status: number): string {
  for (const line of lines) {
    const { step, reason, outcome } = JSON.parse(line) as Record<string, string | undefined>
    if (step === 'notification-refused') return reason ?? `error ${status}`
    if (step === 'notification') return outcome ?? ''
  }
  return status === 200 ? 'self-test' : String(status)
}

/** The figures as people read them. */
export function describe(figures: Figures): string {
  const { mutants, signed, refused, accepted, elsewhere, examples } = figures
  return [
    `${mutants} mutants, ${signed} of them correctly signed.`,
    ...CHECKS.map((check) => `  ${String(refused[check] ?? 0).padStart(8)}  refused by ${check}`),
    `  ${String(elsewhere).padStart(8)}  refused by another check than the one meant for them`,
    `  ${String(accepted).padStart(8)}  accepted`,
    `Asked about: an alert for a person, a doubt, an earlier question to WeChat Pay; nothing was believed.`,
    ...examples,
  ].join('\n')
}
