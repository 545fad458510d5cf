import { randomBytes } from 'node:crypto'
import { type Actions, createHandler } from '../../../../cloudfunctions/shared/handler'
import { operatorActions, requireOperator } from '../../../../cloudfunctions/shared/operators'
import type { Operator, Roster } from '../../../../cloudfunctions/shared/operators/roster'
import { openStore, type Store } from '../../../../cloudfunctions/shared/store'
import { goodEnv, userEnv } from '../merchant'

/** Who becomes the first operator while there is none. */
export const FIRST = 'o-first-operator'

/** How one call differs from an ordinary one. */
export interface Calling {
  clock: () => number
  settings?: Record<string, string>
  store?: Store
  write?: (line: string) => void
}

/** Calls the console's real actions as somebody; `list` stands for everything that only operators may do. */
export async function callConsole(
  openid: string,
  event: Record<string, unknown>,
  { settings = { FIRST_OPERATOR_OPENID: FIRST }, ...calling }: Calling,
): Promise<Record<string, never>> {
  const actions = {
    ...operatorActions,
    list: {
      schema: operatorActions.me.schema,
      run: async (_: unknown, context: never) => ({ items: [await requireOperator(context)] }),
    },
  } as unknown as Actions<'console'>
  const handle = createHandler('console', actions, {
    env: { ...goodEnv(), ...settings, ...userEnv(openid) },
    random: randomBytes,
    write: () => undefined,
    ...calling,
  })
  const answer = await handle(event)
  return (answer.ok ? answer.data : answer.failure) as Record<string, never>
}

/** A store in which something happens right after the roster was read for the first time. */
export function storeWhere(happens: () => Promise<unknown>): Store {
  const store = openStore()
  let read = false
  return {
    ...store,
    async read<T>(...asked: Parameters<Store['read']>) {
      const found = await store.read<T>(...asked)
      if (read || asked[0] !== 'operators') return found
      read = true
      await happens()
      return found
    },
  }
}

/** The roster as it is stored. */
export const storedRoster = () => openStore().read<Roster>('operators', 'roster')

/** An operator for a roster that is made by hand. */
export const someone = (id: string, shops?: string[]): Operator => ({
  id,
  openid: `o-${id}`,
  name: id,
  since: 0,
  ...(shops && { shops }),
})
