import { ORDER_STATES } from '../../../miniprogram/domain/order'
import { consoleButtons, consoleOrderPage } from '../../../miniprogram/console/pages/order/order-model'
import { buttonsOf, orderPage, unansweredHint } from '../../../miniprogram/pages/order/order-model'
import type { CustomerAction } from '../../../miniprogram/domain/view'
import { consoleOrderIn, orderIn } from '../fixtures'

const texts = (...facts: Parameters<typeof orderIn>) =>
  buttonsOf(orderIn(...facts)).map(({ text, primary }) => (primary ? `*${text}` : text))

describe('order page', () => {
  it('offers what the server allows, the weightiest first', () => {
    expect(texts('CREATED')).toEqual(['*继续确认', '取消订单', '重新确认'])
    expect(texts('CREATED', { actions: ['cancel'] })).toEqual(['取消订单'])
    expect(texts('USER_ACCEPTED')).toEqual(['查看支付分订单'])
    expect(texts('FINISHED')).toEqual(['*去支付'])
    expect(texts('USER_PAID', {}, 'paid')).toEqual(['*再次使用', '查看支付分订单'])
    expect(texts('EXPIRED')).toEqual(['*重新确认'])
    expect(texts('EXPIRED', { actions: [] })).toEqual(['*再次使用'])
    expect(texts('CREATING')).toEqual(['*重新提交'])
  })

  it('while the page can be opened again, a new attempt is the quiet way, with a word when to take it', () => {
    const buttons = buttonsOf(orderIn('CREATED'))
    expect(buttons.map(({ text, primary, hint }) => ({ text, primary, hint }))).toEqual([
      { text: '继续确认', primary: true, hint: undefined },
      { text: '取消订单', primary: false, hint: undefined },
      { text: '重新确认', primary: false, hint: '确认页面打不开时' },
    ])
    const [alone] = buttonsOf(orderIn('CREATED', { actions: ['retry', 'cancel'] }))
    expect(alone).toMatchObject({ text: '重新确认', primary: true })
    expect(alone).not.toHaveProperty('hint')
  })

  it('the last word after waiting names only what can be done', () => {
    const hint = (actions: CustomerAction[]) => unansweredHint(orderPage(orderIn('CREATED', { actions }), ''))
    expect(hint(['reopen', 'retry', 'cancel'])).toBe('还没有看到您的确认。可以继续确认，也可以取消订单。')
    expect(hint(['retry', 'cancel'])).toBe('还没有看到您的确认。可以重新确认，也可以取消订单。')
    expect(hint(['cancel'])).toBe('还没有看到您的确认。可以取消订单。')
    expect(hint([])).toContain('稍后更新')
    expect(unansweredHint(orderPage(orderIn('FINISHED'), ''))).toContain('稍后更新')
  })

  it('knows from the order itself that no real money moves', () => {
    expect(orderPage(orderIn('CREATED'), '').sandbox).toBe(false)
    expect(orderPage(orderIn('CREATED', { sandbox: true }), '').sandbox).toBe(true)
    expect(consoleOrderPage(consoleOrderIn('CREATED')).sandbox).toBe(false)
    expect(consoleOrderPage(consoleOrderIn('CREATED', { sandbox: true })).sandbox).toBe(true)
  })

  it('says the day of the use once, and both days where they differ', () => {
    const order = orderIn('USER_PAID', {}, 'paid')
    const used = (startedAt: string, endedAt: string) =>
      orderPage(
        {
          ...order,
          bill: {
            fees: [],
            discounts: [],
            total: 0,
            startedAt: Date.parse(startedAt),
            endedAt: Date.parse(endedAt),
          },
        },
        '',
      ).used
    expect(used('2026-11-20T15:03:00+08:00', '2026-11-20T17:43:00+08:00')).toBe('11月20日 15:03 至 17:43')
    expect(used('2026-11-20T23:50:00+08:00', '2026-11-21T00:10:00+08:00')).toBe(
      '11月20日 23:50 至 11月21日 00:10',
    )
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
    expect(orderPage(orderIn('FINISHED'), '').help.map(({ title }) => title)).toEqual([
      '扣款失败怎么办',
      '对费用有疑问',
    ])
    expect(orderPage(orderIn('CREATED'), '400-1').phone).toBe('400-1')
  })
})

describe('what is owed', () => {
  it('the customer reads how to pay now: by the button, or where to find it', () => {
    expect(orderPage(orderIn('FINISHED'), '').pay?.text).toContain('「去支付」')
    const elsewhere = orderPage(orderIn('FINISHED', { actions: [] }), '').pay?.text ?? ''
    for (const word of ['我', '服务', '钱包', '支付分']) expect(elsewhere).toContain(word)
    expect(elsewhere).not.toContain('「去支付」')
    for (const order of [
      orderIn('USER_PAID', {}, 'paid'),
      orderIn('USER_ACCEPTED'),
      orderIn('FINISHED', {}, 'zero'),
      orderIn('FINISHED', { pending: 'modify' }),
    ])
      expect(orderPage(order, '').pay).toBeNull()
  })

  it('a lowered bill says from what, and a waived one what was given up', () => {
    const modified = { before: 6000, at: Date.UTC(2026, 10, 20, 10, 3) }
    expect(orderPage(orderIn('FINISHED', { modified }), '').changed).toContain('¥60.00 调低为\u00a0¥52.00')
    expect(orderPage(orderIn('FINISHED'), '').changed).toBe('')
    const { bill } = orderIn('FINISHED')
    const waived = orderPage(orderIn('REVOKED', { waived: 5200, ...(bill && { bill }) }, 'cancelled'), '')
    expect(waived.fees.total).toEqual({ label: '已放弃收取', fen: 5200 })
    expect(waived.steps.at(-1)).toMatchObject({ title: '商家已放弃收款', phase: 'ended' })
  })

  it('a lapsed order can be confirmed anew', () => {
    const order = orderIn('REVOKED', { lapsed: true, actions: ['retry'] }, 'cancelled')
    expect(texts('REVOKED', { lapsed: true, actions: ['retry'] }, 'cancelled')).toEqual(['*重新确认'])
    expect(orderPage(order, '').steps.at(-1)).toMatchObject({ title: '超时未确认，已失效' })
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
