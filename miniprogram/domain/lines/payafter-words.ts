import type { LineWords, Stage } from '../line-words'
import { formatYuan } from '../money'

const STAGES: readonly Stage[] = [
  { key: 'submitted', state: 'CREATED', done: '已提交订单', now: '正在提交订单', next: '提交订单' },
  { key: 'accepted', state: 'USER_ACCEPTED', done: '已确认使用', now: '等待确认', next: '确认使用' },
  { key: 'finished', state: 'FINISHED', done: '服务已结束', now: '服务中', next: '服务结束' },
  { key: 'paid', state: 'USER_PAID', done: '已扣款', now: '正在扣款', next: '自动扣款' },
]

/** 先享后付: a service that is used, ends, and is billed. */
export const payafterWords: LineWords = {
  accepted: ({ preview }) => ({
    title: '服务中',
    sentence: `服务结束后按实际费用扣款，最高\u00a0¥${formatYuan(preview.maxCharge)}`,
    tone: 'active',
  }),
  free: { title: '已完成', sentence: '服务已结束，本次没有产生费用', tone: 'done' },
  stages: () => STAGES,
  priced: ({ preview }) => preview,
  fees: {
    title: '费用',
    before: '下单时的预估',
    total: '预估合计',
    foot: '最终以服务结束后的账单为准，且不超过「最高收取」。',
  },
}
