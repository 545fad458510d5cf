import {
  isProtocol,
  PROTOCOL_NAMES,
  protocolOf,
  readResource,
  rulesOf,
} from '../../../cloudfunctions/shared/protocols'

const order = { out_order_no: 'N_1', service_id: '500001' }

it('a protocol is one of two words, and nothing else that could be asked', () => {
  expect(PROTOCOL_NAMES).toEqual(['payafter-orders', 'service-orders'])
  expect(
    ['payafter-orders', 'service-orders', 'other', 'constructor', 7, undefined, ['service-orders']].map(
      isProtocol,
    ),
  ).toEqual([true, true, false, false, false, false, false])
})

it('calls and rules are the same protocol’s', () => {
  for (const protocol of ['payafter-orders', 'service-orders'] as const)
    expect(rulesOf(protocol)).toBe(protocolOf(protocol).rules)
  expect(rulesOf('service-orders')).toMatchObject({ waives: true, unused: 'cancel' })
  expect(rulesOf('payafter-orders')).toMatchObject({ waives: false, unused: 'complete' })
})

it('a notification’s order is told by what it says', () => {
  const service = { ...order, state: 'DOING', state_description: 'USER_CONFIRM' }
  expect(readResource(service)).toMatchObject({
    protocol: 'service-orders',
    out_order_no: 'N_1',
    facts: { state: 'USER_ACCEPTED' },
  })
  const payafter = { ...order, state: 'USER_ACCEPTED' }
  expect(readResource(payafter)).toMatchObject({
    protocol: 'payafter-orders',
    out_order_no: 'N_1',
    facts: { state: 'USER_ACCEPTED' },
  })
})

it.each([undefined, null, 'text', {}, { refund_status: 'SUCCESS' }])('%j is no order of any', (resource) => {
  expect(readResource(resource)).toBeUndefined()
})
