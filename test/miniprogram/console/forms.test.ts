import {
  firstDraft,
  jobOf,
  kindChoices,
  limitsFor,
  limitText,
  summaryText,
} from '../../../miniprogram/console/pages/complete/jobs'
import {
  consoleButtons,
  consoleOrderPage,
  pageOf,
} from '../../../miniprogram/console/pages/order/order-model'
import { completionOf } from '../../../miniprogram/console/completion'
import { cancelWords, otherWords } from '../../../miniprogram/console/pages/cancel/cancel-model'
import {
  keyed,
  lineProblems,
  startOf,
  textOf,
} from '../../../miniprogram/console/pages/complete/complete-model'
import { endOf, paidMoment, paidTimeProblem } from '../../../miniprogram/console/pages/sync/sync-model'
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

describe('a bill form', () => {
  const owed = consoleOrderIn('FINISHED')
  const used = consoleOrderIn('USER_ACCEPTED')

  it('its job comes from the page’s address, and is a completion where it is none', () => {
    expect([jobOf('modify'), jobOf('message'), jobOf('complete'), jobOf(undefined), jobOf('toString')]).toEqual([
      'modify', 'message', 'complete', 'complete', 'complete',
    ]) // prettier-ignore
  })

  it('starts with the bill that is lowered, else with the estimate', () => {
    expect(firstDraft('modify', owed).fees.map(({ name }) => name)).toEqual(['清洗费', '去黄费', '取送费'])
    expect(firstDraft('complete', used).fees).toHaveLength(2)
    const restored = { ...owed, bill: { fees: [], discounts: [], total: 5200 } }
    expect(firstDraft('modify', restored).fees).toHaveLength(2)
  })

  it('a lower bill is below what was billed, whatever may be charged at most', () => {
    const read = (amount: string) =>
      completionOf(
        { fees: [{ name: '清洗费', amount, description: '' }], discounts: [] },
        limitsFor('modify', owed, NOW),
      ).problems.map(({ text }) => text)
    expect(read('51.99')).toEqual([])
    expect(read('0')).toEqual([])
    for (const amount of ['52.00', '120', '999']) expect(read(amount)).toEqual(['须低于原账单\u00a0¥52.00'])
    expect([limitText('modify', owed), limitText('complete', owed)]).toEqual(['52.00', '120.00'])
  })

  it('offers the messages that the customer has not certainly got', () => {
    const message = { at: NOW, total: 5200, day: NOW, result: 'sent' } as const
    expect(kindChoices(used).map(({ kind, doubt }) => [kind, doubt])).toEqual([
      ['pending', false],
      ['prepaid', false],
    ])
    const messages = { pending: message, prepaid: { ...message, result: 'unknown' } } as const
    const [only, ...others] = kindChoices({ messages })
    expect([only?.kind, only?.doubt, others]).toEqual(['prepaid', true, []])
    const facts = { name: '上门洗鞋', limit: '120.00', total: 5200, day: '2026-11-22' }
    expect(summaryText('message', facts, only)).toContain('可能已经发出')
    expect(summaryText('message', facts, kindChoices(used)[0])).not.toContain('可能已经发出')
  })

  it('what is asked once more says what follows', () => {
    const facts = { name: '上门洗鞋', limit: '52.00', total: 0, day: '' }
    expect(summaryText('modify', facts)).toContain('不用再付款')
    expect(summaryText('complete', { ...facts, endedAt: NOW })).toContain('结束于 2026-11-20 18:03')
  })
})

describe('the order of an operator', () => {
  it('shows what was lowered, announced and done, in words', () => {
    const shown = consoleOrderPage(
      consoleOrderIn('FINISHED', {
        modified: { before: 6000, at: NOW },
        messages: { pending: { at: NOW, total: 1, day: NOW, result: 'unknown' } },
      }),
    )
    expect(shown.changed).toBe('账单已由\u00a0¥60.00 调低为\u00a0¥52.00，11月20日 18:03')
    expect(shown.messages).toEqual([{ name: '费用待处理通知', text: '可能已发送 11月20日 18:03' }])
    expect(shown.audit.map(({ what }) => what)).toEqual(['下单', '按微信查询结果更正', '完结'])
  })

  it('says what cannot be done with a bill, only where it cannot', () => {
    expect(consoleOrderPage(consoleOrderIn('FINISHED', { actions: ['sync'] })).limits).toContain('不能')
    expect(consoleOrderPage(consoleOrderIn('FINISHED', { actions: ['sync', 'waive'] })).limits).toBe('')
    expect(consoleOrderPage(consoleOrderIn('FINISHED', { actions: [] })).limits).toBe('')
  })

  it('each button leads to a page that knows what it is for', () => {
    expect(pageOf('modify', 'a')).toBe('/console/pages/complete/complete?job=modify&orderId=a')
    expect(pageOf('waive', 'a')).toBe('/console/pages/cancel/cancel?orderId=a')
    const buttons = consoleButtons({ actions: ['waive', 'sync', 'modify', 'collect'], state: 'FINISHED' })
    expect(buttons.map(({ text }) => text)).toEqual(['立即扣款', '调低账单', '登记已收款', '放弃收款'])
    expect(buttons.map(({ primary }) => primary)).toEqual([true, false, false, false])
  })

  it('a debt is given up by what was read, never by another cancel', () => {
    expect(cancelWords(consoleOrderIn('FINISHED'))).toMatchObject({ waive: true })
    expect(cancelWords(consoleOrderIn('USER_ACCEPTED'))).not.toHaveProperty('waive')
  })
})
