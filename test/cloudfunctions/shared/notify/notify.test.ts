import { forgetCertificates } from '../../../../cloudfunctions/shared/certificates'
import { type Apply, createNotify, type Effect } from '../../../../cloudfunctions/shared/notify'
import { openStore, type Store } from '../../../../cloudfunctions/shared/store'
import { openTestCloud, type TestCloud } from '../cloud'
import { goodEnv, notificationEvent, platform, stranger, userEnv } from '../merchant'
import { selfSigned } from '../wechatpay/self-signed'

const SERIAL = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1'
const DAY = 24 * 3_600_000
const untouchable = new Proxy(
  {},
  { get: () => () => Promise.reject(new Error('the database was touched')) },
) as Store
let test: TestCloud
beforeAll(async () => {
  test = await openTestCloud()
})
beforeEach(() => {
  test.fresh()
  forgetCertificates()
})
afterAll(() => test.cloud.close())

function notifyWith(apply: Apply, store: Store = openStore(), env: Record<string, string> = goodEnv()) {
  const lines: string[] = []
  return { main: createNotify(apply, { env, store, write: (line) => lines.push(line) }), lines }
}
const effects = (effect: Effect) =>
  jest.fn<ReturnType<Apply>, Parameters<Apply>>(() => Promise.resolve(effect))
const documents = (name = 'notifications') => test.cloud.store.list(name, test.env())

describe('a notification of WeChat Pay', () => {
  it('takes effect, is recorded, and is answered 200', async () => {
    const apply = effects('applied')
    const { main, lines } = notifyWith(apply)
    const answer = await main(
      notificationEvent({ resource: { out_order_no: 'abc_1', openid: 'o-secret' } }),
      { request_id: 'r-9' },
    )
    expect(answer).toMatchObject({ statusCode: 200, body: '{"code":"SUCCESS"}' })
    expect(apply.mock.calls[0]?.[0]).toMatchObject({
      id: 'EV-1',
      event_type: 'PAYSCORE.USER_PAID',
      resource: { out_order_no: 'abc_1' },
    })
    expect(apply.mock.calls[0]?.[1]).toMatchObject({ requestId: 'r-9', config: { mchid: '1900000001' } })
    expect(documents()).toEqual([
      {
        _id: 'EV-1',
        schema: 1,
        version: 1,
        at: expect.any(Number),
        event_type: 'PAYSCORE.USER_PAID',
        effect: 'applied',
        out_order_no: 'abc_1',
      },
    ])
    expect(lines.join()).not.toContain('o-secret')
  })

  it.each([
    [
      'capital header names',
      (event: ReturnType<typeof notificationEvent>) => ({
        ...event,
        headers: Object.fromEntries(
          Object.entries(event.headers).map(([name, value]) => [
            name.replace(/\b\w/g, (c) => c.toUpperCase()),
            value,
          ]),
        ),
      }),
    ],
    [
      'a body in base64',
      (event: ReturnType<typeof notificationEvent>) => ({
        ...event,
        body: Buffer.from(event.body).toString('base64'),
        isBase64Encoded: true,
      }),
    ],
    [
      'header values in lists',
      (event: ReturnType<typeof notificationEvent>) => ({
        ...event,
        headers: Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name, [value]])),
      }),
    ],
    [
      'a small-letter method',
      (event: ReturnType<typeof notificationEvent>) => ({ ...event, httpMethod: 'post' }),
    ],
  ])('is understood with %s', async (_, change) => {
    const { main } = notifyWith(effects('applied'))
    expect(await main(change(notificationEvent()))).toMatchObject({ statusCode: 200 })
  })

  it("is believed by the machine's clock and recorded at the time that orders live by", async () => {
    const { main } = notifyWith(effects('applied'), openStore(), {
      ...goodEnv(),
      SANDBOX_CLOCK_OFFSET_MS: String(DAY),
    })
    expect(await main(notificationEvent())).toMatchObject({ statusCode: 200 })
    expect(await main(notificationEvent({ at: Date.now() + DAY }))).toMatchObject({ statusCode: 401 })
    expect((documents()[0]?.['at'] as number) - Date.now()).toBeGreaterThan(DAY - 60_000)
  })

  it('that comes again is recorded once', async () => {
    const apply = effects('duplicate')
    const { main } = notifyWith(apply)
    expect(await main(notificationEvent())).toMatchObject({ statusCode: 200 })
    expect(await main(notificationEvent())).toMatchObject({ statusCode: 200 })
    expect(documents()).toHaveLength(1)
  })

  it('is not recorded before its effect, so that it comes again', async () => {
    const { main } = notifyWith(() => Promise.reject(new Error('database away')))
    expect(await main(notificationEvent())).toMatchObject({
      statusCode: 500,
      body: expect.stringContaining('FAIL'),
    })
    expect(documents()).toEqual([])
  })

  it('is answered 500 when it took effect but could not be recorded', async () => {
    test.cloud.faults.add({ collection: 'notifications', fault: { kind: 'status', status: 500 }, times: 1 })
    const { main } = notifyWith(effects('applied'))
    expect(await main(notificationEvent())).toMatchObject({ statusCode: 500 })
    expect(await main(notificationEvent())).toMatchObject({ statusCode: 200 })
  })

  it('is recorded under a plain name, whatever its id', async () => {
    const { main } = notifyWith(effects('applied'))
    for (const id of ['$where', 'a.b', '号'.repeat(300)])
      expect(await main(notificationEvent({ id }))).toMatchObject({ statusCode: 200 })
    expect(documents().map(({ _id }) => _id.slice(0, 7))).toEqual(Array(3).fill('sha256_'))
  })

  it.each(['foreign', 'unknown'] as const)(
    'that is %s is kept encrypted, alerted once, and answered 200',
    async (effect) => {
      const { main } = notifyWith(effects(effect))
      const event = notificationEvent({
        resource: { out_order_no: 'other-9', name: '张三', openid: 'o-secret' },
      })
      for (let n = 0; n < 3; n++) expect(await main(event)).toMatchObject({ statusCode: 200 })
      const [record, ...more] = documents()
      expect(more).toEqual([])
      expect(record).toMatchObject({
        effect,
        out_order_no: 'other-9',
        raw: { body: event.body, signature: event.headers['wechatpay-signature'] },
      })
      expect(JSON.stringify(record)).not.toMatch(/张三|o-secret/)
      expect(documents('alerts')).toMatchObject([
        { kind: `${effect}-notification`, out_order_no: 'other-9', count: 1 },
      ])
    },
  )
})

