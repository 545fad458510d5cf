import { readInvocation } from '../../../cloudfunctions/shared/invocation'

it('the platform says which call it is and how long it may take; a second is kept for the way back', () => {
  expect(readInvocation({ request_id: 'a-B_1', time_limit_in_ms: 3000 })).toEqual({
    requestId: 'a-B_1',
    budgetMs: 2000,
  })
  expect(readInvocation({ request_id: 'x'.repeat(64), time_limit_in_ms: 900 })).toEqual({
    requestId: 'x'.repeat(64),
    budgetMs: 0,
  })
})

it.each([undefined, null, {}, { time_limit_in_ms: 0 }, { time_limit_in_ms: '3000' }])(
  'where it does not say (%j), it is 20 seconds',
  (context) => {
    expect(readInvocation(context).budgetMs).toBe(19_000)
  },
)

it.each(['', 'x'.repeat(65), 'a b', 'a\nb', 'ab!', '!ab', 7, undefined])(
  'an id that is none (%j) is replaced by one of ours',
  (request_id) => {
    const ids = [readInvocation({ request_id }), readInvocation({ request_id })].map((one) => one.requestId)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/)
    expect(ids[0]).not.toBe(ids[1])
  },
)
