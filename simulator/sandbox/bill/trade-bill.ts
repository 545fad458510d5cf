import { createHash, randomBytes } from 'node:crypto'
import { parseMoment, toDay } from '../beijing-time'
import { ApiFailure, invalidRequest } from '../failure'
import { Fields } from '../fields'
import { readSubMchid } from '../parties'
import { type Answer, type Call } from '../protocol'
import { type Refunds } from '../refunds/book'
import { type World } from '../world'
import { type BillType } from './columns'
import { billText, entriesOf, type Wanted } from './file'
import { prepared } from './prepared'

const hour = 3_600_000
const day = 24 * hour
/** Bills of three months can be had. */
const kept = 92 * day

/** `GET /v3/bill/tradebill`: where the bill of a day can be fetched within five minutes (official page 4012556654). */
export function tradeBill(world: World, refunds: Refunds, call: Call): Answer {
  const fields = new Fields(Object.fromEntries(call.query), '', 'query')
  const { gzip, ...wanted } = read(fields)
  checkDay(world, wanted.day)
  const entries = entriesOf(world, refunds, wanted)
  if (entries.length === 0 && world.switches().billOfNothing === 'NO_STATEMENT_EXIST') {
    throw new ApiFailure(400, 'NO_STATEMENT_EXIST', '账单文件不存在')
  }
  const text = billText(world, wanted.type, entries)
  const token = randomBytes(36).toString('base64url')
  prepared(world).put(token, { token, text, gzip, expiresAt: world.time.business() + 5 * 60_000 })
  return {
    status: 200,
    body: {
      hash_type: 'SHA1',
      // Of the bill itself, also where it is sent compressed.
      hash_value: createHash('sha1').update(text).digest('hex'),
      download_url: `${world.origin()}/v3/billdownload/file?token=${token}`,
    },
  }
}

function read(fields: Fields): Wanted & { readonly gzip: boolean } {
  const date = fields.text('bill_date', { max: 10, pattern: /^\d{4}-\d\d-\d\d$/ }).replaceAll('-', '')
  if (!parseMoment(date)) throw fields.error('bill_date', 'is no real date')
  const type = fields.optionalText('bill_type', { max: 32, pattern: /^(ALL|SUCCESS|REFUND)$/ }) ?? 'ALL'
  const gzip = fields.optionalText('tar_type', { max: 32, pattern: /^GZIP$/ }) !== undefined
  const sub_mchid = fields.has('sub_mchid') ? readSubMchid(fields) : undefined
  return { day: date, type: type as BillType, sub_mchid, gzip }
}

/** A bill is there from ten o'clock of the next day on, for three months. */
function checkDay(world: World, wanted: string): void {
  const now = world.time.business()
  const start = parseMoment(wanted)?.ms ?? 0
  if (wanted > toDay(now) || start < now - kept) {
    throw invalidRequest('请检查 bill_date：仅支持三个月内、今天之前的账单')
  }
  if (now >= start + day + 10 * hour) return
  const code = world.switches().billTooEarly
  throw new ApiFailure(400, code, code === 'STATEMENT_CREATING' ? '账单生成中' : '账单文件不存在')
}
