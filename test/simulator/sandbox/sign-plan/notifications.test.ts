import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { Aes } from 'wechatpay-axios-plugin'
import { type Sandbox } from '../../../../simulator/sandbox'
import { closeAll, insider, keys, must, sandboxFor } from '../ground'
import { modes, type Mode } from '../service-orders/ground'
import { PlanSide } from './ground'

let listener: Server
let answer = 200
let sandbox: Sandbox
beforeAll(async () => {
  listener = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(answer).end())
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  sandbox = await sandboxFor()
})
beforeEach(() => {
  answer = 200
  sandbox.reset()
})
afterAll(async () => {
  listener.close()
  await closeAll()
})

const side = (mode: Mode): PlanSide => new PlanSide(sandbox, insider(sandbox), mode)
const address = (): string => `http://127.0.0.1:${(listener.address() as AddressInfo).port}/plan`

/** Event and decrypted object of each notification so far. */
const told = (): [string, Record<string, unknown>][] =>
  sandbox.notifications().map(({ event, body }) => {
    const {
      ciphertext = '',
      nonce = '',
      associated_data = '',
    } = (JSON.parse(body) as { resource: Record<string, string> }).resource
    const text = Aes.AesGcm.decrypt(ciphertext, keys.apiV3Key, nonce, associated_data)
    return [event, JSON.parse(text) as Record<string, unknown>]
  })
const events = (): string[] => told().map(([event]) => event)

describe.each(modes)('as %s', (mode) => {
  test('a signing is told to its own address, with what a query says', async () => {
    await side(mode).unsigned('S', { notify_url: address() })
    expect(events()).toEqual([])
    sandbox.actOnSignPlan('S', 'confirm')
    const { data } = await must(side(mode).querySign('S'))
    expect(told()).toEqual([['PAYSCORE.USER_SIGN_PLAN', data]])
    await sandbox.whenIdle()
    expect(sandbox.notifications()[0]).toMatchObject({
      url: address(),
      status: 'delivered',
      schedule: 'sign-plan',
    })
  })

  test('the user’s cancelling is told, with a state that contradicts a query', async () => {
    await side(mode).signed('S')
    sandbox.actOnSignPlan('S', 'cancel')
    const { data } = await must(side(mode).querySign('S'))
    expect(told().at(-1)).toEqual(['PAYSCORE.USER_CANCEL_SIGN_PLAN', { ...data, sign_state: 'UNSIGNED' }])
    expect(data).toMatchObject({ sign_state: 'SIGN_PLAN_CANCEL', cancel_sign_type: 'USER' })
  })

  test('so is closing the service; what the merchant stops is not', async () => {
    await side(mode).signed('S')
    sandbox.setAvailable('oUser1', false)
    expect(told().at(-1)).toMatchObject([
      'PAYSCORE.USER_CANCEL_SIGN_PLAN',
      { cancel_sign_type: 'REVOKE_SERVICE' },
    ])
    const before = events()
    await side(mode).signed('T')
    await must(side(mode).stopSign('T'))
    expect(events()).toEqual([...before, 'PAYSCORE.USER_SIGN_PLAN'])
  })

  test('a session tells nothing when it begins; its payment goes to its own address', async () => {
    await side(mode).signed('S')
    await must(side(mode).session('S', 1, { notify_url: address() }))
    sandbox.setClock({ advanceSeconds: 3600 })
    expect(events()).toEqual(['PAYSCORE.USER_SIGN_PLAN'])
    await must(side(mode).complete('S', 1))
    sandbox.act('S-1', 'pay')
    expect(told().at(-1)).toMatchObject(['PAYSCORE.USER_PAID', { out_order_no: 'S-1', state: 'DONE' }])
    await sandbox.whenIdle()
    expect(sandbox.notifications().at(-1)).toMatchObject({ url: address(), status: 'delivered' })
  })

  test('neither expiry nor completion of a plan is told', async () => {
    await side(mode).signed('S')
    sandbox.setClock({ advanceSeconds: 40 * 86_400 })
    expect((await side(mode).states('S'))[0]).toBe('EXPIRE')
    expect(events()).toEqual(['PAYSCORE.USER_SIGN_PLAN'])
  })
})

test('not answered: eleven times in all, a minute apart', async () => {
  answer = 500
  await side('merchant').unsigned('S', { notify_url: address() })
  sandbox.actOnSignPlan('S', 'confirm')
  await sandbox.whenIdle()
  const deliveries = (): number => sandbox.notifications()[0]?.deliveries.length ?? 0
  for (let count = 1; count < 11; count++) {
    expect(deliveries()).toBe(count)
    sandbox.setClock({ advanceSeconds: 50 })
    await sandbox.whenIdle()
    expect(deliveries()).toBe(count)
    sandbox.setClock({ advanceSeconds: 11 })
    await sandbox.whenIdle()
  }
  expect(sandbox.notifications()[0]).toMatchObject({ status: 'given-up' })
  expect(deliveries()).toBe(11)
})

test('misbehaviour is asked for by the signing’s number, and another signing by its numbers', async () => {
  await side('merchant').unsigned('S')
  sandbox.faults.add({ kind: 'notification-foreign-order', on: 'S' })
  sandbox.actOnSignPlan('S', 'confirm')
  const numbers = told().map(([, { merchant_sign_plan_no, sign_plan_id }]) => [
    merchant_sign_plan_no,
    sign_plan_id,
  ])
  expect(numbers).toEqual([
    ['S', sandbox.signPlan('S').sign_plan_id],
    ['1999999999', '1999999999'],
  ])
})
