import {
  cancelWords,
  otherWords,
  reasonProblem,
} from '../../../miniprogram/console/pages/cancel/cancel-model'
import {
  keyed,
  lineProblems,
  startOf,
  textOf,
} from '../../../miniprogram/console/pages/complete/complete-model'
import { endOf, paidMoment, paidTimeProblem } from '../../../miniprogram/console/pages/sync/sync-model'
import { consoleOrderPage } from '../../../miniprogram/console/pages/order/order-model'
import { consoleOrderIn, NOW, TWO_CONFIRMED as TWO } from '../fixtures'

const minute = 60_000

describe('complete form', () => {
  it('puts each problem beside its field', () => {
    const problems = [{ path: 'fees[1].amount', text: '请填写金额' }]
    expect(lineProblems(problems, 'fees', 2)).toEqual([
      { name: '', amount: '', description: '' },
      { name: '', amount: '请填写金额', description: '' },
    ])
    expect(textOf(problems, 'total')).toBe('')
  })

  it('keys lines, and starts when the customer confirmed', () => {
    let n = 0
    expect(keyed([{ name: 'a', amount: '', description: '' }], () => `${n++}`)[0]?.key).toBe('0')
    expect(startOf(consoleOrderIn('USER_ACCEPTED'))).toBe(NOW - 180 * minute)
    expect(startOf(consoleOrderIn('CREATED'))).toBeUndefined()
  })
})

describe('cancel form', () => {
  it('says what is given up, and only then', () => {
    expect(cancelWords(consoleOrderIn('FINISHED'))).toMatchObject({ title: '放弃收款', waived: 5200 })
    expect(cancelWords(consoleOrderIn('USER_ACCEPTED'))).not.toHaveProperty('waived')
    expect(cancelWords(consoleOrderIn('CREATED')).button).toBe('取消订单')
  })

  it('names the confirmation that ends where there are two, and sends no waiver', () => {
    expect(otherWords('a1_1').text).toContain('a1_1')
    expect(otherWords('a1_1')).not.toHaveProperty('waive')
    const shown = consoleOrderPage(consoleOrderIn('USER_ACCEPTED', { attempts: TWO }))
    expect(shown.attempts.map(({ canEnd }) => canEnd)).toEqual([true, false])
  })

  it('wants a reason of at most 30 characters', () => {
    expect(reasonProblem(' ')).not.toBe('')
    expect(reasonProblem('长'.repeat(31))).not.toBe('')
    expect(reasonProblem('长'.repeat(30))).toBe('')
  })
})

describe('sync form', () => {
  it('paid after completion and not in the future', () => {
    const endedAt = endOf(consoleOrderIn('FINISHED'))
    expect(endedAt).toBe(NOW - 20 * minute)
    expect(paidTimeProblem(NOW - minute, endedAt, NOW)).toBe('')
    expect(paidTimeProblem(NOW + minute, endedAt, NOW)).not.toBe('')
    expect(paidTimeProblem(NOW - 21 * minute, endedAt, NOW)).not.toBe('')
  })

  it('the minute of completion means the second after it: pickers know no seconds', () => {
    const endedAt = NOW - 20 * minute + 30_000
    expect(paidMoment(NOW - 20 * minute, endedAt)).toBe(endedAt + 1000)
    expect(paidMoment(NOW - 21 * minute, endedAt)).toBe(NOW - 21 * minute)
    expect(paidMoment(NOW, endedAt)).toBe(NOW)
    expect(paidMoment(NOW, undefined)).toBe(NOW)
    expect(paidTimeProblem(paidMoment(NOW - 20 * minute, endedAt), endedAt, NOW)).toBe('')
  })
})
