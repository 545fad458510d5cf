import { createCipheriv, randomBytes } from 'node:crypto'
import {
  findCertificate,
  forgetCertificates,
  loadKeyring,
  refreshCertificates,
} from '../../../cloudfunctions/shared/certificates'
import { openStore } from '../../../cloudfunctions/shared/store'
import type { PayClient } from '../../../cloudfunctions/shared/wechatpay'
import { openTestCloud, type TestCloud } from './cloud'
import { API_V3_KEY, platform, PUBLIC_KEY_ID } from './merchant'
import { selfSigned } from './wechatpay/self-signed'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 10, 20)
const [OLD, NEW] = ['1157F09EFDC096DE15EBE81A47057A7232F1B8E1', '2257F09EFDC096DE15EBE81A47057A7232F1B8E2']
const YEAR = 365 * 24 * 60 * MINUTE
const certificates = {
  [OLD]: selfSigned(platform, OLD, NOW - YEAR, NOW + 10 * MINUTE),
  [NEW]: selfSigned(platform, NEW, NOW - MINUTE, NOW + YEAR),
}

const store = openStore()
const apiV3Keys = [Buffer.from(API_V3_KEY)]
const certificateMode = { publicKeys: [], apiV3Keys }
const keyMode = { publicKeys: [{ serial: PUBLIC_KEY_ID, publicKey: platform.publicKey }], apiV3Keys }
let test: TestCloud
let now = NOW
const clock = () => now
beforeAll(async () => {
  test = await openTestCloud()
})
beforeEach(() => {
  test.fresh()
  forgetCertificates()
  now = NOW
})
afterAll(() => test.cloud.close())

function entryOf({ serial, pem }: { serial: string; pem: string }): unknown {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', API_V3_KEY, nonce)
  const ciphertext = Buffer.concat([cipher.update(pem), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  )
  return { serial_no: serial, encrypt_certificate: { algorithm: 'AEAD_AES_256_GCM', nonce, ciphertext } }
}

/** Answers as WeChat Pay would; counts how often it was asked. */
function clientWith(...serials: (keyof typeof certificates)[]): PayClient & { asked: number } {
  const client = {
    asked: 0,
    send() {
      client.asked++
      const body = { data: serials.map((serial) => entryOf(certificates[serial] as never)) }
      return Promise.resolve({ status: 200, body, requestId: '', serverTime: now, skewMs: 0 })
    },
  }
  return client
}
const failing: PayClient = { send: () => Promise.reject(new Error('refused')) }
const serialsOf = async (config: typeof keyMode) =>
  (await loadKeyring(store, config as never, clock)).keys.map(({ serial }) => serial)

describe('in certificate mode', () => {
  it('certificates are fetched, stored and used', async () => {
    expect(await serialsOf(certificateMode as never)).toEqual([])
    expect(await refreshCertificates(store, clientWith(OLD, NEW), certificateMode, clock)).toBe(2)
    expect((await serialsOf(certificateMode as never)).sort()).toEqual([OLD, NEW])
    const keyring = await loadKeyring(store, certificateMode, clock)
    expect(keyring.encryptionKey(now).serial).toBe(NEW)
    expect(keyring.find(OLD, now).equals(platform.publicKey)).toBe(true)
  })

  it('they are asked for twice a day, and the new ones are added', async () => {
    await refreshCertificates(store, clientWith(OLD), certificateMode, clock)
    const client = clientWith(OLD, NEW)
    now += 11 * 60 * MINUTE
    expect(await refreshCertificates(store, client, certificateMode, clock)).toBe(0)
    now += 61 * MINUTE
    expect(await refreshCertificates(store, client, certificateMode, clock)).toBe(1)
    expect(client.asked).toBe(1)
  })

  it('an expired one is not used', async () => {
    await refreshCertificates(store, clientWith(OLD, NEW), certificateMode, clock)
    now += 20 * MINUTE
    expect(await serialsOf(certificateMode as never)).toEqual([NEW])
  })

  it('a failed fetch is tried again after ten minutes, not sooner', async () => {
    await expect(refreshCertificates(store, failing, certificateMode, clock)).rejects.toThrow('refused')
    const client = clientWith(NEW)
    now += 9 * MINUTE
    expect(await refreshCertificates(store, client, certificateMode, clock)).toBe(0)
    now += MINUTE
    expect(await refreshCertificates(store, client, certificateMode, clock)).toBe(1)
  })

  it('an instance reads them once', async () => {
    await refreshCertificates(store, clientWith(NEW), certificateMode, clock)
    await loadKeyring(store, certificateMode, clock)
    test.cloud.faults.add({ fault: { kind: 'status', status: 500 }, times: 9 })
    expect(await serialsOf(certificateMode as never)).toEqual([NEW])
    test.cloud.faults.clear()
  })
})

describe('in public-key mode', () => {
  it('the settings are enough: the database is not asked', async () => {
    test.cloud.faults.add({ fault: { kind: 'status', status: 500 }, times: 9 })
    expect(await serialsOf(keyMode)).toEqual([PUBLIC_KEY_ID])
    test.cloud.faults.clear()
  })

  it('certificates are fetched only after a notification came with an unknown serial', async () => {
    const client = clientWith(NEW)
    expect(await refreshCertificates(store, client, keyMode, clock)).toBe(0)
    expect(await findCertificate(store, NEW, now)).toBeUndefined()
    expect(await refreshCertificates(store, client, keyMode, clock)).toBe(1)
    const keyring = await findCertificate(store, NEW, now)
    expect(keyring?.find(NEW, now).equals(platform.publicKey)).toBe(true)
    expect(await refreshCertificates(store, client, keyMode, clock)).toBe(0)
    expect(client.asked).toBe(1)
  })

  it('invented serials do not make us ask WeChat Pay again and again', async () => {
    const client = clientWith()
    for (let n = 0; n < 20; n++) {
      await findCertificate(store, `${n}0AA`, now)
      await refreshCertificates(store, client, keyMode, clock)
      now += MINUTE
    }
    expect(client.asked).toBe(2)
  })

  it('a serial that is missing is looked up once a minute', async () => {
    await findCertificate(store, NEW, now)
    test.cloud.faults.add({ fault: { kind: 'status', status: 500 }, times: 9 })
    expect(await findCertificate(store, NEW, now + MINUTE - 1)).toBeUndefined()
    await expect(findCertificate(store, NEW, now + MINUTE)).rejects.toThrow()
    test.cloud.faults.clear()
  })

  it('however many are invented, the database is asked once a minute, and what is known is found', async () => {
    await refreshCertificates(store, clientWith(OLD), certificateMode, clock)
    await findCertificate(store, NEW, now)
    test.cloud.counters.reset()
    for (let n = 0; n < 200; n++) await findCertificate(store, `${n}0AA`, now)
    expect((await findCertificate(store, OLD, now))?.keys).toHaveLength(1)
    expect(test.cloud.counters.of(test.env()).requests).toBe(0)
  })
})
