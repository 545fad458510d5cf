import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import type { Dice } from '../dice'
import { bodyOf, envelope, type Event, seal, signed } from './letter'
import type { Mutation } from './mutant'
import * as victims from './victims'
import type { Resource } from './victims'

const { CANCELLED, COMPLETING, EXPIRED, FINISHED, FORWARD, NEVER_CREATED, PAID, told, UNCONFIRMED } = victims

const NOT_TEXT = [null, 7, true, false, [], {}, ['x'], { $ne: 'x' }, 1e308] as const
const NO_FEN = [-1, 0.5, 1e308, -0.01, 2 ** 53, 2 ** 63, '500', '', true, [500], { $gt: 0 }, '5e2'] as const

const sealedText = (dice: Dice, plain: string): Event =>
  signed(dice, JSON.stringify(envelope(dice, seal(dice, plain))))
const telling = (dice: Dice, change: (resource: Resource, dice: Dice) => Resource): Event =>
  signed(dice, bodyOf(dice, change(dice.pick(FORWARD)(), dice)))

/** Somebody else's value of the same kind. */
const foreign = (dice: Dice, own: string): string =>
  dice.pick([
    `${own}1`,
    own.slice(0, -1),
    `${own} `,
    ` ${own}`,
    own.toUpperCase() === own ? `x${own}` : own.toUpperCase(),
    '',
    `${own}\0`,
    dice.hex(10),
    '__proto__',
    '${own}',
  ])

/** A step that an order in this state cannot take by a notification. */
const BACKWARD: readonly (readonly [OrderDocument, readonly string[]])[] = [
  [UNCONFIRMED, ['EXPIRED']],
  [FINISHED, ['CREATED', 'USER_ACCEPTED', 'EXPIRED']],
  [PAID, ['CREATED', 'USER_ACCEPTED', 'REVOKED', 'EXPIRED']],
  [CANCELLED, ['CREATED', 'EXPIRED']],
  [EXPIRED, ['CREATED', 'REVOKED']],
  [NEVER_CREATED, ['CREATED', 'REVOKED', 'EXPIRED']],
]

/** Numbers that look like ours. */
const numbers = (dice: Dice, own: string): unknown[] => [
  own.slice(0, -1), `${own}0`, `${own}1`, `${own.slice(0, -1)}2`, `${own.slice(0, -1)}0`, `${own.slice(0, -1)}01`, `${own.slice(0, -1)}１`,
  own.toUpperCase(), ` ${own}`, `${own}\n`, `${own}\0`, `../${own}`, `${own}/../x`, `${own}%5f1`, own.replace('_', '-'), `x${own}`,
  `${dice.hex(24)}_1`, `${dice.hex(24)}_${dice.between(1, 999)}`, '__proto__', 'constructor_1', '_1', '_', '1', '9'.repeat(2000),
] // prettier-ignore

/**
 * Correctly signed and encrypted by WeChat Pay's keys, and wrong in what it says. What would be right is not here: a genuine
 * step forward, optional names left out (of another type counts as left out), and other facts of the state that we know.
 */
