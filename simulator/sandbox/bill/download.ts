import { gzipSync } from 'node:zlib'
import { invalidRequest } from '../failure'
import { Fields } from '../fields'
import { type Answer, type Call } from '../protocol'
import { type World } from '../world'
import { prepared } from './prepared'

/** `GET /v3/billdownload/file?token=…`: a signed request; the answer is the file alone, without signature headers. */
export function downloadBill(world: World, call: Call): Answer {
  const fields = new Fields(Object.fromEntries(call.query), '', 'query')
  const bill = prepared(world).get(fields.text('token', { max: 128 }))
  if (!bill || bill.expiresAt < world.time.business()) throw invalidRequest('下载地址无效或已过期')
  const bytes = Buffer.from(bill.text, 'utf8')
  return {
    status: 200,
    file: bill.gzip
      ? { type: 'application/gzip', bytes: gzipSync(bytes) }
      : { type: 'text/plain;charset=utf-8', bytes },
  }
}
