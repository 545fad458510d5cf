import { readFileSync, writeFileSync } from 'node:fs'
import type { OfferDocument } from '../cloudfunctions/shared/offers/document'
import { offerOf } from '../cloudfunctions/shared/offers/read'
import type { OrderDocument } from '../cloudfunctions/shared/orders/document'
import { keptOf, readKept, restoredOrder } from '../cloudfunctions/shared/orders/restore'
import type { ShopDocument } from '../cloudfunctions/shared/shops'

const USAGE = `node scripts/run.mjs restore keep <orders.json> <kept.json>
  From an export of the collection "orders": what must be kept elsewhere to get the orders back.
node scripts/run.mjs restore orders <kept.json> <offers.json> <import.json> [<shops.json>]
  From what was kept, the offers and (for a service provider) the shops: a file to import into an empty collection "orders". reconcile then asks WeChat Pay
  about every attempt. No key leaves the cloud.
Files are JSON lists or JSON lines, as the CloudBase console reads and writes them.`

const linesOf = (path: string): unknown[] => {
  const text = readFileSync(path, 'utf8').trim()
  if (text.startsWith('[')) return JSON.parse(text) as unknown[]
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)
}

/** Never over a file that is there; it names people, so nobody else may read it. */
function write(path: string, documents: readonly unknown[]): void {
  const lines = documents.map((document) => `${JSON.stringify(document)}\n`)
  writeFileSync(path, lines.join(''), { flag: 'wx', mode: 0o600 })
  console.log(`${documents.length} orders written.`)
}

function restore(keptPath: string, offersPath: string, shopsPath: string | undefined): OrderDocument[] {
  const shops = (shopsPath === undefined ? [] : linesOf(shopsPath)) as ShopDocument[]
  const offers = new Map((linesOf(offersPath) as OfferDocument[]).map((offer) => [offer._id, offer]))
  const problems: string[] = []
  const now = Date.now()
  const orders = linesOf(keptPath).flatMap((line, index) => {
    try {
      const kept = readKept(line)
      const offer = offers.get(kept.offerId)
      if (!offer) throw new TypeError(`the offers lack ${kept.offerId}; one with enabled: false will do`)
      const shop = shops.find(({ _id }) => _id === kept.sub_mchid)
      if (kept.sub_mchid !== undefined && !shop) throw new TypeError(`the shops lack ${kept.sub_mchid}`)
      return [restoredOrder(kept, offerOf(offer, shop), now)]
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      problems.push(`order ${index + 1}: ${error.message}`)
      return []
    }
  })
  if (problems.length > 0) throw new Error(`Nothing was written.\n${problems.join('\n')}`)
  return orders
}

try {
  const [command, from = '', to = '', out = '', shops] = process.argv.slice(2)
  if (command === 'keep' && to) write(to, (linesOf(from) as OrderDocument[]).map(keptOf))
  else if (command === 'orders' && out) write(out, restore(from, to, shops))
  else throw new Error(USAGE)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
