import { formatShortMoment } from '../domain/period'
import type { AuditEntry } from '../domain/view'

/** What was done, by the audit trail's word for it. */
export type AuditWords = Readonly<Record<string, string>>

const OF_ORDERS: AuditWords = {
  create: '下单',
  cancel: '取消',
  complete: '完结',
  sync: '登记已收款',
  modify: '调低账单',
  collect: '发起扣款',
  waive: '放弃收款',
  lapse: '超时未确认，自动关闭',
  'message-pending': '通知费用待处理',
  'message-prepaid': '通知即将扣款',
  correction: '按微信查询结果更正',
  'current-attempt': '改以另一次确认为准',
  restored: '从备份恢复',
  refund: '发起退款',
  ship: '发货',
  return: '申请退货',
  'return accepted': '同意退货',
  'return declined': '拒绝退货',
  'refund succeeded': '退款到账',
  'refund closed': '退款已关闭',
  'refund abnormal': '退款异常',
}

/** What the audit trail says was done, in words; a word that this release does not know stays as it is. */
export function auditWord(what: string, words: AuditWords = OF_ORDERS): string {
  const [, action = what, refused] = /^(.*?)( refused)?$/.exec(what) ?? []
  const known = Object.prototype.hasOwnProperty.call(words, action) ? words[action] : undefined
  return known === undefined ? what : `${known}${refused === undefined ? '' : '（微信支付没有受理）'}`
}

/** The same of plans, and of what somebody signed. */
export const OF_PLANS: AuditWords = {
  create: '创建计划',
  stop: '停止签约',
  sign: '发起签约',
  cancel: '取消剩余次数',
  start: '开始一次',
  correction: '按微信查询结果更正',
  'current-attempt': '改以另一次签约为准',
  restored: '从备份恢复',
}

const BY: Readonly<Record<AuditEntry['by'], string>> = {
  customer: '顾客',
  operator: '操作员',
  notify: '微信通知',
  reconcile: '定时核对',
}

/** One line of an audit trail as pages show it. */
export interface ShownAudit {
  key: string
  by: string
  what: string
  at: string
  note: string
}

/** @param words what was done to what the trail is of, where that is no order */
export const shownAudit = (audit: readonly AuditEntry[], words: AuditWords = OF_ORDERS): ShownAudit[] =>
  audit.map(({ at, by, what, note }, index) => ({
    key: `${at} ${index}`,
    by: BY[by],
    what: auditWord(what, words),
    at: formatShortMoment(at),
    note: note ?? '',
  }))
