import { type Sandbox } from '../../../../simulator/sandbox'
import {
  base,
  closeAll,
  createBody,
  must,
  own,
  queryOf,
  sandboxFor,
  stranger,
  type Stranger,
} from '../ground'
import { refused } from '../refused'

let sandbox: Sandbox
let call: Stranger
let count = 0
const next = (): string => `R_${++count}`

beforeAll(async () => {
  sandbox = await sandboxFor()
  call = stranger(sandbox)
})
afterAll(closeAll)

describe('query', () => {
  test('by out_order_no or by query_id, never both or neither', async () => {
    const number = next()
    await must(call('POST', base, { data: createBody(sandbox, number) }))
    const { query_id } = sandbox.order(number) as unknown as { query_id: string }
    const found = await must(call('GET', base, { params: { ...own(sandbox), query_id } }))
    expect(found.data).toMatchObject({
      out_order_no: number,
      service_start_time: 'OnAccept',
      risk_amount: 9900,
    })
    const both = { ...own(sandbox), query_id, out_order_no: number }
    refused(await call('GET', base, { params: both }), 'PARAM_ERROR', '/out_order_no')
    refused(await call('GET', base, { params: own(sandbox) }), 'PARAM_ERROR', '/out_order_no')
  })

  test('an unknown order, another service', async () => {
    const reply = await call('GET', base, queryOf(sandbox, 'unknown'))
    refused(reply, 'ORDER_NOT_EXIST')
    expect(reply.headers['request-id']).toMatch(/-271317510$/)
    const number = next()
    await must(call('POST', base, { data: createBody(sandbox, number) }))
    const { serviceId, services } = sandbox.credentials
    const other = services.find((one) => one.serviceId !== serviceId && one.protocol === 'payafter-orders')
    const service_id = other?.serviceId ?? ''
    const params = { ...own(sandbox), service_id, out_order_no: number }
    refused(await call('GET', base, { params }), 'INVALID_REQUEST')
  })
})
