import * as v from 'valibot'
import { CART_LIMITS } from '#domain/lines/pay-on-delivery'
import { isFen } from '#domain/money'
import { LINE_NAMES } from '../lines'

/** The form of an offer's document. What it says in words is for whoever edits the document. */

const text = (longest: number) =>
  v.pipe(
    v.string('is not a text'),
    v.check((value) => value.trim() !== '', 'is empty'),
    v.check((value) => [...value].length <= longest, `is longer than ${longest} characters`),
  )

const number = (form: RegExp, problem: string) => v.pipe(v.string('is not a text'), v.regex(form, problem))
const id = number(/^[0-9A-Za-z_-]{1,64}$/, 'is not an id of letters, digits, _ and -')

const fen = v.custom<number>(isFen, 'is not an integer of fen, 0 or more')
const risk = v.custom<number>((value) => isFen(value) && value > 0, 'is not an integer of fen above 0')
const whole = (least: number, most: number) =>
  v.custom<number>(
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
    `is not a whole number from ${least} to ${most}`,
  )
const list = <T extends v.GenericSchema>(item: T) => v.array(item, 'is not a list')
const oneOf = <const T extends readonly string[]>(values: T) =>
  v.picklist(values, `is not one of ${values.join(', ')}`)

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** WeChat Pay fetches pictures from the internet; the sandbox of this machine shows this machine's. */
function isAddress(text: string): boolean {
  if (text.length > 255 || !URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname))
}

/** Names and amounts of lines are `checkLines`'s business. */
const feeLine = v.looseObject({ name: v.string('is not a text') }, 'is not a fee line')
const discountLine = v.looseObject(
  { name: v.string('is not a text'), description: v.string('is not a text') },
  'is not a discount line',
)

const option = v.looseObject(
  {
    id,
    label: text(20),
    fees: v.optional(list(feeLine)),
    maxCharge: v.optional(fen),
    riskAmount: v.optional(risk),
  },
  'is not an option',
)

const goods = v.looseObject(
  {
    id,
    name: text(20),
    picture: v.pipe(v.string('is not a text'), v.check(isAddress, 'is not an https address')),
    amount: risk,
    most: v.optional(whole(1, CART_LIMITS.count)),
  },
  'is not goods',
)

export const offerSchema = v.looseObject(
  {
    _id: id,
    revision: v.pipe(v.number('is not a number'), v.safeInteger('is not an integer')),
    line: oneOf(LINE_NAMES),
    mode: oneOf(['merchant', 'partner']),
    sub_mchid: v.optional(number(/^\d{6,32}$/, 'is not a merchant number (digits only)')),
    service_id: number(/^\w{1,32}$/, 'is not a service_id'),
    name: text(40),
    introduction: text(20),
    summary: text(200),
    riskName: oneOf(['DEPOSIT', 'ADVANCE', 'CASH_DEPOSIT', 'ESTIMATE_ORDER_COST']),
    riskAmount: risk,
    maxCharge: fen,
    fees: list(feeLine),
    discounts: list(discountLine),
    choices: list(
      v.looseObject(
        {
          id,
          label: text(20),
          options: v.pipe(list(option), v.minLength(1, 'has nothing to choose from')),
        },
        'is not a choice',
      ),
    ),
    goods: v.optional(v.pipe(list(goods), v.minLength(1, 'has nothing to buy'))),
    receiveAfterDays: v.optional(whole(1, 30)),
    asks: list(
      v.looseObject(
        { field: oneOf(['name', 'phone', 'userid', 'address']), why: text(60) },
        'is not a field',
      ),
    ),
    steps: list(text(60)),
    rules: list(v.looseObject({ title: text(20), text: text(400) }, 'is not a rule')),
    merchant: v.optional(v.looseObject({ name: text(60), phone: text(40) }, 'is not a merchant')),
    startLocation: text(20),
    endLocation: v.optional(text(20)),
    endsAfterHours: v.optional(
      v.custom<number>(
        (hours) => typeof hours === 'number' && hours > 0 && hours < 10_000,
        'is not a number of hours',
      ),
    ),
  },
  'is not an offer',
)
