import { createHash, randomBytes } from 'node:crypto'
import { altered, Forge, type Contents, type Letter } from './forge'
import { Target } from './attack'

/** What is validly signed and still not ours changes no order; what we cannot use is kept and raises an alert. */

let target: Target
let forge: Forge
/** The number of an order that waits for its confirmation: a notification could move it. */
let number: string
beforeAll(async () => {
  target = await Target.open()
  forge = new Forge(target.story)
  number = `${target.unconfirmed}_1`
})
afterAll(() => target.story.close())

const accepted = (more: object = {}): Contents => ({
  resource: forge.resource(number, 'USER_ACCEPTED', more),
})
const genuine = (): Letter => forge.letter(accepted())

describe('with WeChat Pay’s key: signed, and still not believed', () => {
  afterEach(() => {
    target.expectUntouched()
  })
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
  const flipped = (text: string, at: number): string => {
    const cipher = bytes(text)
    const index = at < 0 ? cipher.length + at : at
    cipher[index] = (cipher[index] ?? 0) ^ 1
    return cipher.toString('base64')
  }

  it.each<[string, (sealed: ReturnType<Forge['seal']>) => object]>([
    ['an altered ciphertext', ({ ciphertext }) => ({ ciphertext: flipped(ciphertext, 0) })],
    ['an altered tag', ({ ciphertext }) => ({ ciphertext: flipped(ciphertext, -1) })],
    [
      'a shortened tag',
      ({ ciphertext }) => ({ ciphertext: bytes(ciphertext).subarray(0, -4).toString('base64') }),
    ],
    ['no tag', ({ ciphertext }) => ({ ciphertext: bytes(ciphertext).subarray(0, 8).toString('base64') })],
    ['no ciphertext', () => ({ ciphertext: '' })],
    ['another nonce', ({ nonce }) => ({ nonce: altered(nonce) })],
    ['no nonce', () => ({ nonce: '' })],
    ['a nonce that is too long', () => ({ nonce: 'n'.repeat(129) })],
    ['a nonce that is not ASCII', () => ({ nonce: '随'.repeat(12) })],
    ['another associated data', () => ({ associated_data: 'payscorf' })],
    ['no associated data', () => ({ associated_data: '' })],
    ['associated data that is a list', () => ({ associated_data: ['payscore'] })],
    ['another algorithm', () => ({ algorithm: 'AEAD_SM4_GCM' })],
    ['no algorithm', () => ({ algorithm: null })],
    ['another key', () => ({ ...forge.seal(accepted().resource, randomBytes(16).toString('hex')) })],
  ])('%s: 500, nothing stored', async (_, change) => {
    const { resource } = accepted()
    const sealed = forge.seal(resource)
    const body = forge.body({ resource }, { ...sealed, ...change(sealed) })
    expect(await forge.post(forge.signed(body))).toEqual({ status: 500, databaseCalls: 0 })
  })

  it.each([
    ['a list', '[]'],
    ['a number', '1'],
    ['no JSON', '{"id":'],
    ['no resource', '{"id":"x","event_type":"PAYSCORE.USER_PAID"}'],
    ['a resource that is a text', '{"id":"x","event_type":"PAYSCORE.USER_PAID","resource":"x"}'],
    ['an id that is a list', '{"id":["x"],"event_type":"PAYSCORE.USER_PAID","resource":{}}'],
  ])('%s for a body: 500, nothing stored', async (_, body) => {
    expect(await forge.post(forge.signed(body))).toEqual({ status: 500, databaseCalls: 0 })
  })

  const documents = (name: string): Record<string, unknown>[] => target.story.world.cloudbase.store.list(name)

  it.each<[string, 'foreign' | 'unknown', () => Record<string, unknown>]>([
    ['another merchant’s', 'foreign', () => accepted({ mchid: '1999999999' }).resource],
    ['another mini-program’s', 'foreign', () => accepted({ appid: 'wxother0000000000' }).resource],
    [
      'another service’s',
      'foreign',
      () => accepted({ service_id: '00002000000000170000000000000002' }).resource,
    ],
    ['another person’s', 'foreign', () => accepted({ openid: 'local-stranger-9' }).resource],
    ['of an order that is not ours', 'unknown', () => forge.resource(`${'0'.repeat(24)}_1`, 'USER_ACCEPTED')],
    [
      'of an attempt that there never was',
      'unknown',
      () => forge.resource(`${target.unconfirmed}_2`, 'USER_ACCEPTED'),
    ],
    ['of attempt 0', 'unknown', () => forge.resource(`${target.unconfirmed}_0`, 'USER_ACCEPTED')],
    [
      'of an attempt with leading zeros',
      'unknown',
      () => forge.resource(`${target.unconfirmed}_01`, 'USER_ACCEPTED'),
    ],
    ['with a path for a number', 'unknown', () => forge.resource(`../${number}`, 'USER_ACCEPTED')],
    ['with a prototype for a number', 'unknown', () => forge.resource('__proto__', 'USER_ACCEPTED')],
    [
      'without a service',
      'unknown',
      () => forge.resource(number, 'USER_ACCEPTED', { service_id: undefined }),
    ],
    ['without a state', 'unknown', () => forge.resource(number, '')],
    [
      'with an amount that is none',
      'unknown',
      () => forge.resource(number, 'FINISHED', { total_amount: -1 }),
    ],
    ['with an amount as a text', 'unknown', () => forge.resource(number, 'FINISHED', { total_amount: '1' })],
    ['about nothing', 'unknown', () => ({})],
  ])('%s: 200, kept as %s with an alert', async (what, effect, resource) => {
    const id = `attack-${createHash('sha256').update(what).digest('hex').slice(0, 8)}`
    const alerts = () => documents('alerts').reduce((sum, { count }) => sum + Number(count), 0)
    const before = alerts()
    const letter = forge.letter({ id, resource: resource() })
    expect(await forge.post(letter)).toMatchObject({ status: 200 })
    expect(await forge.post(letter)).toMatchObject({ status: 200 })
    expect(documents('notifications').find(({ _id }) => _id === id)).toMatchObject({ effect })
    expect(alerts()).toBe(before + 1)
  })
})

