import { createHash, randomBytes, sign } from 'node:crypto'
import { altered, Forge, type Contents, type Letter } from './forge'
import { Target } from './attack'
import { anotherPair } from '../../keys/pool'

/** Whoever has no key of WeChat Pay's is refused before the database is touched. */

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
const header = (letter: Letter, name: string): string => String(letter.headers[name])
const withHeader = (letter: Letter, name: string, value: string | string[]): Letter => ({
  ...letter,
  headers: { ...letter.headers, [name]: value },
})
const without = (letter: Letter, name: string): Letter => ({
  ...letter,
  headers: Object.fromEntries(Object.entries(letter.headers).filter(([key]) => key !== name)),
})
const SIGNATURE = 'Wechatpay-Signature'
const SERIAL = 'Wechatpay-Serial'
const TIMESTAMP = 'Wechatpay-Timestamp'
const NONCE = 'Wechatpay-Nonce'
const stranger = anotherPair().privateKey

/** Signed by somebody else, who knows how. */
function selfSigned(body: string): Letter {
  const letter = forge.signed(body)
  const text = `${header(letter, TIMESTAMP)}\n${header(letter, NONCE)}\n${body}\n`
  return withHeader(letter, SIGNATURE, sign('sha256', Buffer.from(text), stranger).toString('base64'))
}

