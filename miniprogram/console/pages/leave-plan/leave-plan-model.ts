import { progressOf } from '../../../domain/lines/sign-plan-progress'
import { formatYuan } from '../../../domain/money'
import type { ConsoleSignView } from '../../../domain/view'

/** What cancelling the rest of somebody's plan means. */
export interface LeaveWords {
  text: string
  /** Why there is nothing to cancel; empty where there is. */
  closed: string
}

/** Reasons that need not be typed. */
export const USUAL_REASONS: readonly string[] = ['顾客不再继续', '门店调整课程', '重复签约', '与顾客协商取消']

export function leaveWords(sign: ConsoleSignView): LeaveWords {
  if (!sign.actions.includes('cancel'))
    return { text: '', closed: '现在没有可以取消的次数，请返回查看最新的状态。' }
  const { done, left, current } = progressOf(sign)
  if (sign.state !== 'SIGNED')
    return { text: '顾客还没有签约。取消后顾客不能再确认，可以重新签约。', closed: '' }
  return {
    text: [
      `没有使用的 ${left} 次将全部取消，不向顾客收费，也不能恢复。`,
      current
        ? `第 ${current.session.no} 次已经开始，照常结束并收取\u00a0¥${formatYuan(current.session.actual)}。`
        : '',
      done > 0 ? `已完成的 ${done} 次不受影响。` : '',
    ].join(''),
    closed: '',
  }
}
