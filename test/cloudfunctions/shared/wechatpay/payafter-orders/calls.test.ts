import {
  type PreparedCall,
  prepareCancel,
  prepareComplete,
  prepareCreate,
  prepareQuery,
  prepareSync,
  prepareUserServiceState,
  readCancel,
  readComplete,
  readCreate,
  readSync,
  readUserServiceState,
} from '../../../../../cloudfunctions/shared/wechatpay'
import { PUBLIC_KEY_ID } from '../keys-of-the-day'
import { answerOf, context, done, good, order } from './fixture'

const { appid, service_id } = good
const root = '/v3/payscore/payafter-orders'
const named = { appid, service_id, out_order_no: 'a_1' }
const prepare: Record<string, (id?: typeof named) => PreparedCall> = {
  create: (id = named) => prepareCreate({ ...good, ...id }, context),
  query: (id = named) => prepareQuery(id, context),
  cancel: (id = named) => prepareCancel({ ...id, reason: 'x' }, context),
  complete: (id = named) => prepareComplete({ ...done, ...id }, { ...context, order }),
  sync: (id = named) => prepareSync({ ...id, paid_time: '20261120095958' }, context),
}

/** Money hangs on it: what is sent again by itself must not act twice, and an answer must be about the order asked for. */
describe.each([
  ['create', 'POST', root, true],
  ['query', 'GET', `${root}?service_id=500001&out_order_no=a_1&appid=${appid}`, true],
  ['cancel', 'POST', `${root}/a_1/cancel`, true],
  ['complete', 'POST', `${root}/a_1/complete`, false],
  ['sync', 'POST', `${root}/a_1/sync`, false],
] as const)('%s', (action, method, path, safeToRepeat) => {
  test(`is ${method} ${path}; may go out twice: ${safeToRepeat}; its answer has the same number`, () => {
    expect(prepare[action]?.()).toStrictEqual({
      action,
      method,
      path,
      body: expect.any(String) as string,
      serial: PUBLIC_KEY_ID,
      safeToRepeat,
      repeats: { out_order_no: 'a_1' },
    })
  })
  test('a refusal names it and the field', () => {
    expect(() => prepare[action]?.({ ...named, out_order_no: 'a|b' })).toThrow(
      `${action} was not sent, correct its fields: out_order_no: contains a sign other than 0-9 A-Z a-z _ -.`,
    )
  })
})

test('a question by query_id has no number that the answer could repeat', () => {
  expect(prepareQuery({ appid, service_id, query_id: 'q' }, context)).not.toHaveProperty('repeats')
})

test('the state of a user may be asked for twice, and is about no order', () => {
  const call = prepareUserServiceState({ appid, service_id, openid: 'o' }, context)
  expect(call).toStrictEqual({
    action: 'user-service-state',
    method: 'GET',
    path: `/v3/payscore/user-service-state?service_id=500001&appid=${appid}&openid=o`,
    body: '',
    serial: PUBLIC_KEY_ID,
    safeToRepeat: true,
  })
  expect(() => prepareUserServiceState({ appid, service_id, openid: '' }, context)).toThrow(
    'user-service-state was not sent, correct its fields: openid: is empty.',
  )
})

test.each([
  ['create', readCreate, 'out_order_no'],
  ['cancel', readCancel, 'out_order_no'],
  ['complete', readComplete, 'out_order_no'],
  ['sync', readSync, 'out_order_no'],
  ['user-service-state', readUserServiceState, 'use_service_state'],
] as const)('an empty answer of %s is unreadable, and what happened unknown', (action, read, name) => {
  for (const body of [{}, null, { [name]: '' }, { [name]: 7 }])
    expect(() => read(answerOf(body))).toThrow(
      expect.objectContaining({
        code: 'CLIENT_UNREADABLE',
        outcome: 'unknown',
        action,
        message: `${action}: the answer's ${name} is missing or not as documented. The result is unknown: query the order. Request-ID 08-0.`,
      }) as Error,
    )
})
