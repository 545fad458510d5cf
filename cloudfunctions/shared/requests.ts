import * as v from 'valibot'
import { CART_LIMITS } from '#domain/lines/pay-on-delivery'
import { PLAN_LIMITS } from '#domain/lines/sign-plan'
import { MOST_FEN } from '#domain/money'
import { noteProblem, oneLine, reasonProblem } from '#domain/text'

/** Pieces of the request schemas. What they refuse is answered INVALID_REQUEST with the path, never with the value. */

/** An order's id: 24 hex digits. */
export const orderId = v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/))

/** A signing's id, which is made like an order's; and which session of it. */
export const signId = orderId
export const sessionNo = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(PLAN_LIMITS.details))

/** An attempt's number: an order's id and which attempt it is; or a session's, as it was signed. */
export const outOrderNo = v.pipe(v.string(), v.regex(/^[0-9a-f]{24}(_[1-9]\d{0,2}|-[1-9]\d?-[1-9]\d?)$/))

/** A plan's id. */
export const planId = orderId

/** A plan as somebody wrote it; what else it must be is `planProblems`'s business. */
export const planDraft = {
  name: v.pipe(v.string(), v.transform(oneLine)),
  durationDays: v.pipe(v.number(), v.safeInteger()),
  details: v.pipe(
    v.array(
      v.strictObject({
        name: v.pipe(v.string(), v.transform(oneLine)),
        original: v.number(),
        actual: v.number(),
        discount: v.exactOptional(v.pipe(v.string(), v.transform(oneLine))),
      }),
    ),
    v.maxLength(2 * PLAN_LIMITS.details),
  ),
}

/** An id that a merchant or a page gave: letters, digits, `_` and `-`. */
export const plainId = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,64}$/))

/** A sub-merchant's number. */
export const subMchid = v.pipe(v.string(), v.regex(/^\d{6,32}$/))

/** Made by the page, one per intention. */
export const requestKey = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{16,64}$/))

/** An opaque cursor, given back as it came. */
export const cursor = v.pipe(v.string(), v.maxLength(2000))

export const filter = v.picklist(['all', 'open', 'unpaid', 'ended'])

/** fen: an integer, 0 or more. */
export const fen = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MOST_FEN))

/** Milliseconds since 1970, from 2020 to 2100. */
export const moment = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(1_577_836_800_000),
  v.maxValue(4_102_444_800_000),
)

/** What `reasonProblem` takes; several lines become one. */
export const reason = v.pipe(
  v.string(),
  v.transform(oneLine),
  v.check((text) => reasonProblem(text) === ''),
)

const text = (longest: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.check((value) => [...value].length <= longest),
  )

/** What an offer may ask of a person; checked against the offer later. */
export const person = v.strictObject({
  name: v.exactOptional(text(64)),
  phone: v.exactOptional(text(32)),
  userid: v.exactOptional(text(32)),
  address: v.exactOptional(text(128)),
})

/** Names that valibot leaves out of a record: refused, so that nothing that was sent is passed over in silence. */
const PROTOTYPE_NAMES = ['__proto__', 'prototype', 'constructor']

/** Choice id → option id. */
export const choices = v.pipe(
  v.custom<Record<string, unknown>>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Object.keys(value).some((id) => PROTOTYPE_NAMES.includes(id)),
  ),
  v.record(plainId, plainId),
  v.check((picked) => Object.keys(picked).length <= 20),
)

/** Trimmed, so that no two names differ by spaces alone; what else a name must be is `checkLines`'s business. */
const lineText = v.pipe(v.string(), v.trim())

export const feeLine = v.strictObject({
  name: lineText,
  amount: v.exactOptional(fen),
  description: v.exactOptional(lineText),
  count: v.exactOptional(v.number()),
})

export const discountLine = v.strictObject({
  name: lineText,
  description: lineText,
  amount: v.exactOptional(fen),
})

/** How many of which goods; whether there are such goods is the line's business. */
export const cart = v.pipe(
  v.array(v.strictObject({ id: plainId, count: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) })),
  v.maxLength(CART_LIMITS.kinds),
)

/** What `noteProblem` takes: a sentence of an operator about a parcel or a return. */
export const note = v.pipe(
  v.string(),
  v.transform(oneLine),
  v.check((text) => noteProblem(text) === ''),
)
