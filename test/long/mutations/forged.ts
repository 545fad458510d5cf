import { stranger } from '../../cloudfunctions/shared/merchant'
import type { Dice } from '../dice'
import { bodyOf, type Event, signed } from './letter'
import type { Check, Mutation } from './mutant'
import { FORWARD } from './victims'

/** Signing is what a million costs: a genuine letter is the base of so many mutants, each of which breaks it anew. */
const MUTANTS_PER_LETTER = 40

interface Genuine {
  event: Event
  body: string
  left: number
}

const genuine = new Map<string, Genuine>()

/** A genuine notification that would move an order; `by` says who signed it. */
function letter(dice: Dice, by: 'platform' | 'stranger' = 'platform'): Event & { body: string } {
  let found = genuine.get(by)
  if (!found || found.left-- <= 0) {
    const body = bodyOf(dice, dice.pick(FORWARD)())
    const event = signed(dice, body, by === 'stranger' ? { key: stranger.privateKey } : {})
    found = { event, body, left: MUTANTS_PER_LETTER }
    genuine.set(by, found)
  }
  return { ...found.event, headers: { ...found.event.headers }, body: found.body }
}

const NAMES = ['timestamp', 'nonce', 'serial', 'signature'] as const
const SPELLINGS = ['Wechatpay-', 'WECHATPAY-', 'wechatpay-', 'WeChatPay-'] as const

function changedByte(dice: Dice, text: string): string {
  const at = dice.between(0, text.length - 1)
  const other = String.fromCharCode(text.charCodeAt(at) ^ (1 << dice.between(0, 6)))
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`
}

/** Another body than the one that was signed. */
const BODIES: readonly ((dice: Dice, body: string) => string)[] = [
  changedByte,
  (dice, body) => {
    const at = dice.between(0, body.length - 1)
    return body.slice(0, at) + body.slice(at + dice.between(1, 40))
  },
  (dice, body) => {
    const at = dice.between(0, body.length)
    return (
      body.slice(0, at) + dice.pick([' ', '\n', '\0', '\uFEFF', '0', '"', '支', '\uD800']) + body.slice(at)
    )
  },
  (_, body) => body + body,
  (dice, body) => body.slice(0, dice.between(0, body.length - 1)),
  (dice, body) => `${body.slice(0, -1)},"id":"${dice.hex(8)}"}`,
  (_, body) => JSON.stringify(JSON.parse(body), null, 1),
  // Everything right but the signature: what somebody could write who knows the APIv3 key.
  (dice) => bodyOf(dice, dice.pick(FORWARD)()),
]

/** Other bytes of a signature; never the same ones in another spelling. */
function otherSignature(dice: Dice, signature: string): string {
  const bytes = Buffer.from(signature, 'base64')
  const at = dice.between(0, bytes.length - 1)
  switch (dice.between(0, 4)) {
    case 0:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.between(0, 7))
      return bytes.toString('base64')
    case 1:
      return bytes.subarray(0, at).toString('base64') || 'AA=='
    case 2:
      return Buffer.concat([bytes, Buffer.alloc(dice.between(1, 64), at)]).toString('base64')
    case 3:
      return Buffer.alloc(bytes.length, at).toString('base64')
    default:
      return bytes.toString('hex')
  }
}

const OTHER_VALUES: Readonly<Record<(typeof NAMES)[number], (dice: Dice, value: string) => string>> = {
  timestamp: (dice, value) => String(Number(value) + dice.pick([-1, 1]) * dice.between(1, 200)),
  nonce: (dice, value) => dice.pick([changedByte(dice, value), `${value} `, value.slice(1), dice.hex(32)]),
  serial: (dice, value) =>
    dice.pick([`${value}0`, value.toLowerCase(), ` ${value}`, 'PUB_KEY_ID_', '__proto__']),
  signature: otherSignature,
}

const REFUSAL: Readonly<Record<(typeof NAMES)[number], Check>> = {
  timestamp: 'signature',
  nonce: 'signature',
  serial: 'serial',
  signature: 'signature',
}

/** A genuine letter with something changed on the way: nobody signed what arrives. */
export const FORGED: readonly Mutation[] = [
  {
    name: 'another body',
    refusedBy: ['signature'],
    make(dice) {
      const event = letter(dice)
      return { ...event, body: dice.pick(BODIES)(dice, event.body) }
    },
  },
  ...NAMES.map((name): Mutation => ({
    name: `another ${name}`,
    refusedBy: [REFUSAL[name]],
    make(dice) {
      const event = letter(dice)
      const value = event.headers[`wechatpay-${name}`] as string
      event.headers[`wechatpay-${name}`] = OTHER_VALUES[name](dice, value)
      return event
    },
  })),
  {
    name: 'a header missing, empty, doubled or of another type',
    refusedBy: ['header'],
    make(dice) {
      const event = letter(dice)
      const name = dice.pick(NAMES)
      const value = event.headers[`wechatpay-${name}`] as string
      switch (dice.between(0, 4)) {
        case 0:
          return { ...event, headers: { ...event.headers, [`wechatpay-${name}`]: undefined } }
        case 1:
          return {
            ...event,
            headers: { ...event.headers, [`wechatpay-${name}`]: dice.pick(['', [], 7, {}, null]) },
          }
        case 2:
          return { ...event, headers: { ...event.headers, [`wechatpay-${name}`]: [value, value] } }
        case 3:
          return {
            ...event,
            headers: {
              ...event.headers,
              [`${dice.pick(SPELLINGS.filter((one) => one !== 'wechatpay-'))}${name}`]: value,
            },
          }
        default:
          return { ...event, headers: dice.pick<Record<string, unknown>>([{}, { __proto__: event.headers }]) }
      }
    },
  },
  {
    name: "WeChat Pay's probe",
    refusedBy: ['probe'],
    make(dice) {
      const event = letter(dice)
      const signature = event.headers['wechatpay-signature'] as string
      const rest = dice.pick([signature, otherSignature(dice, signature), dice.hex(20)])
      event.headers['wechatpay-signature'] = `WECHATPAY/SIGNTEST/${rest}`
      return event
    },
  },
  { name: "a stranger's signature", refusedBy: ['signature'], make: (dice) => letter(dice, 'stranger') },
  {
    name: 'another signature type',
    refusedBy: ['signature'],
    make(dice) {
      const event = letter(dice)
      event.headers['wechatpay-signature-type'] = dice.pick([
        'WECHATPAY2-SM2-WITH-SM3',
        'none',
        'RSA',
        `${dice.hex(4)}`,
      ])
      return event
    },
  },
  {
    name: 'another flag or type of the body',
    refusedBy: ['signature', 'bytes'],
    make(dice) {
      const event = letter(dice)
      return dice.pick<Event>([
        { ...event, isBase64Encoded: true },
        { ...event, isBase64Encoded: 'true' },
        { ...event, body: JSON.parse(event.body) as unknown },
        { ...event, body: dice.pick([null, undefined, '', 7, true, [event.body]]) },
      ])
    },
  },
  {
    name: 'another method',
    refusedBy: ['method'],
    make: (dice) => ({
      ...letter(dice),
      httpMethod: dice.pick(['PUT', 'PATCH', 'DELETE', 'GET', 'HEAD', '', 'POST ']),
    }),
  },
  {
    name: 'a body of 129 to 200 KiB',
    refusedBy: ['size'],
    make: (dice) => ({ ...letter(dice), body: 'x'.repeat(1024 * dice.between(129, 200)) }),
  },
]