export const SIGNED_CONTENTS: readonly Mutation[] = [
  {
    name: 'what is encrypted is no object',
    refusedBy: ['plaintext'],
    make(dice) {
      const good = JSON.stringify(dice.pick(FORWARD)())
      const texts = [
        '',
        'null',
        '7',
        '"x"',
        '[]',
        `[${good}]`,
        `${good},`,
        good.slice(0, -1),
        good.replaceAll('"', "'"),
        `\uFEFF${good}`,
        `${'['.repeat(5000)}${']'.repeat(5000)}`,
        `/**/${good}`,
      ]
      return sealedText(dice, dice.pick(texts))
    },
  },
  ...(['mchid', 'appid', 'service_id', 'openid'] as const).map((name): Mutation => ({
    name: `another ${name}`,
    refusedBy:
      name === 'service_id'
        ? ['merchant, app, service, person', 'number, schema']
        : ['merchant, app, service, person'],
    make: (dice) =>
      telling(dice, (resource) => ({ ...resource, [name]: foreign(dice, String(resource[name])) })),
  })),
  {
    name: 'another number',
    refusedBy: ['number, schema'],
    make: (dice) =>
      telling(dice, (resource) => ({
        ...resource,
        out_order_no: dice.pick(numbers(dice, String(resource['out_order_no']))),
      })),
  },
  {
    name: 'number, service or state of another type, or none',
    refusedBy: ['number, schema'],
    make: (dice) =>
      telling(dice, (resource) => {
        const name = dice.pick(['out_order_no', 'service_id', 'state'])
        const { [name]: value, ...rest } = resource
        return dice.chance(0.3)
          ? rest
          : { ...rest, [name]: dice.pick<unknown>(['', [value], { value }, ...NOT_TEXT]) }
      }),
  },
  {
    name: 'an amount that is none',
    refusedBy: ['number, schema'],
    make: (dice) =>
      telling(dice, (resource) =>
        dice.chance(0.7)
          ? { ...resource, [dice.pick(['total_amount', 'risk_amount', 'finish_type'])]: dice.pick(NO_FEN) }
          : { ...resource, fees: [{ fee_name: 'x', fee_amount: dice.pick(NO_FEN) }] },
      ),
  },
  {
    name: 'nested, wrapped, or of another protocol',
    refusedBy: ['number, schema', 'merchant, app, service, person'],
    make: (dice) =>
      telling(dice, (resource) =>
        dice.pick<Resource>([
          { order: resource },
          { data: { resource } },
          { resource: JSON.stringify(resource) },
          { ...resource, state_description: 'USER_CONFIRM' },
          { ...resource, post_payments: [] },
          { ...resource, sign_plan_id: dice.hex(12) },
          {},
        ]),
      ),
  },
  {
    name: 'the same name twice, the last one foreign',
    refusedBy: ['merchant, app, service, person', 'number, schema'],
    make(dice) {
      const good = JSON.stringify(dice.pick(FORWARD)())
      const name = dice.pick(['mchid', 'appid', 'service_id', 'openid', 'out_order_no'])
      return sealedText(dice, `${good.slice(0, -1)},"${name}":"${dice.hex(9)}"}`)
    },
  },
  {
    name: 'a prototype that says what the object does not',
    refusedBy: ['number, schema'],
    make(dice) {
      const { out_order_no, service_id, state, ...rest } = dice.pick(FORWARD)()
      const hidden = { out_order_no, service_id, state }
      const name = dice.pick([
        '__proto__',
        'constructor',
        'prototype',
        'toString',
        'hasOwnProperty',
        'valueOf',
      ])
      const [left] = dice.pick([[{}], [{ state }], [{ out_order_no, state }], [{ service_id }]])
      const text = JSON.stringify({ ...rest, ...left })
      return sealedText(dice, `${text.slice(0, -1)},"${name}":${JSON.stringify(hidden)}}`)
    },
  },
  {
    name: 'a step back',
    refusedBy: ['state, known'],
    make(dice) {
      const [order, states] = dice.pick(BACKWARD)
      const total = dice.chance(0.5)
        ? { total_amount: dice.between(0, 9900), finish_type: dice.between(1, 2) }
        : {}
      return signed(dice, bodyOf(dice, told(order, dice.pick(states), total)))
    },
  },
  {
    name: 'a confirmation, completion or payment of an order that is over',
    refusedBy: ['state, known', 'total, doubt (only asked about)'],
    make(dice) {
      const order = dice.pick([CANCELLED, EXPIRED, NEVER_CREATED])
      const state = dice.pick(['USER_ACCEPTED', 'FINISHED', 'USER_PAID'])
      return signed(dice, bodyOf(dice, told(order, state, { total_amount: dice.between(0, 9900) })))
    },
  },
  {
    name: 'another total than we billed',
    refusedBy: ['total, doubt (only asked about)'],
    make(dice) {
      const [order, state] = dice.pick([
        [COMPLETING, 'FINISHED'],
        [COMPLETING, 'USER_PAID'],
        [FINISHED, 'FINISHED'],
        [FINISHED, 'USER_PAID'],
        [PAID, 'USER_PAID'],
      ] as const)
      const total = dice.pick([
        0,
        1,
        499,
        501,
        9900,
        9901,
        dice.between(501, 2 ** 40),
        Number.MAX_SAFE_INTEGER,
      ])
      return signed(
        dice,
        bodyOf(dice, told(order, state, { total_amount: total, finish_type: dice.between(1, 2) })),
      )
    },
  },
  {
    name: 'a state of the other protocol',
    refusedBy: ['merchant, app, service, person'],
    make: (dice) => telling(dice, (resource) => ({ ...resource, state: dice.pick(['DOING', 'DONE']) })),
  },
  {
    name: 'a state that does not exist',
    refusedBy: ['total, doubt (only asked about)'],
    make: (dice) =>
      telling(dice, (resource) => ({
        ...resource,
        state: dice.pick([
          'PAID',
          'user_paid',
          'USER_PAID ',
          'NOT_CREATED',
          'CREATING',
          '__proto__',
          'x'.repeat(3000),
          dice.hex(6),
        ]),
      })),
  },
  {
    name: 'what we know already, under other names of event and times',
    refusedBy: ['state, known'],
    make(dice) {
      const body = envelope(dice, seal(dice, JSON.stringify(dice.pick(victims.KNOWN)())))
      const odd = dice.pick<unknown>(['', 'X', null, 7, [], {}, '9'.repeat(500)])
      return signed(
        dice,
        JSON.stringify({ ...body, [dice.pick(['create_time', 'summary', 'resource_type'])]: odd }),
      )
    },
  },
]
