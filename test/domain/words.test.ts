import type { Outcome } from '../../miniprogram/domain/order'
import { ORDER_STATES } from '../../miniprogram/domain/order'
import { stateName, wordsOf } from '../../miniprogram/domain/words'
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
