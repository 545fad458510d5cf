import fc from 'fast-check'
import { OF_PLANS, shownAudit } from '../../../miniprogram/console/audit'
import { cancelWords } from '../../../miniprogram/console/pages/cancel/cancel-model'
import { leaveWords } from '../../../miniprogram/console/pages/leave-plan/leave-plan-model'
import { isMemberKnown, memberPage } from '../../../miniprogram/console/pages/member/member-model'
import { consoleButtons, consoleOrderPage } from '../../../miniprogram/console/pages/order/order-model'
import {
  createQuestion,
  draftOf,
  formProblems,
  nextSession,
  totalsOf,
  type TypedPlan,
  typedLike,
} from '../../../miniprogram/console/pages/plan-form/plan-form-model'
import { consolePlanPage, isPlanKnown } from '../../../miniprogram/console/pages/plan/plan-model'
import { memberCard, planCard, planWords, signStateName } from '../../../miniprogram/console/plan-words'
import { planProblems } from '../../../miniprogram/domain/lines/sign-plan'
import { NOW } from '../fixtures'
import { consolePlanIn, consoleSessionIn, consoleSignIn, course } from '../plan-fixtures'

const session = (original: string, actual: string, name = '一次', discount = '') => ({
  key: `${name}${original}${actual}`,
  name,
  original,
  actual,
  discount,
})
const typed = (...sessions: ReturnType<typeof session>[]): TypedPlan => ({
  name: '课程',
  days: '60',
  sessions,
})
const wrongAt = (plan: TypedPlan, maxCharge = 15000) =>
  (formProblems(plan, maxCharge)?.each ?? []).map((one) =>
    Object.entries(one)
      .filter(([, text]) => text !== '')
      .map(([field]) => field)
      .join(' '),
  )

