import type { Outcome } from '../../miniprogram/domain/order'
import { ORDER_STATES } from '../../miniprogram/domain/order'
import { auditWord } from '../../miniprogram/console/audit'
import { FILTERS, stateName, wordsOf } from '../../miniprogram/domain/words'
import { orderIn } from '../miniprogram/fixtures'

const OUTCOMES: (Outcome | undefined)[] = [undefined, 'paid', 'zero', 'cancelled', 'paidElsewhere']

describe('words', () => {
  it('every state has a short title and a sentence, whatever the outcome', () => {
    for (const state of ORDER_STATES)
      for (const outcome of OUTCOMES) {
        const { title, sentence } = wordsOf(orderIn(state, {}, outcome))
        expect([...title].length).toBeLessThanOrEqual(6)
        expect(sentence).toMatch(/[\u4e00-\u9fff]{5}/)
        expect(stateName(state)).toMatch(/^[\u4e00-\u9fff]{3}$/)
      }
  })

  it('says whether money moves, with the right amount', () => {
    expect(wordsOf(orderIn('CREATED')).sentence).toContain('现在不会扣款')
    expect(wordsOf(orderIn('USER_ACCEPTED')).sentence).toContain('最高\u00a0¥120.00')
    expect(wordsOf(orderIn('FINISHED')).sentence).toContain('¥52.00')
    expect(wordsOf(orderIn('USER_PAID', {}, 'paid')).sentence).toContain('已扣款\u00a0¥52.00')
    expect(wordsOf(orderIn('USER_PAID', {}, 'paidElsewhere')).sentence).toContain('不再扣款')
  })

  it('calls an unused order cancelled, whatever WeChat Pay calls it', () => {
    for (const state of ['FINISHED', 'USER_PAID', 'REVOKED'] as const)
      expect(wordsOf(orderIn(state, {}, 'cancelled')).title).toBe('已取消')
  })

  it('does not claim a result while one is awaited', () => {
    for (const pending of ['create', 'cancel', 'complete', 'sync', 'modify', 'collect', 'message'] as const)
      expect(wordsOf(orderIn('FINISHED', { pending }))).toMatchObject({ tone: 'progress' })
    expect(wordsOf(orderIn('FINISHED', { pending: 'sync' })).sentence).not.toContain('¥')
    expect(wordsOf(orderIn('FINISHED', { pending: 'complete', pendingCall: 'collect' })).title).toBe(
      '正在扣款',
    )
    // Functions of a later release may name a call that this package does not know.
    for (const later of ['refund', 'constructor'])
      expect(wordsOf(orderIn('FINISHED', { pending: later as never }))).toMatchObject({ title: '正在结算' })
  })
})

describe('tones', () => {
  it('follow from whose turn it is', () => {
    const tones = ORDER_STATES.map((state) => `${state} ${wordsOf(orderIn(state)).tone}`)
    expect(tones).toEqual([
      'CREATING progress',
      'NOT_CREATED muted',
      'CREATED waiting',
      'USER_ACCEPTED active',
      'FINISHED progress',
      'USER_PAID done',
      'REVOKED muted',
      'EXPIRED muted',
    ])
    for (const outcome of ['paid', 'zero', 'paidElsewhere'] as const)
      expect(wordsOf(orderIn('USER_PAID', {}, outcome)).tone).toBe('done')
    for (const state of ['FINISHED', 'USER_PAID'] as const) {
      expect(wordsOf(orderIn(state, {}, 'cancelled')).tone).toBe('muted')
      expect(wordsOf(orderIn(state, {}, 'zero'))).toMatchObject({ title: '已完成', tone: 'done' })
    }
  })

  it('without a bill no amount is invented', () => {
    for (const state of ['FINISHED', 'USER_PAID'] as const) {
      const { bill: _none, ...order } = orderIn(state)
      expect(wordsOf(order).sentence).not.toMatch(/¥|undefined|NaN/)
    }
  })
})

it('the filters of a list', () => {
  expect(FILTERS.map(({ id }) => id)).toEqual(['all', 'open', 'unpaid', 'ended'])
  expect(new Set(FILTERS.map(({ text }) => text)).size).toBe(4)
})

