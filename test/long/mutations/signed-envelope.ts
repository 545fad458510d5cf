import { PUBLIC_KEY_ID } from '../../cloudfunctions/shared/merchant'
import type { Dice } from '../dice'
import { bodyOf, envelope, type Event, seal, type Sealed, signed } from './letter'
import type { Mutation } from './mutant'
import { FORWARD, KNOWN } from './victims'

const NOT_TEXT = [null, 7, true, [], {}, ['x'], { id: 'x' }] as const
const YEAR = 365 * 86_400

const forward = (dice: Dice): string => JSON.stringify(dice.pick(FORWARD)())
const withSealed = (dice: Dice, change: (sealed: Sealed) => Sealed): Event =>
  signed(dice, JSON.stringify(envelope(dice, change(seal(dice, forward(dice))))))

function otherBytes(dice: Dice, base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  const at = dice.between(0, bytes.length - 1)
  if (dice.chance(0.6)) bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.between(0, 7))
  else if (dice.chance(0.5)) return bytes.subarray(0, at).toString('base64') || 'AA=='
  else return Buffer.concat([bytes, Buffer.from([at & 0xff])]).toString('base64')
  return bytes.toString('base64')
}

/** Correctly signed by WeChat Pay's key, and wrong outside of what is encrypted. */
export const SIGNED_ENVELOPES: readonly Mutation[] = [
  {
    name: 'signed too early or too late',
    refusedBy: ['window'],
    make(dice) {
      const away = dice.chance(0.5) ? dice.between(305, 900) : dice.between(901, 20 * YEAR)
      const seconds = Math.floor(Date.now() / 1000) + dice.pick([-1, 1]) * away
      return signed(dice, bodyOf(dice, dice.pick(FORWARD)()), { timestamp: String(Math.max(0, seconds)) })
    },
  },
  {
    name: 'a time that is none',
    refusedBy: ['window', 'header'],
    make(dice) {
      const now = String(Math.floor(Date.now() / 1000))
      const texts = [
        '',
        '0',
        '-1',
        '1e9',
        'NaN',
        'now',
        `${now}.5`,
        `${now}000`,
        ` ${now}`,
        `${now}\n`,
        `+${now}`,
        '9'.repeat(40),
        '0x69',
        '１７６３６４００００',
      ]
      return signed(dice, bodyOf(dice, dice.pick(FORWARD)()), { timestamp: dice.pick(texts) })
    },
  },
  {
    name: 'no nonce',
    refusedBy: ['header'],
    make: (dice) => signed(dice, bodyOf(dice, dice.pick(FORWARD)()), { nonce: '' }),
  },
  {
    name: 'under a serial that we do not know',
    refusedBy: ['serial'],
    make(dice) {
      const serials = [
        `PUB_KEY_ID_${dice.between(0, 1e9)}`,
        dice.hex(40).toUpperCase(),
        dice.hex(8),
        PUBLIC_KEY_ID.toLowerCase(),
        `${PUBLIC_KEY_ID} `,
        '__proto__',
        'constructor',
        '../../key',
        '0'.repeat(64),
      ]
      return signed(dice, bodyOf(dice, dice.pick(FORWARD)()), { serial: dice.pick(serials) })
    },
  },
  {
    name: 'a body that is no notification',
    refusedBy: ['envelope'],
    make(dice) {
      const good = envelope(dice, seal(dice, forward(dice)))
      const { id: _id, ...anonymous } = good
      const { event_type: _type, ...untyped } = good
      const { resource: _resource, ...empty } = good
      const bodies = [
        '', 'null', '7', '"x"', '[]', `[${JSON.stringify(good)}]`, `${JSON.stringify(good)}}`, "{'id':'x'}", '{"__proto__":' + JSON.stringify(good) + '}',
        ...[anonymous, untyped, empty, { ...good, id: '' }, { data: good }].map((one) => JSON.stringify(one)),
        JSON.stringify({ ...good, id: dice.pick(NOT_TEXT) }),
        JSON.stringify({ ...good, event_type: dice.pick(NOT_TEXT) }),
        JSON.stringify({ ...good, resource: dice.pick([null, 7, true, 'x', '']) }),
      ] // prettier-ignore
      return signed(dice, dice.pick(bodies))
    },
  },
  {
    name: 'another algorithm',
    refusedBy: ['algorithm'],
    make: (dice) =>
      withSealed(dice, (sealed) => ({
        ...sealed,
        algorithm: dice.pick([
          'AEAD_AES_128_GCM',
          'aead_aes_256_gcm',
          'AEAD_SM4_GCM',
          'none',
          '',
          'AEAD_AES_256_GCM ',
          ...NOT_TEXT,
        ]),
      })),
  },
  {
    name: 'a resource that is a list, or lacks its parts',
    refusedBy: ['envelope', 'algorithm'],
    make(dice) {
      const name = dice.pick(['ciphertext', 'nonce'] as const)
      return dice.chance(0.2)
        ? signed(dice, JSON.stringify(envelope(dice, [seal(dice, forward(dice))])))
        : withSealed(dice, (sealed) => ({
            ...sealed,
            [name]: dice.pick(name === 'nonce' ? ['', ...NOT_TEXT] : NOT_TEXT),
          }))
    },
  },
  {
    name: 'another ciphertext or tag',
    refusedBy: ['tag'],
    make: (dice) =>
      withSealed(dice, (sealed) => ({
        ...sealed,
        ciphertext: dice.chance(0.9)
          ? otherBytes(dice, sealed['ciphertext'] as string)
          : dice.pick(['', 'AAAA', seal(dice, forward(dice))['ciphertext']]),
      })),
  },
  {
    name: 'another nonce or associated data',
    refusedBy: ['tag', 'envelope'],
    make: (dice) =>
      withSealed(dice, (sealed) =>
        dice.chance(0.5)
          ? {
              ...sealed,
              nonce: dice.pick([dice.hex(12), 'x', `${String(sealed['nonce'])} `]),
            }
          : {
              ...sealed,
              associated_data: dice.pick<unknown>([
                '',
                'payscore ',
                'PAYSCORE',
                dice.hex(8),
                null,
                7,
                ['payscore'],
                {},
              ]),
            },
      ),
  },
  {
    // Longer than OpenSSL takes at all.
    name: 'a nonce of 129 to 5000 characters',
    refusedBy: ['envelope'],
    make: (dice) => withSealed(dice, (sealed) => ({ ...sealed, nonce: 'n'.repeat(dice.between(129, 5000)) })),
  },
  {
    name: "encrypted with somebody else's key, or with a short tag",
    refusedBy: ['tag'],
    make(dice) {
      const [key, tag] = dice.chance(0.5)
        ? [dice.hex(32), 16]
        : [undefined, dice.pick([4, 8, 12, 13, 14, 15])]
      return signed(dice, JSON.stringify(envelope(dice, seal(dice, forward(dice), key, tag))))
    },
  },
  {
    name: 'bytes changed anywhere before they were signed',
    refusedBy: ['envelope', 'algorithm', 'tag', 'state, known'],
    make(dice) {
      const bytes = Buffer.from(bodyOf(dice, dice.pick(KNOWN)()))
      for (let n = dice.between(1, 3); n > 0; n--) {
        const at = dice.between(0, bytes.length - 1)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.between(0, 6))
      }
      return signed(dice, bytes.toString('utf8'))
    },
  },
]
