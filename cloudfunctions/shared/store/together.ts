import { randomInt } from 'node:crypto'
import { changesBetween } from './changes'
import type { CollectionName } from './collections'
import { checkDocument } from './document'
import { problemOf, StoreMisuse } from './errors'
import type { SdkDatabase, SdkTransaction } from './sdk'

/** One change of several that are made together: a new document, or one that was read and is changed. */
export type Step =
  | { collection: CollectionName; insert: { _id: string } }
  | {
      collection: CollectionName
      before: { _id: string; version: number }
      after: { _id: string; version: number }
    }

/** A conflict says that somebody else was at one of the documents: tried again so often, a little later each time. */
const TRIES = 15
const LONGEST_PAUSE_MS = 40

/** Waits between two tries; conflicting callers must not meet again at the same moment. */
export type Pause = (most: number) => Promise<void>

const pauseAtRandom: Pause = (most) => new Promise((resolve) => setTimeout(resolve, randomInt(most + 1)))

/** @throws StoreMisuse for what the SDK would mangle; nothing was sent then */
export function checkSteps(steps: readonly Step[]): void {
  if (steps.length < 2) throw new StoreMisuse('One document alone needs no transaction.')
  for (const step of steps) {
    if ('insert' in step) {
      checkDocument(step.insert)
      continue
    }
    checkDocument(step.after)
    if (step.after._id !== step.before._id)
      throw new StoreMisuse('A change cannot move a document to another _id.')
    if (!Number.isSafeInteger(step.before.version))
      throw new StoreMisuse('The document has no version to compare.')
  }
}

/** @returns whether the document still is as it was read; then it is changed within the transaction */
async function take(step: Step, transaction: SdkTransaction, _: SdkDatabase['command']): Promise<boolean> {
  const all = transaction.collection(step.collection)
  if ('insert' in step) {
    await all.add({ data: step.insert })
    return true
  }
  const { before, after } = step
  const document = all.doc(before._id)
  const { data } = await document.get()
  if ((data as { version?: unknown } | null)?.version !== before.version) return false
  const changes = changesBetween({ ...before }, { ...after }, _)
  await document.update({ data: { ...changes, version: before.version + 1 } })
  return true
}

/**
 * Makes all of the steps or none of them, in one transaction. Never around a call to WeChat Pay (design 4.11).
 * @returns `false` when a document is not as it was read, or is there already: read again
 */
export async function allOrNone(
  database: SdkDatabase,
  steps: readonly Step[],
  pause: Pause = pauseAtRandom,
): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    const transaction = await database.startTransaction()
    try {
      for (const step of steps) {
        if (await take(step, transaction, database.command)) continue
        await transaction.rollback().catch(() => undefined)
        return false
      }
      await transaction.commit()
      return true
    } catch (error) {
      await transaction.rollback().catch(() => undefined)
      const problem = problemOf(error)
      if (problem === 'exists') return false
      if (problem !== 'conflict' || tries === TRIES) throw error
      await pause(LONGEST_PAUSE_MS * tries)
    }
  }
}

/** The steps' collections, for what an error says. */
export const placesOf = (steps: readonly Step[]): string =>
  [...new Set(steps.map(({ collection }) => collection))].join(' and ')
