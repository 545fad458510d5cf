import { readConfig } from '../../../../cloudfunctions/shared/config'
import { openDesk } from '../../../../cloudfunctions/shared/orders/open-desk'
import type { Store } from '../../../../cloudfunctions/shared/store'
import { goodEnv, PUBLIC_KEY_ID } from '../merchant'
import { T0 } from './fixtures'

const store = {} as Store
const random = (bytes: number): Buffer => Buffer.alloc(bytes)
const log = () => undefined
const clock = () => T0
const open = (env: Record<string, string>) =>
  openDesk({
    config: readConfig('orders', { ...goodEnv(), ...env }),
    requestId: 'r',
    clock,
    random,
    store,
    log,
    deadline: T0 + 5000,
  })

it('a desk is made of what the call was given and of the settings', async () => {
  const desk = await open({})
  expect(desk).toMatchObject({ store, sandbox: true, clock, random, log, launch: { mchid: '1900000001' } })
  expect(desk.launch).not.toHaveProperty('apiV2Key')
  expect(desk.prepare.clock()).toBe(T0)
  expect(desk.prepare.keyring.encryptionKey(T0).serial).toBe(PUBLIC_KEY_ID)
  expect(typeof desk.pay.send).toBe('function')
})

it('signs launches where there is a key', async () => {
  const desk = await open({ WECHATPAY_API_V2_KEY: 'k'.repeat(32) })
  expect(desk.launch).toEqual({ mchid: '1900000001', apiV2Key: 'k'.repeat(32) })
})

it('counts the time that is left by the machine’s clock, wherever the business clock stands', async () => {
  const before = Date.now()
  const { deadline } = await open({})
  expect(deadline - before).toBeGreaterThanOrEqual(5000)
  expect(deadline - Date.now()).toBeLessThanOrEqual(5000)
})
