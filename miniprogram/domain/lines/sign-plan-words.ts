import type { LineFacts, LineWords, Stage } from '../line-words'
import { formatYuan } from '../money'
import type { StateWords } from '../words'

/** A session is confirmed with its plan: it is begun, and never confirmed by hand. */
const STAGES: readonly Stage[] = [
  { key: 'accepted', state: 'USER_ACCEPTED', done: '已开始使用', now: '正在开始', next: '开始使用' },
  { key: 'finished', state: 'FINISHED', done: '本次已结束', now: '使用中', next: '本次结束' },
  { key: 'paid', state: 'USER_PAID', done: '已扣款', now: '正在扣款', next: '自动扣款' },
]

const STARTING: StateWords = {
  title: '正在开始',
  sentence: '还没有收到微信支付的结果，现在不会扣款，请稍候',
  tone: 'progress',
}

/** 第 3 次，共 6 次; nothing where nobody knows. */
export const whichOf = ({ session }: Pick<LineFacts, 'session'>): string =>
  session === undefined ? '' : `第 ${session.no} 次，共 ${session.of} 次`

/** 签约计划: one session of a plan, at the price that the plan says. */
export const signPlanWords: LineWords = {
  accepted: ({ preview }) => ({
    title: '使用中',
    sentence: `本次结束后扣款，最高\u00a0¥${formatYuan(preview.maxCharge)}`,
    tone: 'active',
  }),
  unconfirmed: {
    CREATING: STARTING,
    CREATED: STARTING,
    NOT_CREATED: {
      title: '没有开始',
      sentence: '这一次没有开始成功，没有产生费用，可以回到计划再开始',
      tone: 'muted',
    },
  },
  free: { title: '已完成', sentence: '本次没有产生费用', tone: 'done' },
  cancelled: () => ({ title: '已取消', sentence: '这一次已取消，不会扣款，也不能再用', tone: 'muted' }),
  stages: () => STAGES,
  priced: ({ preview }) => preview,
  fees: {
    title: '本次费用',
    before: '本次的价格',
    total: '本次合计',
    foot: '本次结束后才扣款，不超过「最高收取」。',
  },
}
