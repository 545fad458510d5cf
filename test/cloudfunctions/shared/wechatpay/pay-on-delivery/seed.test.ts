import { payOnDelivery } from '../../../../../cloudfunctions/shared/wechatpay'
import { fieldsSent } from '../../../../seeds/fields'
import { payOnDeliveryFields } from '../../../../seeds/pay-on-delivery'
import { bodyOf, context } from '../prepared'
import { byOpenid, bySubOpenid, full, own } from './fixture'

const requests = { own, full, byOpenid, bySubOpenid }

test('every field of the seed is in a request that we make', () => {
  const { from, fields } = payOnDeliveryFields()
  const made = Object.entries(requests).map(([name, params]) => ({
    name,
    has: fieldsSent(bodyOf(payOnDelivery.prepareCreate(params, context))),
  }))
  const rows = fields.map((field) => ({
    field,
    in: made.flatMap(({ name, has }) => (has.includes(field) ? [name] : [])),
  }))
  process.stdout.write(
    `${fields.length} fields of the seed 000, read from ${from}, and our requests that have them:\n` +
      rows.map((row) => `  ${row.field}: ${row.in.join(', ')}\n`).join(''),
  )
  expect(fields).toHaveLength(45)
  expect(rows.filter((row) => row.in.length === 0)).toEqual([])
  // The one that the seed lacks, and a newer document has (facts 1.8).
  const more = made.flatMap(({ has }) => has).filter((one) => !fields.includes(one))
  expect([...new Set(more)]).toEqual(['shopping_info.goods[].category_id[]'])
})
