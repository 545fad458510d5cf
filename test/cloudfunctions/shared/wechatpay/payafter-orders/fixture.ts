import {
  type CompleteContext,
  type CompleteParams,
  type CreateParams,
  type FieldProblem,
  type PayAnswer,
  type PreparedCall,
  ValidationError,
} from '../../../../../cloudfunctions/shared/wechatpay'
import { makeKeys } from '../keys-of-the-day'

export const keys = makeKeys()
/** 2026-11-20 10:00:00 in Beijing. */
export const NOW = Date.UTC(2026, 10, 20, 2, 0, 0)
export const context = { keyring: keys.keyring, clock: () => NOW }

/** A power bank as the demo shop rents it out. */
export const good: CreateParams = {
  appid: 'wxd678efh567hg6787',
  out_order_no: '0a1b2c3d4e5f60718293a4b5_1',
  service_id: '500001',
  service_start_time: 'OnAccept',
  service_start_location: '深圳湾万象城',
  service_introduction: '共享充电宝',
  fees: [{ fee_name: '收费标准', fee_desc: '3 元/小时，24 小时封顶 30 元' }],
  risk_amount: 9900,
  need_user_confirm: true,
}

/** The same, returned after two hours. */
export const done: CompleteParams = {
  out_order_no: good.out_order_no,
  appid: good.appid,
  service_id: good.service_id,
  finish_type: 2,
  real_service_start_time: '20261120070000',
  real_service_end_time: '20261120090000',
  fees: [{ fee_name: '使用费', fee_amount: 600 }],
  discounts: [{ discount_name: '会员', discount_amount: 100, discount_desc: '会员立减' }],
  total_amount: 500,
  finish_ticket: 'ticket==',
}
export const order: CompleteContext['order'] = {
  risk_amount: 9900,
  service_start_time: 'OnAccept',
  service_start_location: '深圳湾万象城',
}

/** The problems that a call is refused for; none when it is not. */
export function problemsOf(prepare: () => PreparedCall): string[] {
  try {
    prepare()
    return []
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error
    return error.problems.map(({ path, problem }: FieldProblem) => `${path}: ${problem}`)
  }
}

/** Without these fields. */
export function without<T extends object>(value: T, ...names: (keyof T)[]): T {
  const copy = { ...value }
  for (const name of names) Reflect.deleteProperty(copy, name)
  return copy
}

export const answerOf = (body: unknown): PayAnswer => ({
  status: 200,
  body,
  requestId: '08-0',
  serverTime: NOW,
  skewMs: 0,
})
export const bodyOf = ({ body }: PreparedCall): Record<string, unknown> =>
  JSON.parse(body) as Record<string, unknown>
