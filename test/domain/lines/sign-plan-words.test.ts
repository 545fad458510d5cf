import { orderFeeCard } from '../../../miniprogram/domain/fee-card'
import { offerUrl, orderUrl } from '../../../miniprogram/domain/line-pages'
import { whichOf } from '../../../miniprogram/domain/lines/sign-plan-words'
import { offerCard } from '../../../miniprogram/domain/offer-card'
import { ORDER_STATES } from '../../../miniprogram/domain/order'
import { orderCard } from '../../../miniprogram/domain/order-card'
import { timelineOf } from '../../../miniprogram/domain/timeline'
import { wordsOf } from '../../../miniprogram/domain/words'
import { badminton, sessionOrderIn } from '../../miniprogram/plan-fixtures'

const words = (...facts: Parameters<typeof sessionOrderIn>) => wordsOf(sessionOrderIn(...facts))
const steps = (...facts: Parameters<typeof sessionOrderIn>) =>
  timelineOf(sessionOrderIn(...facts)).map(({ title, phase }) => `${title} ${phase}`)

describe('a session of a plan', () => {
  it('is never confirmed by hand, and nobody is asked to', () => {
    for (const state of ORDER_STATES) {
      const order = sessionOrderIn(state)
      if (state === 'EXPIRED') continue
      expect(JSON.stringify([wordsOf(order), timelineOf(order)])).not.toMatch(
        /确认订单|等待确认|重新发起|下单/,
      )
    }
    expect(words('CREATED').title).toBe('正在开始')
    expect(words('CREATING', { pending: 'create' }).title).toBe('正在开始')
    expect(words('NOT_CREATED').sentence).toContain('可以回到计划再开始')
  })

  it('says what is under way besides its beginning', () => {
    expect(words('USER_ACCEPTED', { pending: 'complete' }).title).toBe('正在结算')
    expect(words('CREATED', { pending: 'cancel' }).title).toBe('正在取消')
  })

  it('costs what the plan says, at most, and only when it is over', () => {
    expect(words('USER_ACCEPTED').sentence).toBe('本次结束后扣款，最高\u00a0¥96.00')
    expect(orderFeeCard(sessionOrderIn('USER_ACCEPTED'))).toMatchObject({
      title: '本次费用',
      total: { label: '本次合计', fen: 9600 },
      limit: { maxCharge: 9600, riskLabel: '' },
    })
    expect(words('FINISHED', {}, 'zero').sentence).toBe('本次没有产生费用')
    expect(words('REVOKED', {}, 'cancelled').sentence).toContain('不能再用')
  })

  it('goes from its beginning over its end to the deduction', () => {
    expect(steps('CREATING')).toEqual(['正在开始 now', '本次结束 next', '自动扣款 next'])
    expect(steps('USER_ACCEPTED')).toEqual(['已开始使用 done', '使用中 now', '自动扣款 next'])
    expect(steps('USER_PAID', {}, 'paid')).toEqual(['已开始使用 done', '本次已结束 done', '已扣款 done'])
    expect(steps('NOT_CREATED')).toEqual(['没有开始 ended'])
  })

  it('is told from the others of its plan', () => {
    expect(whichOf(sessionOrderIn('USER_ACCEPTED'))).toBe('第 3 次，共 6 次')
    expect(whichOf({})).toBe('')
    expect(orderCard(sessionOrderIn('USER_ACCEPTED')).name).toBe('羽毛球入门 6 节课 · 第 3 次')
  })

  it('has pages of its own', () => {
    expect(orderUrl('sign-plan', 'a')).toBe('/plan/pages/session/session?orderId=a')
    expect(offerUrl('sign-plan', 'yoga-card')).toBe('/plan/pages/plan/plan?offerId=yoga-card')
  })
})

it('an offer of plans shows no price of nothing', () => {
  const card = offerCard(badminton)
  expect(card).not.toHaveProperty('charge')
  expect(card).toMatchObject({ rule: '用一次付一次', most: '单次最高', maxCharge: 15000 })
})
