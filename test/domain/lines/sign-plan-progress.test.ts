import {
  isSignOver,
  progressOf,
  signCard,
  signWords,
  standingOf,
} from '../../../miniprogram/domain/lines/sign-plan-progress'
import type { SignState } from '../../../miniprogram/domain/lines/sign-plan'
import { details, type Fate, signIn } from '../../miniprogram/plan-fixtures'

const STATES: SignState[] = [
  'CREATING',
  'NOT_CREATED',
  'UNSIGNED',
  'SIGNED',
  'COMPLETE',
  'SIGN_PLAN_CANCEL',
  'EXPIRE',
]
const first = details[0] ?? { no: 1, name: '', original: 1, actual: 1 }

describe('where a session stands', () => {
  it('is what its order knows, where there is one', () => {
    const facts = { ...first, state: 'USING' } as const
    expect(standingOf({ ...facts, orderState: 'CREATING' })).toBe('starting')
    expect(standingOf({ ...facts, orderState: 'CREATED' })).toBe('starting')
    expect(standingOf({ ...facts, orderState: 'USER_ACCEPTED' })).toBe('using')
    expect(standingOf({ ...facts, orderState: 'FINISHED' })).toBe('unpaid')
    expect(standingOf({ ...facts, orderState: 'USER_PAID' })).toBe('done')
    expect(standingOf({ ...facts, orderState: 'REVOKED' })).toBe('cancelled')
    expect(standingOf({ ...facts, orderState: 'FINISHED', outcome: 'zero' })).toBe('done')
    expect(standingOf({ ...facts, orderState: 'FINISHED', outcome: 'cancelled' })).toBe('cancelled')
    expect(standingOf({ ...facts, orderState: 'USER_PAID', outcome: 'paidElsewhere' })).toBe('done')
  })

  it('is what WeChat Pay says of it, where there is none; what never was is open', () => {
    expect(standingOf({ ...first, state: 'NOT_USED' })).toBe('open')
    expect(standingOf({ ...first, state: 'NOT_USED', orderState: 'NOT_CREATED' })).toBe('open')
    expect(standingOf({ ...first, state: 'USING' })).toBe('using')
    expect(standingOf({ ...first, state: 'USED' })).toBe('done')
    expect(standingOf({ ...first, state: 'SIGN_PLAN_DETAIL_CANCEL' })).toBe('cancelled')
  })

  it('is counted: what is over, what is left, and the one between', () => {
    expect(progressOf(signIn('SIGNED', ['paid', 'cancelled', 'zero', 'unpaid']))).toMatchObject({
      done: 2,
      left: 2,
      current: { standing: 'unpaid', session: { no: 4 } },
    })
    expect(progressOf(signIn('SIGNED'))).toEqual({ done: 0, left: 6 })
  })
})

describe('the words of somebody’s plan', () => {
  const words = (...facts: Parameters<typeof signIn>) => signWords(signIn(...facts))

  it('say no money moves before it is signed, and that it moves after each session once it is', () => {
    expect(words('UNSIGNED')).toMatchObject({ title: '待签约', tone: 'waiting' })
    expect(words('UNSIGNED').sentence).toContain('现在不会扣款')
    expect(words('SIGNED').sentence).toBe('共 6 次，每次结束后才扣款')
    expect(words('SIGNED', ['paid', 'zero']).sentence).toBe('已完成 2 次，还有 4 次，每次结束后才扣款')
  })

  it('name the session that is under way, with its price', () => {
    expect(words('SIGNED', ['paid', 'using'])).toMatchObject({ title: '使用中', tone: 'active' })
    expect(words('SIGNED', ['paid', 'using']).sentence).toContain('第 2 次正在进行，结束后扣款\u00a0¥102.00')
    expect(words('SIGNED', ['paid', 'unpaid'])).toMatchObject({ title: '待支付', tone: 'waiting' })
    expect(words('SIGNED', ['starting'])).toMatchObject({ title: '正在开始', tone: 'progress' })
  })

  it('say what was billed, not what the plan says, where both are known', () => {
    const sign = signIn('SIGNED', ['unpaid'])
    const sessions = sign.sessions.map((one) => (one.no === 1 ? { ...one, billed: 5000 } : one))
    expect(signWords({ ...sign, sessions }).sentence).toContain('¥50.00')
  })

  it('of what is over say what was paid, who ended it, and what goes on', () => {
    expect(words('COMPLETE', ['paid', 'paid', 'paid', 'paid', 'paid', 'paid']).sentence).toContain(
      '共支付\u00a0¥558.00',
    )
    expect(words('SIGN_PLAN_CANCEL', [], { cancelledBy: 'merchant' }).sentence).toBe(
      '商家已取消剩余次数，没有产生费用',
    )
    expect(words('SIGN_PLAN_CANCEL', ['paid'], { cancelledBy: 'service-closed' }).sentence).toContain(
      '服务已关闭',
    )
    expect(words('SIGN_PLAN_CANCEL', ['paid', 'using'], { cancelledBy: 'customer' }).sentence).toContain(
      '第 2 次照常结束并扣款',
    )
    expect(words('EXPIRE', ['paid']).sentence).toContain('不再扣款')
  })

  it('of what was never signed do not speak of what was cancelled', () => {
    const never = signIn('SIGN_PLAN_CANCEL')
    delete never.signedAt
    expect(signWords(never)).toMatchObject({ title: '未签约', tone: 'muted' })
    expect(words('NOT_CREATED').title).toBe('未签约')
  })

  it('say what is waited for, whatever the state', () => {
    for (const state of STATES) {
      expect(words(state, [], { pending: 'cancel' }).title).toBe('正在取消')
      expect(words(state, [], { pending: 'sign' }).title).toBe('正在提交')
    }
    expect(words('CREATING').title).toBe('正在提交')
  })

  it('all used, and WeChat Pay has not said so yet: nothing is promised to come', () => {
    const fates: Fate[] = ['paid', 'paid', 'paid', 'paid', 'paid', 'cancelled']
    expect(words('SIGNED', fates)).toMatchObject({ title: '已完成', tone: 'done' })
  })

  it('have two to six signs as a title, in every state', () => {
    for (const state of STATES) expect(words(state).title).toMatch(/^[\u4e00-\u9fff]{2,6}$/)
  })
})

describe('in a list', () => {
  it('shows what it comes to while it lasts, and then what was paid', () => {
    expect(signCard(signIn('SIGNED', ['paid']))).toMatchObject({
      time: '已完成 1 次，共 6 次',
      charge: { label: '合计', fen: 55800 },
    })
    expect(signCard(signIn('SIGN_PLAN_CANCEL', ['paid'])).charge).toEqual({ label: '实付', fen: 10800 })
    expect(signCard(signIn('SIGN_PLAN_CANCEL'))).not.toHaveProperty('charge')
    expect(STATES.filter(isSignOver)).toEqual(['NOT_CREATED', 'COMPLETE', 'SIGN_PLAN_CANCEL', 'EXPIRE'])
  })
})
