import { refundFormOf, refundProblem, refundQuestion } from '../../../miniprogram/console/refund-form'
import type { RefundState } from '../../../miniprogram/domain/refund'

const view = (state: RefundState, amount = 100) => ({
  out_refund_no: `${state}_r1`,
  amount,
  state,
  reason: '多收费用',
  at: Date.UTC(2026, 10, 20, 4),
})

describe('the form', () => {
  it('says what was paid, what went back, and what is left', () => {
    const bill = { fees: [], discounts: [], total: 900 }
    const order = { bill, refunds: [view('succeeded', 300)], refundable: 600, actions: ['refund' as const] }
    expect(refundFormOf(order)).toEqual({ paid: 900, refunded: 300, most: 600, closed: '' })
    expect(refundFormOf({ actions: [] }).closed).toContain('没有')
  })

  it.each([
    ['', '请填写退款金额'],
    ['1.234', '最多两位小数'],
    ['0', '大于 0'],
    ['6.01', '最多可以退'],
  ])('%s: %s', (typed, problem) => {
    expect(refundProblem(typed, 600)).toContain(problem)
  })

  it('takes all that is left, and asks before it goes', () => {
    expect(refundProblem('6.00', 600)).toBe('')
    expect(refundQuestion(600)).toContain('¥6.00')
  })
})