describe('the form of a plan', () => {
  it('says nothing of a plan that can be made, and sends exactly it', () => {
    const plan = typed(session('120', '108.5', ' 发球 ', ' 立减 '), session('120', '108.50'))
    expect(formProblems(plan, 15000)).toBeUndefined()
    expect(draftOf(plan)).toEqual({
      name: '课程',
      durationDays: 60,
      details: [
        { name: '发球', original: 12000, actual: 10850, discount: '立减' },
        { name: '一次', original: 12000, actual: 10850 },
      ],
    })
  })

  it('says what is wrong where it is wrong', () => {
    expect(wrongAt(typed(session('', '108')))).toEqual(['original'])
    expect(wrongAt(typed(session('0', '0')))).toEqual(['original'])
    expect(wrongAt(typed(session('120', 'x')))).toEqual(['actual'])
    expect(wrongAt(typed(session('120', '121')))).toEqual(['actual'])
    expect(wrongAt(typed(session('120', '100'), session('120', '101')))).toEqual(['', 'actual'])
    expect(wrongAt(typed(session('120', '108')), 10000)).toEqual(['actual'])
    expect(wrongAt(typed(session('120', '108', ' ')))).toEqual(['name'])
    expect(wrongAt(typed(session('120', '108', '字'.repeat(21))))).toEqual(['name'])
    expect(wrongAt(typed(session('120', '108', '一次', '字'.repeat(21))))).toEqual(['discount'])
    expect(wrongAt(typed(session('120', '108', '一\u202e次')))).toEqual(['name'])
  })

  it('names the price of the time before, and the limit', () => {
    const rises = formProblems(typed(session('120', '100'), session('120', '101')), 15000)
    expect(rises?.each[1]?.actual).toContain('上一次是\u00a0¥100.00')
    expect(formProblems(typed(session('120', '108')), 10000)?.each[0]?.actual).toContain('¥100.00')
  })

  it('wants a name, days and at least one session', () => {
    expect(formProblems({ name: ' ', days: '0', sessions: [] }, 15000)).toMatchObject({
      name: '请填写计划名称',
      days: '请填写 1 到 1095 的天数',
      sessions: '请至少添加一次',
    })
    expect(formProblems({ ...typed(session('1', '1')), days: '1.5' }, 15000)?.days).not.toBe('')
    expect(formProblems({ ...typed(session('1', '1')), name: '课\u200b程' }, 15000)?.name).toContain('看不见')
  })

  it('shows what the function found at the same places', () => {
    const plan = typed(session('120', '108'), session('120', '108'))
    const told = formProblems(plan, 15000, [{ at: 1, problem: 'above-limit' }, { problem: 'too-many' }])
    expect(told?.each[1]?.actual).toContain('单次最高')
    expect(told?.sessions).toContain('最多 50 次')
  })

  it('finds exactly the plans that WeChat Pay would refuse, whatever is typed', () => {
    const text = fc.constantFrom('', '0', '1', '99.99', '100', '150.01', 'x', '1.234')
    const any = fc.record({
      name: fc.constantFrom('课程', '', '字'.repeat(21)),
      days: fc.constantFrom('', '1', '1095', '1096', 'x'),
      sessions: fc.array(
        fc.record({
          key: fc.constant('k'),
          name: fc.constantFrom('一次', '', '字'.repeat(21)),
          original: text,
          actual: text,
          discount: fc.constantFrom('', '立减', '字'.repeat(21)),
        }),
        { maxLength: 4 },
      ),
    })
    fc.assert(
      fc.property(any, (plan) => {
        const found = formProblems(plan, 15000) !== undefined
        expect(found).toBe(planProblems(draftOf(plan), 15000).length > 0)
        totalsOf(plan)
      }),
    )
  })

  it('adds a session like the last one, counted on where its name counts', () => {
    expect(nextSession(typed(), 'a')).toMatchObject({ key: 'a', name: '第 1 次' })
    expect(nextSession(typed(session('120', '108', '第 9 次')), 'b')).toMatchObject({
      key: 'b',
      name: '第 10 次',
      original: '120',
      actual: '108',
    })
    expect(nextSession(typed(session('120', '108', '发球')), 'b').name).toBe('发球')
  })

  it('adds up what can be read so far', () => {
    expect(totalsOf(typed(session('120', '108'), session('120', '')))).toEqual({
      count: 2,
      original: 24000,
      actual: 10800,
      saved: 13200,
    })
  })

  it('begins as the copy of a plan, and that copy can be made again', () => {
    let key = 0
    const copy = typedLike(course, () => `k${++key}`)
    expect(formProblems(copy, 15000)).toBeUndefined()
    expect(draftOf(copy).details).toEqual(course.details.map(({ no: _, ...detail }) => detail))
    expect(new Set(copy.sessions.map((one) => one.key)).size).toBe(6)
  })

  it('asks before it is made, because nobody can change it', () => {
    const question = createQuestion(draftOf(typed(session('120', '108'), session('120', '100'))))
    expect(question).toContain('共 2 次，合计\u00a0¥208.00，签约后 60 天有效')
    expect(question).toContain('不能修改')
  })
})

describe('a plan in the console', () => {
  it('says whether it can be signed, and what is waited for', () => {
    expect(planWords(consolePlanIn('NORMAL')).title).toBe('可以签约')
    expect(planWords(consolePlanIn('NORMAL', { pending: 'stop' })).title).toBe('正在停止')
    expect(planWords(consolePlanIn('CREATING', { pending: 'create' })).title).toBe('正在创建')
    expect(isPlanKnown(consolePlanIn('CREATING'))).toBe(false)
    expect(isPlanKnown(consolePlanIn('NORMAL', { pending: 'stop' }))).toBe(false)
    expect(isPlanKnown(consolePlanIn('STOP'))).toBe(true)
  })

  it('can be stopped where the function says so', () => {
    expect(consolePlanPage(consolePlanIn('NORMAL'), '').stoppable).toBe(true)
    expect(consolePlanPage(consolePlanIn('STOP'), '').stoppable).toBe(false)
  })

  it('shows the shop where there are several, and when it was stopped', () => {
    const names = (plan: ReturnType<typeof consolePlanIn>, shop: string) =>
      consolePlanPage(plan, shop).facts.map(({ name }) => name)
    expect(names(consolePlanIn('NORMAL'), '湖滨店')).toEqual(['门店', '合计', '有效期', '创建时间'])
    expect(names(consolePlanIn('STOP'), '')).toEqual(['合计', '有效期', '创建时间', '停止时间'])
  })

  it('in a list: what it comes to; a member: the number that is searched by', () => {
    expect(planCard(consolePlanIn('NORMAL'))).toMatchObject({
      orderId: course.planId,
      time: '6 次 · 90 天',
      charge: { fen: 55800 },
    })
    expect(memberCard(consoleSignIn('SIGNED', ['paid']))).toMatchObject({
      number: '5e1f00c0ffee5e1f00c0ffee-1',
      name: '11月12日 18:02 发起',
    })
    expect(signStateName('of-tomorrow' as never)).toBe('of-tomorrow')
  })

  it('its trail speaks of plans, not of orders', () => {
    const what = shownAudit([{ at: NOW, by: 'operator', what: 'create refused' }], OF_PLANS)
    expect(what).toMatchObject([{ by: '操作员', what: '创建计划（微信支付没有受理）' }])
  })
})

