import { advise, explain } from '../../../../cloudfunctions/shared/wechatpay'

test.each([
  ['08F7B1A0AB0610F20218C2E9-271317510', '271317510', 'the order does not exist'],
  ['0812-271316598', '271316598', 'the number was used before with other parameters'],
  ['268435472', '268435472', 'too many calls'],
])('%s ends in %s', (requestId, tail, meaning) => {
  expect(explain(requestId)).toEqual({ tail, meaning })
})

test.each(['', '08F7B1-0', 'abc', '271317510-x', '1271317510'])('%j explains nothing', (requestId) => {
  expect(explain(requestId)).toBeUndefined()
})

test.each([
  [400, 'PARAM_ERROR', 'Correct the named field; sending it again as it is will not help.'],
  [429, 'RATELIMIT_EXCEEDED', 'Too many calls: stop for now and try again later.'],
  [502, 'HTTP_502', 'The result is unknown: query, then send the same bytes again.'],
  [418, 'HTTP_418', 'Query the order before anything else.'],
])('advice for %i %s', (status, code, advice) => {
  expect(advise(status, code)).toBe(advice)
})
