import { type Sandbox } from '../../../../simulator/sandbox'
import {
  accepted,
  ago,
  base,
  closeAll,
  completeBody,
  createBody,
  must,
  own,
  queryOf,
  sandboxFor,
  stranger,
  type Reply,
  type Stranger,
} from '../ground'
import { long, refused } from '../refused'

let sandbox: Sandbox
let call: Stranger
let count = 0
const next = (): string => `R_${++count}`

beforeAll(async () => {
  sandbox = await sandboxFor()
  call = stranger(sandbox)
})
afterAll(closeAll)

describe('cancel and sync', () => {
  const cancelled = (number: string, more: object = {}): Promise<Reply> =>
    call('POST', `${base}/${number}/cancel`, { data: { ...own(sandbox), reason: '用户取消', ...more } })
  const synced = (number: string, paid_time: string, more: object = {}): Promise<Reply> =>
    call('POST', `${base}/${number}/sync`, {
      data: { ...own(sandbox), type: 'Order_Paid', detail: { paid_time }, ...more },
    })

  test('cancel: reason, states, other parameters', async () => {
    const number = next()
    await must(call('POST', base, { data: createBody(sandbox, number) }))
    refused(await cancelled(number, { reason: undefined }), 'PARAM_ERROR', '/reason')
    refused(await cancelled(number, { reason: long(31) }), 'PARAM_ERROR', '/reason')
    expect((await must(cancelled(number))).data).toMatchObject({ out_order_no: number })
    refused(await cancelled(number, { reason: '别的' }), 'INVALID_REQUEST')
    refused(await cancelled('none'), 'ORDER_NOT_EXIST')
    const live = next()
    await accepted(sandbox, call, live)
    refused(await cancelled(live), 'INVALID_ORDER_STATE')
  })

  test('sync: states and the order of times', async () => {
    const number = next()
    const ticket = await accepted(sandbox, call, number)
    refused(await synced(number, ago(sandbox, 1)), 'INVALID_ORDER_STATE')
    await must(call('POST', `${base}/${number}/complete`, { data: completeBody(sandbox, ticket) }))
    sandbox.setClock({ advanceSeconds: 600 })
    refused(await synced(number, ago(sandbox, 700)), 'PARAM_ERROR', '/detail/paid_time')
    refused(await synced(number, ago(sandbox, -60)), 'PARAM_ERROR', '/detail/paid_time')
    refused(await synced(number, '20260231000000'), 'PARAM_ERROR', '/detail/paid_time')
    refused(await synced(number, ago(sandbox, 60), { type: 'Other' }), 'PARAM_ERROR', '/type')
    refused(await synced(number, ago(sandbox, 60), { detail: undefined }), 'PARAM_ERROR', '/detail')
    await must(synced(number, ago(sandbox, 60)))
    const { data } = await must(call('GET', base, queryOf(sandbox, number)))
    expect(data).toMatchObject({ state: 'USER_PAID', pay_type: 'MchChannelPayType' })
    expect(data).not.toHaveProperty('finish_transaction_id')
    expect(sandbox.order(number)).toMatchObject({ total_amount: 600, charged: 0 })
  })

  test.each(['cancelled', 'synced'])('an order %s before its deduction is never deducted', async (how) => {
    sandbox.setSwitches({ cancelAfterFinish: 'allowed' })
    sandbox.setDeductionDelay(600)
    const number = next()
    const ticket = await accepted(sandbox, call, number)
    await must(call('POST', `${base}/${number}/complete`, { data: completeBody(sandbox, ticket) }))
    sandbox.setClock({ advanceSeconds: 60 })
    await must(how === 'cancelled' ? cancelled(number) : synced(number, ago(sandbox, 10)))
    sandbox.setClock({ advanceSeconds: 86_400 })
    const state = how === 'cancelled' ? 'REVOKED' : 'USER_PAID'
    expect(sandbox.order(number)).toMatchObject({ state, charged: 0 })
    expect(sandbox.notifications().filter((one) => one.out_order_no === number)).toHaveLength(1)
    sandbox.setSwitches({ cancelAfterFinish: 'refused' })
    sandbox.setDeductionDelay(null)
  })

  test('an order left unconfirmed for an hour is EXPIRED and stays so', async () => {
    const number = next()
    await must(call('POST', base, { data: createBody(sandbox, number) }))
    sandbox.setClock({ advanceSeconds: 3599 })
    expect((await must(call('GET', base, queryOf(sandbox, number)))).data['state']).toBe('CREATED')
    sandbox.setClock({ advanceSeconds: 1 })
    expect((await must(call('GET', base, queryOf(sandbox, number)))).data['state']).toBe('EXPIRED')
    expect(() => sandbox.act(number, 'confirm')).toThrow(/EXPIRED/)
    refused(await cancelled(number), 'INVALID_ORDER_STATE')
  })

  test('user-service-state', async () => {
    const state = (openid?: string): Promise<Reply> =>
      call('GET', '/v3/payscore/user-service-state', {
        params: { ...own(sandbox), ...(openid ? { openid } : {}) },
      })
    expect((await must(state('o1'))).data).toEqual({ use_service_state: 'AVAILABLE' })
    sandbox.setAvailable('o1', false)
    expect((await must(state('o1'))).data).toEqual({ use_service_state: 'UNAVAILABLE' })
    refused(await state(), 'PARAM_ERROR', '/openid')
  })
})
