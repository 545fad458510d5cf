import type { Outcome } from '../../miniprogram/domain/order'
import { ORDER_STATES } from '../../miniprogram/domain/order'
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
    for (const pending of ['create', 'cancel', 'complete', 'sync'] as const)
      expect(wordsOf(orderIn('FINISHED', { pending }))).toMatchObject({ tone: 'progress' })
    expect(wordsOf(orderIn('FINISHED', { pending: 'sync' })).sentence).not.toContain('¥')
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
