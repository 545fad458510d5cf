import { sessionPage } from '../../../miniprogram/plan/pages/session/session-model'
import { sessionOrderIn } from '../plan-fixtures'

const shown = (...facts: Parameters<typeof sessionOrderIn>) => sessionPage(sessionOrderIn(...facts), '')

describe('the page of a session', () => {
  it('says which one it is, and leads to its plan', () => {
    expect(shown('USER_ACCEPTED')).toMatchObject({
      which: '第 3 次，共 6 次',
      signId: '5e1f00c0ffee5e1f00c0ffee',
    })
    expect(shown('USER_PAID', {}, 'paid').actions.map(({ text }) => text)).toEqual([
      '查看计划',
      '查看支付分订单',
    ])
    expect(shown('REVOKED', {}, 'cancelled').actions.map(({ text }) => text)).toEqual(['查看计划'])
    expect(shown('FINISHED').actions.map(({ text, primary }) => [text, primary])).toEqual([['去支付', true]])
  })

  it('an order without a session leads nowhere', () => {
    const { session: _, ...order } = sessionOrderIn('USER_ACCEPTED')
    expect(sessionPage(order, '')).toMatchObject({ which: '', signId: '' })
  })

  it('tells how it ends, while it has not', () => {
    const titles = (...facts: Parameters<typeof sessionOrderIn>) =>
      shown(...facts).help.map(({ title }) => title)
    expect(titles('USER_ACCEPTED')).toEqual(['什么时候扣款', '扣款失败怎么办', '对费用有疑问'])
    expect(titles('FINISHED')).toEqual(['扣款失败怎么办', '对费用有疑问'])
    expect(titles('USER_PAID', {}, 'paid')).toEqual(['对费用有疑问'])
  })
})
