import { type Reply, type Stranger } from '../ground'
import { type Sandbox } from '../../../../simulator/sandbox'

/** The sandbox's day in UTC+8, so many days ago, as the interface writes it. */
export const dayAgo = (sandbox: Sandbox, days: number): string =>
  new Date(sandbox.world.time.business() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)

export const tradeBill = (call: Stranger, params: Record<string, string>): Promise<Reply> =>
  call('GET', '/v3/bill/tradebill', { params })

/** The text behind a download_url. */
export function download(sandbox: Sandbox, reply: Reply): string {
  const token = new URL(String(reply.data['download_url'])).searchParams.get('token') ?? ''
  return sandbox.world.store.table<{ text: string }>('prepared-bills').get(token)?.text ?? ''
}
