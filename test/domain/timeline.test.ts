import fc from 'fast-check'
import { ORDER_STATES, type Outcome } from '../../miniprogram/domain/order'
import { shownTimeline, timelineOf } from '../../miniprogram/domain/timeline'
import { NOW, orderIn } from '../miniprogram/fixtures'

const phases = (...facts: Parameters<typeof orderIn>) =>
  timelineOf(orderIn(...facts)).map(({ title, phase }) => `${phase} ${title}`)

describe('timeline', () => {
  it('shows what was, where it stands, what comes', () => {
    expect(phases('CREATED')).toEqual(['done 已提交订单', 'now 等待确认', 'next 服务结束', 'next 自动扣款'])
    expect(phases('USER_ACCEPTED')).toEqual([
      'done 已提交订单',
      'done 已确认使用',
      'now 服务中',
      'next 自动扣款',
    ])
    expect(phases('FINISHED')[3]).toBe('now 正在扣款')
    expect(phases('USER_PAID', {}, 'paid')[3]).toBe('done 已扣款')
  })

  it('nothing is left to pay after zero, and nothing was deducted when it was paid elsewhere', () => {
    expect(phases('FINISHED', {}, 'zero')[3]).toBe('done 无需付款')
    expect(phases('USER_PAID', {}, 'zero')[3]).toBe('done 无需付款')
    expect(phases('USER_PAID', {}, 'paidElsewhere')[3]).toBe('done 已用其他方式付款')
  })

  it('ends where the order ended', () => {
    expect(phases('EXPIRED')).toEqual(['done 已提交订单', 'ended 超时未确认，已失效'])
    expect(phases('REVOKED', {}, 'cancelled')).toEqual(['done 已提交订单', 'ended 已取消'])
    expect(phases('NOT_CREATED')).toEqual(['ended 没有下单成功'])
    // Not used: WeChat Pay says FINISHED, and that event is the end itself.
    expect(phases('FINISHED', {}, 'cancelled')).toEqual([
      'done 已提交订单',
      'done 已确认使用',
      'ended 已取消',
    ])
  })

  it('takes the last event of a state: a second attempt moved the time', () => {
    const events = [
      { what: 'CREATED' as const, at: NOW - 9000 },
      { what: 'EXPIRED' as const, at: NOW - 6000 },
      { what: 'CREATED' as const, at: NOW - 3000 },
    ]
    expect(timelineOf(orderIn('CREATED', { events }))[0]).toMatchObject({ at: NOW - 3000, phase: 'done' })
  })

  it('reads each step aloud with its place and time', () => {
    expect(shownTimeline(orderIn('USER_ACCEPTED')).map(({ spoken }) => spoken)).toEqual([
      '第 1 步，共 4 步，已提交订单，已完成，11月20日 14:58',
      '第 2 步，共 4 步，已确认使用，已完成，11月20日 15:03',
      '第 3 步，共 4 步，服务中，进行中',
      '第 4 步，共 4 步，自动扣款，未开始',
    ])
  })

  it('always has one place where it stands, or an end, or everything behind it', () => {
    const outcome = fc.constantFrom<Outcome | undefined>(
      undefined,
      'paid',
      'zero',
      'cancelled',
      'paidElsewhere',
    )
    fc.assert(
      fc.property(fc.constantFrom(...ORDER_STATES), outcome, (state, end) => {
        const steps = timelineOf(orderIn(state, {}, end))
        const open = steps.filter(({ phase }) => phase === 'now' || phase === 'ended')
        expect(open.length <= 1).toBe(true)
        expect(open.length === 1 || steps.every(({ phase }) => phase === 'done')).toBe(true)
        expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length)
      }),
    )
  })
})

describe('a step', () => {
  it('has its stage, and its time where it is known', () => {
    const events = [{ what: 'USER_ACCEPTED' as const, at: NOW - 5 }]
    expect(timelineOf(orderIn('USER_ACCEPTED', { events, createdAt: NOW - 9 }))).toStrictEqual([
      { key: 'submitted', title: '已提交订单', phase: 'done', at: NOW - 9 },
      { key: 'accepted', title: '已确认使用', phase: 'done', at: NOW - 5 },
      { key: 'finished', title: '服务中', phase: 'now' },
      { key: 'paid', title: '自动扣款', phase: 'next' },
    ])
    expect(timelineOf(orderIn('FINISHED', { events, createdAt: NOW - 9 }))[2]).toStrictEqual({
      key: 'finished',
      title: '服务已结束',
      phase: 'done',
    })
  })

  it('of an order that ended early is the end, with its time where it is known', () => {
    const ended = (events: { what: 'EXPIRED'; at: number }[]) =>
      timelineOf(orderIn('EXPIRED', { events, createdAt: NOW - 9 }))
    expect(ended([{ what: 'EXPIRED', at: NOW }])).toStrictEqual([
      { key: 'submitted', title: '已提交订单', phase: 'done', at: NOW - 9 },
      { key: 'ended', title: '超时未确认，已失效', phase: 'ended', at: NOW },
    ])
    expect(ended([]).at(-1)).toStrictEqual({ key: 'ended', title: '超时未确认，已失效', phase: 'ended' })
  })

  it('a cancelled bill was a stage; a payment that was none is not', () => {
    const events = [
      { what: 'USER_ACCEPTED' as const, at: NOW - 3 },
      { what: 'FINISHED' as const, at: NOW - 2 },
      { what: 'REVOKED' as const, at: NOW - 1 },
    ]
    expect(timelineOf(orderIn('REVOKED', { events }, 'cancelled')).map(({ key }) => key)).toEqual([
      'submitted',
      'accepted',
      'finished',
      'ended',
    ])
  })
})

it('a bill that was given up ended the order', () => {
  expect(timelineOf(orderIn('REVOKED', { waived: 500 }, 'cancelled')).at(-1)?.title).toBe('商家已放弃收款')
  expect(timelineOf(orderIn('REVOKED', {}, undefined)).at(-1)?.title).toBe('已取消')
})
