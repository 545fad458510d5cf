import type { Answer } from '../domain/contract'
import { adviceOf, type Failure } from '../domain/failure'

/** How far a page is with its content. */
export type Phase = 'loading' | 'ready' | 'empty' | 'failed'

/** What `load-view` shows. A failure beside `ready` means: a refresh failed, what is shown is older. */
export interface Load {
  phase: Phase
  failure?: { code: string; message: string; advice: string; requestId: string }
}

/** The parts of a page that loading needs. `asked` counts, so that a late answer never overwrites a newer one. */
export interface LoadablePage {
  data: { load: Load }
  asked: number
  setData(data: Record<string, unknown>): void
}

export const LOADING: Load = { phase: 'loading' }

/** What a page shows of a failure. */
export const shown = ({ code, message, requestId, advice }: Failure): NonNullable<Load['failure']> => ({
  code,
  message,
  advice: advice ?? adviceOf(code),
  requestId,
})

/**
 * Loads a page's content with one `setData`.
 * @param accept turns the data into what the page sets; `empty` when there is nothing to show.
 * @returns the failure, if there was one, for pages that treat some codes themselves.
 */
export async function loadInto<T>(
  page: LoadablePage,
  ask: () => Promise<Answer<T>>,
  accept: (data: T) => { patch: Record<string, unknown>; empty?: boolean },
): Promise<Failure | undefined> {
  const mine = ++page.asked
  const had = page.data.load.phase === 'ready' || page.data.load.phase === 'empty'
  if (page.data.load.phase === 'failed') page.setData({ load: LOADING })
  const answer = await ask()
  if (mine !== page.asked) return undefined
  if (answer.ok) {
    const { patch, empty } = accept(answer.data)
    page.setData({ ...patch, load: { phase: empty ? 'empty' : 'ready' } satisfies Load })
    return undefined
  }
  const failure = shown(answer.failure)
  page.setData({ load: had ? { phase: page.data.load.phase, failure } : { phase: 'failed', failure } })
  return answer.failure
}
