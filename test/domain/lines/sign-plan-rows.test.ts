import { planRows, sessionRows } from '../../../miniprogram/domain/lines/sign-plan-rows'
import { details, signIn, trial } from '../../miniprogram/plan-fixtures'

const rows = (...facts: Parameters<typeof signIn>) => sessionRows(signIn(...facts))
const read = (...facts: Parameters<typeof signIn>) =>
  rows(...facts).map(({ phase, state, label, fen }) => `${phase} ${state} ${label}${fen}`.replace(/ +/g, ' '))

describe('the sessions of a plan', () => {
  it('show what each costs, and without the plan where that is more', () => {
    const [one, two] = planRows(details)
    expect(one).toMatchObject({
      no: 1,
      title: '第 1 次 · 握拍与发球',
      fen: 10800,
      was: 12000,
      note: '',
      phase: 'next',
    })
    expect(two).toMatchObject({ fen: 10200, was: 12000, note: '连续上课立减' })
    for (const row of planRows(trial.details)) expect(row).not.toHaveProperty('was')
  })

  it('are read aloud as one sentence each, amounts in full', () => {
    expect(planRows(details)[1]?.spoken).toBe('第 2 次，高远球，连续上课立减，102.00元，原价120.00元')
  })
})

describe('the sessions of somebody’s plan', () => {
  it('say what became of each', () => {
    expect(read('SIGNED', ['paid', 'cancelled', 'zero', 'using'])).toEqual([
      'done 已完成 实付10800',
      'ended 已取消 10200',
      'done 未产生费用 实付0',
      'now 使用中 9000',
      'next 8400',
      'next 7800',
    ])
    expect(read('SIGNED', ['unpaid'])[0]).toBe('now 待支付 应付10800')
    expect(read('SIGNED', ['starting'])[0]).toBe('now 正在开始 10800')
  })

  it('name the next one only when it can begin', () => {
    const next = (...facts: Parameters<typeof signIn>) =>
      rows(...facts).map(({ state }) => state === '下一次')
    expect(next('SIGNED', ['paid'])).toEqual([false, true, false, false, false, false])
    expect(next('SIGNED', ['paid', 'using'])).not.toContain(true)
    expect(next('SIGNED', ['paid'], { pending: 'cancel' })).not.toContain(true)
    expect(next('UNSIGNED')).not.toContain(true)
  })

  it('lead to their order, once there is one, and are other rows then', () => {
    expect(rows('SIGNED')[0]?.key).not.toBe(rows('SIGNED', ['using'])[0]?.key)
    expect(rows('SIGNED', ['paid', 'using']).map(({ orderId }) => orderId !== '')).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('that are left when it ended are no longer used; a plan that was never signed says nothing of use', () => {
    expect(read('SIGN_PLAN_CANCEL', ['paid']).slice(0, 2)).toEqual([
      'done 已完成 实付10800',
      'ended 不再使用 10200',
    ])
    for (const { phase, state } of rows('NOT_CREATED')) expect([phase, state]).toEqual(['next', ''])
  })

  it('paid in another way say so, with what was paid', () => {
    const sign = signIn('SIGNED', ['paid'])
    const [one, ...rest] = sign.sessions
    const elsewhere = one && { ...one, outcome: 'paidElsewhere' as const, paid: 9000 }
    expect(sessionRows({ ...sign, sessions: elsewhere ? [elsewhere, ...rest] : rest })[0]).toMatchObject({
      state: '已用其他方式付款',
      fen: 9000,
    })
  })
})
