import { isAnswered, signPage, unansweredHint } from '../../../miniprogram/plan/pages/sign/sign-model'
import { signIn } from '../plan-fixtures'

const shown = (...facts: Parameters<typeof signIn>) => signPage(signIn(...facts), '')
const texts = (...facts: Parameters<typeof signIn>) =>
  shown(...facts).actions.map(
    ({ text, primary, hint }) => `${primary ? '*' : ''}${text}${hint ? ` (${hint})` : ''}`,
  )

describe('what can be done with what somebody signed', () => {
  it('before it is confirmed: go on, or not after all; anew only where the page does not open', () => {
    expect(texts('UNSIGNED')).toEqual(['*继续签约', '不签约了', '重新签约 (签约页面打不开时)'])
    expect(texts('UNSIGNED', [], { actions: ['retry', 'cancel'] })).toEqual(['*重新签约', '不签约了'])
    expect(texts('CREATING')).toEqual(['*重新提交'])
    expect(texts('NOT_CREATED')).toEqual(['*重新签约'])
  })

  it('once it is over: look at the plans again', () => {
    for (const state of ['COMPLETE', 'SIGN_PLAN_CANCEL', 'EXPIRE'] as const)
      expect(texts(state, ['paid'])).toEqual(['*再看看计划'])
    expect(texts('SIGNED')).toEqual([])
  })
})

describe('what comes next', () => {
  it('can be begun, with a question that names it and its price', () => {
    const { next } = shown('SIGNED', ['paid', 'cancelled'])
    expect(next?.title).toBe('接下来：第 3 次 · 网前小球')
    expect(next?.start).toMatchObject({ no: 3, title: '开始第 3 次？', button: '开始使用' })
    expect(next?.start?.text).toContain('结束后扣款\u00a0¥96.00')
  })

  it('cannot be begun before the last one is over, and the way to that one is there', () => {
    for (const [fate, why] of [
      ['starting', '第 2 次的结果确认后可以开始'],
      ['using', '第 2 次结束并付款后可以开始'],
      ['unpaid', '第 2 次付清后可以开始'],
    ] as const) {
      const { next } = shown('SIGNED', ['paid', fate])
      expect(next).toMatchObject({ title: '接下来：第 3 次', text: why })
      expect(next?.before?.orderId).toMatch(/^[0-9a-z]{24}$/)
      expect(next).not.toHaveProperty('start')
    }
  })

  it('is nothing after the last one, and nothing while it is being cancelled or not signed', () => {
    expect(shown('SIGNED', ['paid', 'paid', 'paid', 'paid', 'paid', 'using']).next).toMatchObject({
      title: '第 6 次是最后一次',
    })
    expect(shown('SIGNED', ['paid'], { pending: 'cancel' }).next).toBeNull()
    expect(shown('UNSIGNED').next).toBeNull()
    expect(shown('COMPLETE').next).toBeNull()
  })

  it('is no button that the function would refuse', () => {
    const { next } = shown('SIGNED', ['paid'], { actions: ['cancel'] })
    expect(next).not.toHaveProperty('start')
    expect(next?.text).toContain('稍后')
  })
})

describe('ending it', () => {
  it('asks with what is lost, what goes on, and what stays', () => {
    expect(shown('SIGNED', ['paid', 'cancelled', 'using']).leave?.text).toBe(
      '没有使用的 3 次将全部取消，不会扣款，也不能恢复。第 3 次已经开始，照常结束并扣款\u00a0¥96.00。已完成的 1 次不受影响。',
    )
    expect(shown('SIGNED').leave?.text).toBe('没有使用的 6 次将全部取消，不会扣款，也不能恢复。')
    expect(shown('SIGNED').leave?.button.length).toBeLessThanOrEqual(4)
    expect(shown('SIGNED', ['paid'], { actions: [] }).leave).toBeNull()
    expect(shown('UNSIGNED').leave).toBeNull()
  })
})

describe('the facts', () => {
  it('say until when it lasts, once that is known', () => {
    const names = (...facts: Parameters<typeof signIn>) => shown(...facts).facts.map(({ name }) => name)
    expect(names('SIGNED')).toEqual(['计划合计', '已支付', '签约时间', '有效期至'])
    expect(names('UNSIGNED')).toEqual(['计划合计', '已支付', '有效期'])
  })

  it('name whom to call: the settings’ own number where there is one', () => {
    expect(signPage(signIn('SIGNED'), '').phone).toBe('0571-8806-2210')
    expect(signPage(signIn('SIGNED'), '400-1').phone).toBe('400-1')
  })

  it('help while something can still happen', () => {
    expect(shown('SIGNED').help.map(({ title }) => title)).toEqual([
      '什么时候扣款',
      '扣款失败怎么办',
      '对费用有疑问',
    ])
    expect(shown('EXPIRE').help.map(({ title }) => title)).toEqual(['对费用有疑问'])
  })
})

describe('waiting for the result', () => {
  it('goes on while nobody knows, and while a signing is awaited', () => {
    expect(isAnswered(signIn('SIGNED'), true)).toBe(true)
    expect(isAnswered(signIn('UNSIGNED'), false)).toBe(true)
    expect(isAnswered(signIn('UNSIGNED'), true)).toBe(false)
    expect(isAnswered(signIn('CREATING'), false)).toBe(false)
    expect(isAnswered(signIn('SIGNED', [], { pending: 'cancel' }), false)).toBe(false)
    expect(isAnswered(signIn('SIGNED', ['starting']), false)).toBe(false)
    expect(isAnswered(signIn('SIGNED', ['unpaid']), false)).toBe(false)
    expect(isAnswered(signIn('SIGNED', ['using']), false)).toBe(true)
  })

  it('ends with what can be done, never with nothing', () => {
    expect(unansweredHint(shown('UNSIGNED'))).toContain('可以继续签约，也可以不签约了')
    expect(unansweredHint(shown('SIGNED', ['starting']))).toContain('下拉刷新')
  })
})
