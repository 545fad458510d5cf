import { ORDER_STATES } from '../../../miniprogram/domain/order'
import { consoleButtons, consoleOrderPage } from '../../../miniprogram/console/pages/order/order-model'
import { buttonsOf, orderPage } from '../../../miniprogram/pages/order/order-model'
import { consoleOrderIn, orderIn } from '../fixtures'

const texts = (...facts: Parameters<typeof orderIn>) =>
  buttonsOf(orderIn(...facts)).map(({ text, primary }) => (primary ? `*${text}` : text))

describe('order page', () => {
  it('offers what the server allows, the weightiest first', () => {
    expect(texts('CREATED')).toEqual(['*继续确认', '取消订单'])
    expect(texts('CREATED', { actions: ['cancel', 'retry', 'reopen'] })).toEqual([
      '*继续确认',
      '重新确认',
      '取消订单',
    ])
    expect(texts('CREATED', { actions: ['cancel'] })).toEqual(['取消订单'])
    expect(texts('USER_ACCEPTED')).toEqual(['查看支付分订单'])
    expect(texts('FINISHED')).toEqual(['*去支付'])
    expect(texts('USER_PAID', {}, 'paid')).toEqual(['*再次使用', '查看支付分订单'])
    expect(texts('EXPIRED')).toEqual(['*重新确认'])
    expect(texts('EXPIRED', { actions: [] })).toEqual(['*再次使用'])
    expect(texts('CREATING')).toEqual(['*重新提交'])
  })

  it('always says whom to call, and how to end the use while it can be ended', () => {
    for (const state of ORDER_STATES) {
      const { help, phone } = orderPage(orderIn(state), '')
      expect(phone).toBe('400-820-0518')
      expect(help.map(({ text }) => text).join('')).toContain(phone)
    }
    expect(orderPage(orderIn('USER_ACCEPTED'), '').help.map(({ title }) => title)).toEqual([
      '如何结束使用',
      '扣款失败怎么办',
      '对费用有疑问',
    ])
    expect(orderPage(orderIn('CREATED'), '400-1').phone).toBe('400-1')
  })
})

describe('console order page', () => {
  it('names what cancelling means in each state', () => {
    const text = (state: Parameters<typeof consoleOrderIn>[0]) =>
      consoleButtons(consoleOrderIn(state)).map((b) => b.text)
    expect(text('CREATED')).toEqual(['取消订单'])
    expect(text('USER_ACCEPTED')).toEqual(['完结订单', '按未使用结束'])
    expect(text('FINISHED')).toEqual(['登记已收款', '放弃收款'])
    expect(text('USER_PAID')).toEqual([])
  })

  it('shows WeChat Pay’s own word where there is one', () => {
    expect(consoleOrderPage(consoleOrderIn('FINISHED')).raw).toBe('已完结（FINISHED）')
    const attempts = [{ out_order_no: 'n', state: 'FINISHED' as const, at: 0, raw: 'DOING/MCH_COMPLETE' }]
    expect(consoleOrderPage(consoleOrderIn('FINISHED', { attempts })).raw).toBe('DOING/MCH_COMPLETE')
  })

  it('gives every line of the audit trail its own key', () => {
    const entry = { at: 5, by: 'operator' as const, what: '完结订单' }
    const { audit } = consoleOrderPage(consoleOrderIn('FINISHED', { audit: [entry, entry] }))
    expect(new Set(audit.map(({ key }) => key)).size).toBe(2)
  })
})