describe('without a key of WeChat Pay’s: refused, and the database is not touched', () => {
  afterEach(() => {
    target.expectUntouched()
  })

  it.each<[string, number, () => Letter]>([
    ['no signature', 401, () => without(genuine(), SIGNATURE)],
    ['no serial', 401, () => without(genuine(), SERIAL)],
    ['no timestamp', 401, () => without(genuine(), TIMESTAMP)],
    ['no nonce', 401, () => without(genuine(), NONCE)],
    ['an empty signature', 401, () => withHeader(genuine(), SIGNATURE, '')],
    ['two signatures', 401, () => withHeader(genuine(), SIGNATURE, [header(genuine(), SIGNATURE), header(genuine(), SIGNATURE)])],
    ['two serials', 401, () => ((one) => withHeader(one, SERIAL, [header(one, SERIAL), header(one, SERIAL)]))(genuine())],
    ['two timestamps', 401, () => ((one) => withHeader(one, TIMESTAMP, [header(one, TIMESTAMP), '1']))(genuine())],
    ['two nonces', 401, () => ((one) => withHeader(one, NONCE, [header(one, NONCE), 'x']))(genuine())],
    ['an altered signature', 401, () => ((one) => withHeader(one, SIGNATURE, altered(header(one, SIGNATURE))))(genuine())],
    ['an altered nonce', 401, () => ((one) => withHeader(one, NONCE, altered(header(one, NONCE))))(genuine())],
    ['another second', 401, () => ((one) => withHeader(one, TIMESTAMP, String(Number(header(one, TIMESTAMP)) + 1)))(genuine())],
    ['a body with one space more', 401, () => ((one) => ({ ...one, body: `${one.body.toString()} ` }))(genuine())],
    ['a body written again', 401, () => ((one) => ({ ...one, body: JSON.stringify(JSON.parse(one.body.toString()), null, 1) }))(genuine())],
    ['a body with a doubled key', 401, () => ((one) => ({ ...one, body: one.body.toString().replace('{"id"', '{"id":"x","id"') }))(genuine())],
    ['an empty body', 401, () => ({ ...genuine(), body: '' })],
    ['the signature of another body', 401, () => ({ ...genuine(), body: forge.body(accepted()) })],
    ['another order’s resource, swapped in', 401, () => ((one) => ({ ...one, body: JSON.stringify({ ...(JSON.parse(one.body.toString()) as object), resource: forge.seal(forge.resource(`${target.inUse}_1`, 'REVOKED')) }) }))(genuine())],
    ['a probe: SIGNTEST', 401, () => ((one) => withHeader(one, SIGNATURE, `WECHATPAY/SIGNTEST/${header(one, SIGNATURE).slice(19)}`))(genuine())],
    ['SIGNTEST before a right signature', 401, () => ((one) => withHeader(one, SIGNATURE, `WECHATPAY/SIGNTEST/${header(one, SIGNATURE)}`))(genuine())],
    ['a signature by somebody else', 401, () => selfSigned(forge.body(accepted()))],
    ['a hash for a signature', 401, () => ((one) => withHeader(one, SIGNATURE, createHash('sha256').update(one.body).digest('base64')))(genuine())],
    ['another algorithm', 401, () => withHeader(genuine(), 'Wechatpay-Signature-Type', 'WECHATPAY2-HMAC-SHA256')],
    ['301 s ago', 401, () => forge.signed(forge.body(accepted()), Date.now() - 301_000)],
    ['302 s ahead', 401, () => forge.signed(forge.body(accepted()), Date.now() + 302_000)],
    ['a timestamp in milliseconds', 401, () => withHeader(genuine(), TIMESTAMP, String(Date.now()))],
    ['a timestamp in exponents', 401, () => withHeader(genuine(), TIMESTAMP, '1e9')],
    ['a negative timestamp', 401, () => withHeader(genuine(), TIMESTAMP, '-1')],
    ['an unknown public key id', 401, () => withHeader(genuine(), SERIAL, 'PUB_KEY_ID_0000000000000000000000000000000')],
    ['a serial that is a path', 401, () => withHeader(genuine(), SERIAL, '../certificates')],
    ['a prototype as a serial', 401, () => withHeader(genuine(), SERIAL, '__proto__')],
    ['a certificate serial without a signature', 503, () => withHeader(withHeader(genuine(), SERIAL, 'A'.repeat(40)), SIGNATURE, 'x')],
    ['an old letter with an unknown certificate', 401, () => withHeader(forge.signed('{}', Date.now() - 301_000), SERIAL, 'A'.repeat(40))],
    ['100 KB and more', 413, () => ({ ...genuine(), body: Buffer.alloc(100 * 1024 + 1, 'a') })],
    ['PUT', 405, () => ({ ...genuine(), method: 'PUT' })],
    ['DELETE', 405, () => ({ ...genuine(), method: 'DELETE' })],
    ['PATCH', 405, () => ({ ...genuine(), method: 'PATCH' })],
    ['GET, which only says that it is there', 200, () => ({ ...genuine(), method: 'GET' })],
    ['an address below the route', 401, () => ({ ...without(genuine(), SIGNATURE), path: '/pay/notify/../notify/x%2f..' })],
    ['an address beside the route', 404, () => ({ ...genuine(), path: '/pay/notifyx' })],
  ])('%s: %d', async (_, status, letter) => {
    expect(await forge.post(letter())).toEqual({ status, databaseCalls: 0 })
  }) // prettier-ignore

  it.each<[string, number, (event: ReturnType<Forge['eventOf']>) => object]>([
    ['base64 that is not said to be', 401, (event) => ({ ...event, body: Buffer.from(event.body).toString('base64') })],
    ['text that is said to be base64', 401, (event) => ({ ...event, isBase64Encoded: true })],
    ['text that is said to be base64 in words', 401, (event) => ({ ...event, isBase64Encoded: 'true' })],
    ['UTF-16', 401, (event) => ({ ...event, body: Buffer.from(event.body, 'utf16le').toString('base64'), isBase64Encoded: true })],
    ['a byte order mark', 401, (event) => ({ ...event, body: `\ufeff${event.body}` })],
    ['a body that a gateway parsed', 400, (event) => ({ ...event, body: JSON.parse(event.body) as object })],
    ['more than 128 KB', 413, (event) => ({ ...event, body: 'a'.repeat(128 * 1024 + 1) })],
    ['a header in two cases', 401, (event) => ({ ...event, headers: { ...event.headers, 'wechatpay-serial': event.headers['Wechatpay-Serial'] } })],
    ['a header as a list of two', 401, (event) => ({ ...event, headers: { ...event.headers, [SERIAL]: [event.headers[SERIAL], event.headers[SERIAL]] } })],
    ['a header that is an object', 401, (event) => ({ ...event, headers: { ...event.headers, [SIGNATURE]: { 0: 'x' } } })],
    ['headers under a prototype', 401, (event) => ({ ...event, headers: JSON.parse(`{"__proto__":${JSON.stringify(event.headers)}}`) as object })],
    ['no method', 404, ({ body, headers }) => ({ body, headers })],
    ['a method that is a list', 404, (event) => ({ ...event, httpMethod: ['POST'] })],
  ])('as an event with %s: %d', async (_, status, change) => {
    const letter = forge.letter({ ...accepted(), event_type: 'PAYSCORE.USER_CONFIRM 用户' })
    expect(await forge.event(change(forge.eventOf(letter)))).toEqual({ status, databaseCalls: 0 })
  }) // prettier-ignore

  it('a flood of invented certificates costs the database one look a minute', async () => {
    const calls: number[] = []
    for (let n = 0; n < 40; n++) {
      const letter = withHeader(genuine(), SERIAL, randomBytes(20).toString('hex').toUpperCase())
      const { status, databaseCalls } = await forge.post(letter)
      expect(status).toBe(503)
      calls.push(databaseCalls)
    }
    expect(calls[0]).toBeLessThanOrEqual(3)
    expect(calls.slice(1)).toEqual(Array(39).fill(0))
  })
})