describe('what is owed', () => {
  it('a cancel of what is billed gives a debt up, and says so', () => {
    expect(wordsOf(orderIn('FINISHED', { pending: 'cancel' })).sentence).toContain('放弃收取')
    expect(wordsOf(orderIn('USER_ACCEPTED', { pending: 'cancel' })).sentence).not.toContain('放弃收取')
    expect(wordsOf(orderIn('REVOKED', { waived: 5200 }, 'cancelled')).sentence).toContain(
      '放弃收取本次费用\u00a0¥52.00',
    )
  })

  it('an order that nobody confirmed in time lapsed: nobody cancelled it', () => {
    const { title, sentence } = wordsOf(orderIn('REVOKED', { lapsed: true }, 'cancelled'))
    expect(`${title}${sentence}`).toContain('未在一小时内确认')
    expect(`${title}${sentence}`).not.toContain('取消')
  })

  it('a deduction that takes too long is the customer’s turn too', () => {
    expect(wordsOf(orderIn('FINISHED'))).toMatchObject({ tone: 'progress' })
    const overdue = wordsOf(orderIn('FINISHED', { overdue: true }))
    expect(overdue).toMatchObject({ tone: 'waiting', sentence: expect.stringContaining('¥52.00') as string })
    expect(overdue.sentence).toContain('继续自动扣款')
  })

  it('a bill that was deducted in part: what was paid, and what of how much is left to whom', () => {
    const owed = orderIn('FINISHED', { deducted: 2000 })
    expect(wordsOf(owed)).toMatchObject({ title: '部分已付', tone: 'progress' })
    expect(wordsOf({ ...owed, overdue: true })).toMatchObject({ tone: 'waiting' })
    for (const amount of ['¥52.00', '¥20.00', '¥32.00']) expect(wordsOf(owed).sentence).toContain(amount)
    const { sentence } = wordsOf(orderIn('USER_PAID', { deducted: 2000 }, 'paid'))
    expect(sentence).toContain('已扣款\u00a0¥20.00')
    expect(sentence).toContain('¥32.00 已用其他方式')
  })
})

describe('the audit trail', () => {
  it('is read in words, refusals too; what is unknown stays as it is', () => {
    expect(auditWord('waive')).toBe('放弃收款')
    expect(auditWord('modify refused')).toBe('调低账单（微信支付没有受理）')
    expect(auditWord('message-prepaid')).toContain('通知')
    for (const what of ['something-new', 'constructor', 'toString', '']) expect(auditWord(what)).toBe(what)
  })
})

describe('words of what happened to a bill', () => {
  it('it is overdue, given up, or was never confirmed', () => {
    expect(wordsOf(orderIn('FINISHED', { overdue: true }))).toMatchObject({
      title: '待支付',
      tone: 'waiting',
    })
    expect(wordsOf(orderIn('FINISHED', { overdue: true })).sentence).toContain('还没有扣款成功')
    expect(wordsOf(orderIn('REVOKED', { waived: 5200 }, 'cancelled'))).toMatchObject({ tone: 'muted' })
    expect(wordsOf(orderIn('REVOKED', { waived: 5200 }, 'cancelled')).sentence).toContain('¥52.00')
    expect(wordsOf(orderIn('REVOKED', {}, 'cancelled')).sentence).not.toContain('放弃')
    expect(wordsOf(orderIn('REVOKED', { lapsed: true }, 'cancelled'))).toMatchObject({
      title: '已失效',
      tone: 'muted',
    })
  })

  it('a cancel of what is billed gives it up; any other one cancels', () => {
    expect(wordsOf(orderIn('FINISHED', { pending: 'cancel' })).sentence).toContain('放弃')
    expect(wordsOf(orderIn('CREATED', { pending: 'cancel' })).sentence).not.toContain('放弃')
    expect(wordsOf(orderIn('FINISHED', { pending: 'sync' })).sentence).not.toContain('放弃')
  })

  it('every call that is under way has words of its own', () => {
    const calls = ['create', 'cancel', 'complete', 'sync', 'modify', 'collect', 'message'] as const
    const said = calls.map((pending) => wordsOf(orderIn('USER_ACCEPTED', { pending })))
    expect(new Set(said.map(({ title }) => title)).size).toBe(calls.length)
    expect(new Set(said.map(({ tone }) => tone))).toEqual(new Set(['progress']))
  })
})

it('what cost nothing was not deducted', () => {
  for (const state of ['FINISHED', 'USER_PAID'] as const)
    expect(wordsOf(orderIn(state, {}, 'zero')).sentence).toContain('没有产生费用')
})

describe('a word of the audit trail', () => {
  it('is said in words, and whether WeChat Pay refused', () => {
    expect(auditWord('create')).toBe('下单')
    expect(auditWord('create refused')).toMatch(/^下单（.+）$/)
    expect(auditWord('message-pending')).toBe('通知费用待处理')
  })

  it.each(['something new', 'something refused', 'constructor', 'x create', 'refused', ''])(
    'that this release does not know stays: %j',
    (word) => {
      expect(auditWord(word)).toBe(word)
    },
  )
})