describe('what WeChat Pay really says', () => {
  it('control: a genuine confirmation is applied, also in base64; a replay within the window changes nothing', async () => {
    const letter = genuine()
    const inBase64 = {
      ...forge.eventOf(letter),
      body: Buffer.from(letter.body).toString('base64'),
      isBase64Encoded: true,
    }
    expect(await forge.event(inBase64)).toMatchObject({ status: 200 })
    expect(target.story.document(target.unconfirmed).state).toBe('USER_ACCEPTED')
    target.look()
    for (let n = 0; n < 3; n++) expect(await forge.post(letter)).toMatchObject({ status: 200 })
    target.expectUntouched()
  })

  it('nothing goes back: an older state, a declined one, an expiry', async () => {
    for (const state of ['CREATED', 'EXPIRED', 'WHATEVER'])
      expect(await forge.post(forge.letter({ resource: forge.resource(number, state) }))).toMatchObject({
        status: 200,
      })
    expect(target.story.document(target.unconfirmed).state).toBe('USER_ACCEPTED')
  })

  it('a doubled key in what is signed and encrypted: the last one counts, for the checks as for the effect', async () => {
    const plain = JSON.stringify(forge.resource(number, 'FINISHED', { total_amount: 1 }))
    const doubled = plain.replace('{', '{"mchid":"1999999999",').replace(/}$/, ',"mchid":"1999999999"}')
    const body = forge.body({ id: 'doubled-key', resource: {} }, forge.sealText(doubled))
    expect(await forge.post(forge.signed(body))).toMatchObject({ status: 200 })
    const kept = target.story.world.cloudbase.store.get('notifications', 'doubled-key')
    expect(kept).toMatchObject({ effect: 'foreign' })
    expect(target.story.document(target.unconfirmed).state).toBe('USER_ACCEPTED')
  })

  it('a replay after five minutes is refused, whatever it once did', async () => {
    const letter = forge.signed(forge.body(accepted()), Date.now() - 301_000)
    expect(await forge.post(letter)).toEqual({ status: 401, databaseCalls: 0 })
  })
})
