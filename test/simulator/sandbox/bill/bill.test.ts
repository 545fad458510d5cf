import { type Sandbox } from '../../../../simulator/sandbox'
import {
  accepted,
  base,
  closeAll,
  completeBody,
  insider,
  must,
  nextDay,
  sandboxFor,
  type Stranger,
} from '../ground'
import { refused } from '../refused'
import { Side } from '../service-orders/ground'
import { dayAgo, download, tradeBill } from './ground'

afterEach(closeAll)

let sandbox: Sandbox
let call: Stranger
beforeEach(async () => {
  sandbox = await sandboxFor()
  call = insider(sandbox)
})

test.each([
  ['no date', {}, '/bill_date'],
  ['another form', { bill_date: '20261119' }, '/bill_date'],
  ['no real date', { bill_date: '2026-02-31' }, '/bill_date'],
  ['another kind', { bill_type: 'RECHARGE' }, '/bill_type'],
  ['another compression', { tar_type: 'ZIP' }, '/tar_type'],
])('refused: %s', async (_, more, field) => {
  const { bill_date = '', ...rest } = { bill_date: dayAgo(sandbox, 2), ...more } as Record<string, string>
  const params = _ === 'no date' ? {} : { bill_date, ...rest }
  refused(await tradeBill(call, params), 'PARAM_ERROR', field)
})

test('tomorrow, and half a year ago', async () => {
  for (const days of [-1, 180]) {
    refused(await tradeBill(call, { bill_date: dayAgo(sandbox, days) }), 'INVALID_REQUEST')
  }
})

test('ready at ten o’clock of the next day in Beijing', async () => {
  await new Side(sandbox, call, 'merchant').paid('O')
  const bill_date = dayAgo(sandbox, 0)
  refused(await tradeBill(call, { bill_date }), 'STATEMENT_CREATING')
  nextDay(sandbox, 9)
  refused(await tradeBill(call, { bill_date }), 'STATEMENT_CREATING')
  sandbox.setClock({ advanceSeconds: 3600 })
  await must(tradeBill(call, { bill_date }))
})

test('both protocols stand in it; what the merchant was paid directly does not', async () => {
  const side = new Side(sandbox, call, 'merchant')
  nextDay(sandbox, 1)
  await side.paid('O')
  await side.completed('S')
  await must(side.sync('S'))
  const ticket = await accepted(sandbox, call, 'P')
  await must(call('POST', `${base}/P/complete`, { data: completeBody(sandbox, ticket) }))
  sandbox.act('P', 'pay')
  const bill_date = dayAgo(sandbox, 0)
  nextDay(sandbox, 12)
  const text = download(sandbox, await must(tradeBill(call, { bill_date })))
  expect(text.match(/wxzff\|\d+\|\w+/g)?.map((one) => one.split('|')[2])).toEqual(['O', 'P'])
  expect(text).toContain('`2,`12.00,`0.00,`0.00,`0.00000,`12.00,`0.00')
})

test('a shop that is not bound, an old address, a made-up one', async () => {
  refused(await tradeBill(call, { bill_date: dayAgo(sandbox, 2), sub_mchid: '1900007785' }), 'NO_AUTH')
  await new Side(sandbox, call, 'merchant').paid('O')
  const bill_date = dayAgo(sandbox, 0)
  nextDay(sandbox, 12)
  const { data } = await must(tradeBill(call, { bill_date }))
  const token = new URL(String(data['download_url'])).searchParams.get('token') ?? ''
  const fetch = (value: string) => call('GET', '/v3/billdownload/file', { params: { token: value } })
  await must(fetch(token))
  refused(await fetch('made-up'), 'INVALID_REQUEST')
  sandbox.setClock({ advanceSeconds: 301 })
  refused(await fetch(token), 'INVALID_REQUEST')
})
