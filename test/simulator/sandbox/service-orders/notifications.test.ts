import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { Aes } from 'wechatpay-axios-plugin'
import { type Notification, type Sandbox } from '../../../../simulator/sandbox'
import { closeAll, insider, keys, must, sandboxFor } from '../ground'
import { refund } from '../refunds/ground'
import { modes, Side } from './ground'

let listener: Server
let status = 200
const heard: string[] = []
beforeAll(async () => {
  listener = createServer((request, response) => {
    heard.push(request.url ?? '')
    request.resume().on('end', () => response.writeHead(status).end())
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
})
afterAll(() => listener.close())
afterEach(async () => {
  heard.length = 0
  status = 200
  await closeAll()
})
const address = (path: string): string =>
  `http://127.0.0.1:${(listener.address() as AddressInfo).port}/${path}`

const opened = (one: Notification | undefined): Record<string, unknown> => {
  const { resource } = JSON.parse(one?.body ?? '{}') as { resource: Record<string, string> }
  const { ciphertext = '', nonce = '', associated_data = '' } = resource
  const text = Aes.AesGcm.decrypt(ciphertext, keys.apiV3Key, nonce, associated_data)
  return JSON.parse(text) as Record<string, unknown>
}

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await sandboxFor({ notifyUrls: address('configured') })
})

describe.each(modes)('as %s', (mode) => {
  const side = (): Side => new Side(sandbox, insider(sandbox), mode)

  test('told at the address of the order, with what a query answers', async () => {
    await must(side().create('N', { notify_url: address('own'), attach: 'a' }))
    sandbox.act('N', 'confirm', 'oUser1')
    await sandbox.whenIdle()
    expect(heard).toEqual(['/own'])
    const confirm = opened(sandbox.notifications()[0])
    expect(confirm).toEqual((await must(side().query('N'))).data)
    expect(confirm).toMatchObject({
      state: 'DOING',
      state_description: 'USER_CONFIRM',
      openid: 'oUser1',
      attach: 'a',
      mchid: sandbox.credentials.mchid,
      ...(mode === 'partner' && { sub_mchid: sandbox.credentials.subMchid }),
    })
    expect(confirm).not.toHaveProperty('collection')
    sandbox.setClock({ advanceSeconds: 60 })
    await must(side().complete('N'))
    sandbox.act('N', 'pay')
    await sandbox.whenIdle()
    expect(heard).toEqual(['/own', '/own'])
    expect(opened(sandbox.notifications()[1])).toMatchObject({ state: 'DONE', total_amount: 600 })
  })

  test('repeated by the schedule of its page until it is given up', async () => {
    status = 500
    await must(side().create('N', { notify_url: address('own') }))
    sandbox.act('N', 'confirm')
    await sandbox.whenIdle()
    for (let hour = 0; hour < 30; hour++) {
      sandbox.setClock({ advanceSeconds: 3600 })
      await sandbox.whenIdle()
    }
    expect(sandbox.notifications()[0]).toMatchObject({ status: 'given-up' })
    expect(heard).toHaveLength(mode === 'partner' ? 10 : 16)
  })

  test('a refund is told at its own address, else at the one that is set', async () => {
    const id = await side().paid('N')
    await must(refund(side(), id, 'r1', 100, { notify_url: address('refund') }))
    await must(refund(side(), id, 'r2', 100))
    sandbox.actOnRefund('r1', 'succeed')
    sandbox.actOnRefund('r2', 'close')
    await sandbox.whenIdle()
    expect(heard.sort()).toEqual(['/configured', '/refund'])
  })

  test('nothing leaves this machine', async () => {
    await must(side().create('N', { notify_url: 'https://shop.example/notify' }))
    sandbox.act('N', 'confirm')
    await sandbox.whenIdle()
    expect(sandbox.notifications()[0]).toMatchObject({ status: 'unaddressed', deliveries: [] })
  })
})

test('validly signed notifications about another merchant, shop and order', async () => {
  const side = new Side(sandbox, insider(sandbox), 'partner')
  const kinds = {
    'notification-foreign-merchant': 'mchid',
    'notification-foreign-sub-merchant': 'sub_mchid',
    'notification-foreign-order': 'out_order_no',
  } as const
  for (const [index, [kind, field]] of Object.entries(kinds).entries()) {
    sandbox.faults.add({ kind: kind as keyof typeof kinds })
    await must(side.create(`N${index}`))
    sandbox.act(`N${index}`, 'confirm')
    const [real, foreign] = sandbox.notifications().slice(-2).map(opened)
    expect(foreign).toEqual({ ...real, [field]: '1999999999' })
  }
})
