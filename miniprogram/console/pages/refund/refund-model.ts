export const USUAL_REASONS: readonly string[] = ['多收费用', '服务没有完成', '设备故障', '与顾客协商']

const REASON_LIMIT = 30

/** What is wrong with a reason; empty = good. */
export function reasonProblem(typed: string): string {
  const length = [...typed.trim()].length
  if (length === 0) return '请填写退款原因'
  return length > REASON_LIMIT ? `原因不超过 ${REASON_LIMIT} 个字` : ''
}
