import { isHeld, isRefundOver, judgeRefund, refundedOf, refundKey, type RefundState } from '#domain/refund'
import { shownRefunds } from '#domain/refund-rows'

const STATES: RefundState[] = ['processing', 'succeeded', 'closed', 'abnormal', 'refused']
const view = (state: RefundState, amount = 100) => ({
  out_refund_no: `${state}_r1`,
  amount,
  state,
  reason: '多收费用',
  at: Date.UTC(2026, 10, 20, 4),
})

describe('what is believed of a refund', () => {
  it.each(['query', 'answer', 'notification'] as const)(
    'by %s: only forward, but for a query',
    (evidence) => {
      for (const from of STATES)
        for (const to of STATES) {
          const step = judgeRefund(from, to, evidence)
          if (from === to) expect(step).toBe('same')
          else if (to === 'closed' && evidence !== 'query') expect(step).toBe('ignore')
          else if (from === 'processing' || (from === 'abnormal' && ['succeeded', 'closed'].includes(to)))
            expect(step).toBe('forward')
          else expect(step).toBe(evidence === 'query' && to !== 'processing' ? 'correction' : 'ignore')
        }
    },
  )

  it('an amount is held until it is proven that it did not go back', () => {
    expect(STATES.filter(isHeld)).toEqual(['processing', 'succeeded', 'abnormal'])
    expect(STATES.filter(isRefundOver)).toEqual(['succeeded', 'closed', 'refused'])
  })

  it('only what went back counts as refunded', () => {
    expect(refundedOf(STATES.map((state, index) => view(state, 10 ** index)))).toBe(10)
  })

  it('who sees the same means the same refund', () => {
    expect(refundKey('a', [])).not.toBe(refundKey('a', [view('closed')]))
    expect(refundKey('0123456789abcdef01234567', [])).toMatch(/^[0-9A-Za-z_-]{16,64}$/)
  })
})

it('every state is said in words, and where the money goes', () => {
  const rows = shownRefunds(STATES.map((state) => view(state)))
  expect(new Set(rows.map(({ state }) => state)).size).toBe(STATES.length)
  expect(rows[1]).toMatchObject({ state: '已退款', amount: '¥1.00', at: '11月20日 12:00' })
  expect(rows[0]?.text).toContain('原路退回')
  expect(shownRefunds(undefined)).toEqual([])
  expect(shownRefunds([{ ...view('processing'), state: 'of-tomorrow' as RefundState }])[0]?.state).toBe(
    '退款中',
  )
})
