import {
  prepareCancel,
  prepareCollect,
  prepareComplete,
  prepareCreate,
  prepareMessage,
  prepareModify,
  prepareQuery,
  prepareSync,
  readCreate,
  readOrderResource,
  readQuery,
  type ServiceOrderKey,
} from '../../../../../cloudfunctions/shared/wechatpay/service-orders'
import { PUBLIC_KEY_ID } from '../keys-of-the-day'
import type { PreparedCall } from '../../../../../cloudfunctions/shared/wechatpay'
import { answerOf, context } from '../prepared'

const own: ServiceOrderKey = { out_order_no: 'a_1', service_id: '500001', appid: 'wxours' }
const shop: ServiceOrderKey = { ...own, sub_mchid: '1900000200' }
const bill = { post_payments: [{ name: '使用费', amount: 600 }], total_amount: 600 }
const order = { risk_amount: 9900, total_amount: 601, start_time: 'OnAccept' }
const more = { ...context, order }
const prepare: Record<string, (key: ServiceOrderKey) => PreparedCall> = {
  create: (key) =>
    prepareCreate(
      {
        ...key,
        service_introduction: '共享充电宝',
        time_range: { start_time: 'OnAccept' },
        risk_fund: { name: 'DEPOSIT', amount: 9900 },
        notify_url: 'https://example.com/pay/notify',
        need_user_confirm: true,
      },
      context,
    ),
  query: (key) => prepareQuery(key, context),
  cancel: (key) => prepareCancel({ ...key, reason: 'x' }, context),
  complete: (key) => prepareComplete({ ...key, ...bill, time_range: { end_time: '20261120090000' } }, more),
  modify: (key) => prepareModify({ ...key, ...bill, reason: 'x' }, more),
  collect: (key) => prepareCollect(key, context),
  sync: (key) => prepareSync({ ...key, paid_time: '20261120095958' }, context),
  'pending-message': (key) =>
    prepareMessage('pending', { ...key, ...bill, prepaid_time: '20261121' }, context),
  'prepaid-message': (key) =>
    prepareMessage('prepaid', { ...key, ...bill, prepaid_time: '20261121' }, context),
}

/** Money hangs on it: what is sent again by itself must not act twice, and an answer must be about the order asked for. */
describe.each([
  ['create', '', true],
  ['query', '?service_id=500001&out_order_no=a_1&', true],
  ['cancel', '/a_1/cancel', true],
  ['complete', '/a_1/complete', false],
  ['modify', '/a_1/modify', false],
  ['collect', '/a_1/pay', false],
  ['sync', '/a_1/sync', false],
  ['pending-message', '/a_1/send-pendingmessage', false],
  ['prepaid-message', '/a_1/send-prepaidmessage', false],
] as const)('%s', (action, end, safeToRepeat) => {
  const call = (root: string, whose: string, repeats: object) => ({
    action,
    method: action === 'query' ? 'GET' : 'POST',
    path: `${root}${end}${action === 'query' ? whose : ''}`,
    body: expect.any(String) as string,
    serial: PUBLIC_KEY_ID,
    safeToRepeat,
    repeats,
  })
  test(`may go out twice: ${safeToRepeat}; its answer has the same number`, () => {
    expect(prepare[action]?.(own)).toStrictEqual(
      call('/v3/payscore/serviceorder', 'appid=wxours', { out_order_no: 'a_1' }),
    )
  })
  test('a service provider’s answer has the same shop, too', () => {
    expect(prepare[action]?.(shop)).toStrictEqual(
      call('/v3/payscore/partner/serviceorder', 'sub_mchid=1900000200', {
        out_order_no: 'a_1',
        sub_mchid: '1900000200',
      }),
    )
  })
  test('a refusal names it and the field', () => {
    expect(() => prepare[action]?.({ ...own, out_order_no: 'a|b' })).toThrow(
      `${action} was not sent, correct its fields: out_order_no: contains a sign other than 0-9 A-Z a-z _ -.`,
    )
  })
})

test('a question by query_id has no number that the answer could repeat', () => {
  const { out_order_no: _, ...rest } = shop
  expect(prepareQuery({ ...rest, query_id: 'q' }, context)).not.toHaveProperty('repeats')
})

const told = { out_order_no: 'a_1', service_id: '500001', state: 'CREATED', package: 'P' }
test.each<[string, (body: object) => unknown, readonly string[]]>([
  ['create', (body) => readCreate(answerOf(body)), ['out_order_no', 'package']],
  ['query', (body) => readQuery(answerOf(body)), ['out_order_no', 'service_id', 'state']],
  ['notification', readOrderResource, ['out_order_no', 'service_id', 'state']],
])('%s without what it needs is unreadable, and what happened unknown', (action, read, needed) => {
  expect(() => read(told)).not.toThrow()
  for (const name of needed)
    for (const value of [undefined, null, '', 7])
      expect(() => read({ ...told, [name]: value })).toThrow(
        expect.objectContaining({
          code: 'CLIENT_UNREADABLE',
          outcome: 'unknown',
          action,
          message: expect.stringContaining(`${action}: the answer's ${name} is missing`) as string,
        }) as Error,
      )
})