describe('what is not provably from WeChat Pay', () => {
  const good = notificationEvent()
  const header = (name: string, value: string | undefined) => ({
    ...good,
    headers: { ...good.headers, [name]: value },
  })
  it.each<[string, unknown]>([
    ['no signature', header('wechatpay-signature', undefined)],
    ["a stranger's signature", notificationEvent({ key: stranger.privateKey })],
    ['a changed body', { ...good, body: good.body.replace('EV-1', 'EV-2') }],
    ['white space added', { ...good, body: `${good.body} ` }],
    ['an old timestamp', notificationEvent({ at: Date.now() - 301_000 })],
    ['a timestamp of tomorrow', notificationEvent({ at: Date.now() + DAY })],
    [
      "WeChat Pay's own probe",
      header('wechatpay-signature', `WECHATPAY/SIGNTEST/${good.headers['wechatpay-signature'] ?? ''}`),
    ],
    ['an unknown public key', header('wechatpay-serial', 'PUB_KEY_ID_9')],
    ['a serial that is none', header('wechatpay-serial', '../../x')],
    [
      'a certificate serial without a signature',
      { ...good, headers: { ...header('wechatpay-serial', SERIAL).headers, 'wechatpay-signature': 'x' } },
    ],
    ['doubled headers', header('Wechatpay-Serial', good.headers['wechatpay-serial'])],
    ['no body', { ...good, body: undefined }],
    ['a wrong base64 flag', { ...good, isBase64Encoded: true }],
    ['prototype headers', { ...good, headers: JSON.parse('{"__proto__":{"wechatpay-signature":"x"}}') }],
  ])('is refused before the database is touched: %s', async (_, event) => {
    const apply = effects('applied')
    const { main, lines } = notifyWith(apply, untouchable)
    const { statusCode } = await main(event)
    expect([401, 503]).toContain(statusCode)
    expect(statusCode === 503).toBe(_.startsWith('a certificate serial'))
    expect(apply).not.toHaveBeenCalled()
    expect(lines.join()).toContain('"reason"')
  })

  it('nor is an event of a person who calls the function', async () => {
    const apply = effects('applied')
    const { main } = notifyWith(apply, untouchable, { ...goodEnv(), ...userEnv('o-1') })
    expect(await main({ action: 'notify', resource: {} })).toMatchObject({ statusCode: 404 })
    expect(apply).not.toHaveBeenCalled()
  })
})

