import { advise, explain } from '../../../../cloudfunctions/shared/wechatpay'

test.each([
  ['08F7B1A0AB0610F20218C2E9-271317510', '271317510', 'the order does not exist'],
  ['0812-271316598', '271316598', 'the number was used before with other parameters'],
  ['268435472', '268435472', 'too many calls'],
])('%s ends in %s', (requestId, tail, meaning) => {
  expect(explain(requestId)).toEqual({ tail, meaning })
})

/** One word of each meaning: what whoever reads a log must learn from the number. */
test.each([
  ['271317510', 'not exist'],
  ['271316574', 'deduction failed'],
  ['271302262', 'state of the order'],
  ['271302332', 'state of the order'],
  ['271302333', 'state of the order'],
  ['268435464', 'parameter'],
  ['271316657', 'not await payment'],
  ['271316598', 'used before'],
  ['271302144', 'merchant does not exist'],
  ['271302149', 'not bound'],
  ['268435472', 'too many'],
  ['271300099', 'assessment'],
  ['271299627', 'overdue'],
  ['268503786', 'permission'],
  ['271316592', 'cannot be cancelled'],
  ['270924332', 'Authorization'],
  ['271316754', 'under way'],
  ['271316656', 'risk amount'],
  ['271316637', 'before the start'],
  ['268560785', 'teen mode'],
  ['4108', 'appid'],
])('%s is about: %s', (tail, word) => {
  expect(explain(`08F7B1-${tail}`)?.meaning).toContain(word)
})

test.each(['', '08F7B1-0', 'abc', '271317510-x', '1271317510'])('%j explains nothing', (requestId) => {
  expect(explain(requestId)).toBeUndefined()
})

test.each([
  [400, 'PARAM_ERROR', 'Correct the named field; sending it again as it is will not help.'],
  [429, 'RATELIMIT_EXCEEDED', 'Too many calls: stop for now and try again later.'],
  [502, 'HTTP_502', 'The result is unknown: query, then send the same bytes again.'],
  [418, 'HTTP_418', 'Query the order before anything else.'],
  [499, 'HTTP_499', 'Query the order before anything else.'],
  [500, 'HTTP_500', 'The result is unknown: query, then send the same bytes again.'],
  [500, '', 'The result is unknown: query, then send the same bytes again.'],
  [0, 'CLIENT_TIMEOUT', 'Query the order before anything else.'],
])('advice for %i %s', (status, code, advice) => {
  expect(advise(status, code)).toBe(advice)
})

/** What a code asks for, wherever it is told. */
test.each([
  ['INVALID_REQUEST', 'query the order'],
  ['INVALID_ORDER_STATE', 'real state'],
  ['ORDER_CANCELED', 'cancelled'],
  ['ORDER_DONE', 'done'],
  ['SIGN_ERROR', 'clock'],
  ['NO_AUTH', 'merchant platform'],
  ['ORDER_NOT_EXIST', 'no order'],
  ['NOT_ENOUGH', 'top it up'],
  ['NO_STATEMENT_EXIST', 'no bill'],
  ['STATEMENT_CREATING', 'ask again later'],
  ['SYSTEM_ERROR', 'result is unknown'],
])('%s: %s', (code, words) => {
  for (const status of [400, 403, 429, 500]) expect(advise(status, code)).toContain(words)
})
