import { request } from 'node:http'
import { type Sandbox } from '../../../simulator/sandbox'
import { base, closeAll, createBody, must, sandboxFor, stranger } from './ground'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await sandboxFor()
})
afterEach(closeAll)

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

function control(
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(`${sandbox.origin}${path}`, { method, headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> })
      })
    })
    call.on('error', reject)
    call.end(body && JSON.stringify(body))
  })
}

test('the credentials hold what a merchant holds and nothing of the platform’s', async () => {
  const { body } = await control('GET', '/sandbox/credentials')
  expect(Object.keys(body).sort()).toEqual(
    [
      'apiV2Key',
      'apiV3Key',
      'appid',
      'mchid',
      'merchantPrivateKey',
      'merchantSerial',
      'platformPublicKey',
      'platformPublicKeyId',
      'serviceId',
      'services',
      'subMchid',
      'subMerchants',
    ].sort(),
  )
  expect(body['platformPublicKey']).toMatch(/^-----BEGIN PUBLIC KEY-----/)
  expect(body['merchantPrivateKey']).toMatch(/^-{5}BEGIN PRIVATE KEY-{5}/)
  expect(body['merchantSerial']).toMatch(/^[0-9A-F]{40}$/)
  expect(body['services']).toContainEqual({
    serviceId: body['serviceId'],
    line: 'payafter',
    protocol: 'payafter-orders',
    mode: 'merchant',
  })
})

test('the whole life by control calls alone; the list names every call', async () => {
  await must(stranger(sandbox)('POST', base, { data: createBody(sandbox, 'C_1') }))
  expect(await control('POST', '/sandbox/orders/C_1/decline')).toMatchObject({ body: { state: 'CREATED' } })
  expect(await control('POST', '/sandbox/orders/C_1/confirm', { openid: 'o1' })).toMatchObject({
    status: 200,
    body: { state: 'USER_ACCEPTED', openid: 'o1' },
  })
  expect((await control('POST', '/sandbox/orders/C_1/confirm')).status).toBe(409)
  expect((await control('POST', '/sandbox/orders/C_1/pay')).status).toBe(409)
  expect((await control('POST', '/sandbox/orders/none/pay')).status).toBe(404)
  const [notification] = (await control('GET', '/sandbox/notifications')).body['notifications'] as {
    id: string
  }[]
  expect((await control('POST', `/sandbox/notifications/${notification?.id ?? ''}/resend`)).status).toBe(200)
  expect((await control('POST', '/sandbox/notifications/none/resend')).status).toBe(404)
  expect(await control('POST', '/sandbox/clock', { advanceSeconds: 60, skewSeconds: -5 })).toMatchObject({
    body: { offsetSeconds: 60, skewSeconds: -5 },
  })
  expect((await control('POST', '/sandbox/clock', { advanceSeconds: -1 })).status).toBe(400)
  expect((await control('POST', '/sandbox/switches', { zeroTotal: 'paid' })).body).toMatchObject({
    zeroTotal: 'paid',
  })
  expect((await control('POST', '/sandbox/switches', { zeroTotal: 'x' })).status).toBe(400)
  expect((await control('POST', '/sandbox/faults', { kind: 'slow' })).status).toBe(200)
  expect((await control('POST', '/sandbox/faults', { kind: 'x' })).status).toBe(400)
  expect((await control('POST', '/sandbox/notify-urls', { url: 'http://example.com' })).status).toBe(400)
  expect((await control('GET', '/sandbox/requests')).body['requests']).toMatchObject([
    { operation: 'payafter-orders/create', out_order_no: 'C_1', status: 200 },
  ])
  expect((await control('POST', '/sandbox/reset')).status).toBe(200)
  expect((await control('GET', '/sandbox/orders')).body).toEqual({ orders: [] })
  expect(sandbox.switches.zeroTotal).toBe('finished')
  expect(sandbox.faults.list()).toEqual([])

  const { calls } = (await control('GET', '/sandbox')).body as { calls: { method: string; path: string }[] }
  for (const { method, path } of calls.filter((one) => one.method === 'GET' && !one.path.includes('{'))) {
    expect((await control(method, path)).status).toBe(200)
  }
  expect(calls.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/sandbox/orders/{out_order_no}/confirm']),
  )
})

test.each([
  [{ Host: 'evil.example' }, 403],
  [{ Host: '127.0.0.1.evil.example' }, 403],
  [{ Origin: 'https://evil.example' }, 403],
  [{ Origin: 'null' }, 403],
  [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
  [{ Host: 'localhost:8081', Origin: 'http://127.0.0.1:8080', 'Sec-Fetch-Site': 'same-site' }, 200],
])('control calls from %j get %d', async (headers, status) => {
  expect((await control('GET', '/sandbox/credentials', undefined, headers)).status).toBe(status)
})

test('finished orders are deducted by themselves; failing ones until the user pays', async () => {
  const { accepted, completeBody } = await import('./ground')
  sandbox.setDeductionDelay(3)
  const call = stranger(sandbox)
  const stateOf = (number: string): string => sandbox.order(number).state
  for (const number of ['D_1', 'D_2']) {
    const ticket = await accepted(sandbox, call, number)
    if (number === 'D_2') sandbox.act(number, 'fail')
    await must(call('POST', `${base}/${number}/complete`, { data: completeBody(sandbox, ticket) }))
    expect(stateOf(number)).toBe('FINISHED')
    sandbox.setClock({ advanceSeconds: 3 })
  }
  expect([stateOf('D_1'), stateOf('D_2')]).toEqual(['USER_PAID', 'FINISHED'])
  sandbox.setClock({ advanceSeconds: 86_400 })
  expect(sandbox.order('D_2')).toMatchObject({ state: 'FINISHED', failedDeductions: 25 })
  sandbox.act('D_2', 'pay')
  expect(sandbox.order('D_2')).toMatchObject({ state: 'USER_PAID', total_amount: 600, charged: 600 })
  expect(JSON.stringify(sandbox.orders())).not.toContain('sentAs')
})