describe('a member', () => {
  it('checks in for the next session alone, with its price', () => {
    const { next } = memberPage(consoleSignIn('SIGNED', ['paid', 'cancelled']))
    expect(next).toMatchObject({
      title: '接下来：第 3 次 · 网前小球',
      start: { no: 3, title: '第 3 次签到？' },
    })
    expect(next?.start?.text).toContain('收取\u00a0¥96.00')
  })

  it('with a session under way leads to that one', () => {
    for (const [fate, text] of [
      ['using', '处理这一次'],
      ['unpaid', '查看这一次'],
      ['starting', '查看这一次'],
    ] as const) {
      const { next } = memberPage(consoleSignIn('SIGNED', ['paid', fate]))
      expect(next?.before?.text).toBe(text)
      expect(next).not.toHaveProperty('start')
    }
    expect(isMemberKnown(consoleSignIn('SIGNED', ['starting']))).toBe(false)
    expect(isMemberKnown(consoleSignIn('SIGNED', ['unpaid']))).toBe(false)
    expect(isMemberKnown(consoleSignIn('SIGNED', ['using']))).toBe(true)
  })

  it('has nothing next once it is over, or nobody may begin it', () => {
    expect(memberPage(consoleSignIn('COMPLETE')).next).toBeNull()
    expect(memberPage(consoleSignIn('SIGNED', [], { pending: 'cancel' })).next).toBeNull()
    expect(memberPage(consoleSignIn('SIGNED', [], { actions: [] })).next).not.toHaveProperty('start')
  })

  it('is told what ending the rest means before it is done', () => {
    expect(leaveWords(consoleSignIn('SIGNED', ['paid', 'using'])).text).toBe(
      '没有使用的 4 次将全部取消，不向顾客收费，也不能恢复。第 2 次已经开始，照常结束并收取\u00a0¥102.00。已完成的 1 次不受影响。',
    )
    expect(leaveWords(consoleSignIn('COMPLETE')).closed).not.toBe('')
    expect(leaveWords(consoleSignIn('UNSIGNED')).text).toContain('还没有签约')
  })
})

describe('a session among the orders', () => {
  it('names itself, leads to its member, and is ended in its own words', () => {
    const order = consoleSessionIn('USER_ACCEPTED')
    expect(consoleOrderPage(order)).toMatchObject({
      which: '第 3 次，共 6 次',
      signId: '5e1f00c0ffee5e1f00c0ffee',
    })
    expect(consoleButtons(order).map(({ text }) => text)).toEqual(['完结这一次', '取消这一次'])
    expect(cancelWords(order).text).toContain('可以接着开始下一次')
    expect(cancelWords(order).button.length).toBeLessThanOrEqual(4)
  })

  it('that is billed is given up like any other bill', () => {
    expect(cancelWords(consoleSessionIn('FINISHED'))).toMatchObject({ title: '放弃收款', waive: true })
  })
})