describe('other requests', () => {
  it('GET is answered by a self-test without a word about the settings', async () => {
    const { main } = notifyWith(effects('applied'), untouchable, {})
    expect(await main({ httpMethod: 'GET', headers: {} })).toMatchObject({
      statusCode: 200,
      body: expect.stringMatching(/can be reached/),
    })
  })

  it.each([
    ['another method', { httpMethod: 'DELETE', headers: {} }, 405],
    ['a parsed body', { ...notificationEvent(), body: { id: 1 } }, 400],
    ['a huge body', { ...notificationEvent(), body: 'x'.repeat(140_000) }, 413],
  ])('%s is refused', async (_, event, status) => {
    expect(await notifyWith(effects('applied'), untouchable).main(event)).toMatchObject({
      statusCode: status,
    })
  })

  it('with wrong settings everything is asked for again, and the log says why', async () => {
    const { main, lines } = notifyWith(effects('applied'), untouchable, { WECHATPAY_MCHID: '1900000001' })
    expect(await main(notificationEvent())).toMatchObject({ statusCode: 500 })
    expect(lines.join()).toContain('WECHATPAY_API_V3_KEY is not set')
  })

  it('encrypted with another key is asked for again', async () => {
    const { main } = notifyWith(effects('applied'), untouchable)
    expect(await main(notificationEvent({ apiV3Key: 'x'.repeat(32) }))).toMatchObject({ statusCode: 500 })
  })

  it('works without the private key', async () => {
    const { WECHATPAY_MERCHANT_PRIVATE_KEY: _, ...env } = goodEnv()
    expect(await notifyWith(effects('applied'), openStore(), env).main(notificationEvent())).toMatchObject({
      statusCode: 200,
    })
  })
})

describe('a platform certificate', () => {
  const event = () => notificationEvent({ serial: SERIAL })

  it('that is not stored yet is answered 503, and 200 once it is', async () => {
    const apply = effects('applied')
    const { main } = notifyWith(apply)
    expect(await main(event())).toMatchObject({ statusCode: 503 })
    const { pem } = selfSigned(platform, SERIAL, Date.now() - DAY, Date.now() + DAY)
    await openStore().insert('certificates', {
      _id: SERIAL,
      schema: 1,
      serial: SERIAL,
      pem,
      effectiveAt: Date.now() - DAY,
      expiresAt: Date.now() + DAY,
    })
    forgetCertificates()
    expect(await main(event())).toMatchObject({ statusCode: 200 })
    expect(apply).toHaveBeenCalledTimes(1)
  })

  it("does not sign for a stranger's key", async () => {
    const { pem } = selfSigned(stranger, SERIAL, Date.now() - DAY, Date.now() + DAY)
    await openStore().insert('certificates', {
      _id: SERIAL,
      schema: 1,
      serial: SERIAL,
      pem,
      effectiveAt: Date.now() - DAY,
      expiresAt: Date.now() + DAY,
    })
    expect(await notifyWith(effects('applied')).main(event())).toMatchObject({ statusCode: 401 })
  })
})
