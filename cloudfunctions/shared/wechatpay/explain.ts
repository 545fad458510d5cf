/** WeChat Pay's inner codes, the number at the end of `Request-ID` (facts: 4.4). For logs and people, never for decisions. */
const TAILS: ReadonlyMap<string, string> = new Map([
  ['271317510', 'the order does not exist'],
  ['271316574', 'the deduction failed'],
  ['271302262', 'the state of the order does not allow this'],
  ['271302332', 'the state of the order does not allow this'],
  ['271302333', 'the state of the order does not allow this'],
  ['268435464', 'a parameter is out of range'],
  ['271316657', 'the order does not await payment'],
  ['271316598', 'the number was used before with other parameters'],
  ['271302144', 'the merchant does not exist'],
  ['271302149', 'merchant and appid are not bound to each other'],
  ['268435472', 'too many calls'],
  ['271300099', "WeChat Pay's assessment of the customer was negative"],
  ['271299627', 'the customer has an overdue order'],
  ['268503786', 'no permission'],
  ['271316592', 'the order cannot be cancelled'],
  ['270924332', 'the Authorization header is invalid'],
  ['271316754', 'a deduction is under way'],
  ['271316656', "above the service's risk amount"],
  ['271316637', 'the real end is before the start'],
  ['268560785', "the customer's teen mode forbids it"],
  ['4108', 'the appid differs from the one that created the order'],
])

/** The inner code of a Request-ID (`…-271317510`) and what it means. `undefined` when it ends in no known number. */
export function explain(requestId: string): { tail: string; meaning: string } | undefined {
  const tail = /(?:^|\D)(\d+)$/.exec(requestId)?.[1]
  const meaning = tail === undefined ? undefined : TAILS.get(tail)
  return tail === undefined || meaning === undefined ? undefined : { tail, meaning }
}

/** What to do about a code of the payscore calls (facts: 4.2). */
const ADVICE: ReadonlyMap<string, string> = new Map([
  ['PARAM_ERROR', 'Correct the named field; sending it again as it is will not help.'],
  ['INVALID_REQUEST', 'A business rule, or the number was used before with other content: query the order.'],
  ['INVALID_ORDER_STATE', 'Query the order and go on from its real state.'],
  ['ORDER_CANCELED', 'The order is cancelled: query it.'],
  ['ORDER_DONE', 'The order is done: query it.'],
  ['SIGN_ERROR', 'Compare private key, certificate serial and merchant number; check the clock.'],
  [
    'NO_AUTH',
    'service_id, appid and merchant must be bound to each other: check them on the merchant platform.',
  ],
  ['ORDER_NOT_EXIST', 'WeChat Pay has no order of this number.'],
  [
    'NOT_ENOUGH',
    "The merchant's balance does not cover the refund: top it up, then send the same bytes again.",
  ],
  ['NO_STATEMENT_EXIST', 'There is no bill of that day: nothing was paid, or it is not made yet.'],
  ['STATEMENT_CREATING', 'The bill is being made: ask again later.'],
  ['SYSTEM_ERROR', 'The result is unknown: query, then send the same bytes again.'],
])

/** One sentence that says what to do about a failed call. */
export function advise(status: number, code: string): string {
  const known = ADVICE.get(code)
  if (known) return known
  if (status === 429) return 'Too many calls: stop for now and try again later.'
  if (status >= 500) return 'The result is unknown: query, then send the same bytes again.'
  return 'Query the order before anything else.'
}
