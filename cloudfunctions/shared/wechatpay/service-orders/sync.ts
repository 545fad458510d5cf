import type { Fen } from '#domain/money'
import type { Moment } from '#domain/period'
import { given } from '../../given'
import type { PrepareContext, PreparedCall } from '../call'
import type { Fields } from '../checks/fields'
import { checkPaidTime } from '../checks/period'
import { onOrder, type OrderCall, type ServiceOrderKey } from './key'

/** 同步服务订单信息: the customer paid the merchant directly. Cannot be undone; the order is completed and not paid. */
export interface SyncParams extends ServiceOrderKey {
  /** `yyyyMMddHHmmss`: after the completion, before now. */
  paid_time: string
  /** Service providers only: which deduction, from 1, and how much in fen. */
  seq?: number
  paid_amount?: Fen
}

export interface SyncContext extends PrepareContext {
  /** When the order was completed, where it is known. */
  completedAt?: Moment
}

function ordinal(fields: Fields, path: string, value: unknown): void {
  if (!Number.isInteger(value) || (value as number) < 1) fields.add(path, 'is not a number from 1 on')
}

const SYNC: OrderCall = {
  action: 'sync',
  end: 'sync',
  shape: { paid_time: 'elsewhere', seq: { optional: ordinal }, paid_amount: { optional: 'positive' } },
  safeToRepeat: false,
  appid: true,
}

/**
 * `POST …/{out_order_no}/sync` (facts: 1.7.2). Never repeated by itself.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareSync(params: SyncParams, context: SyncContext): PreparedCall {
  return onOrder(SYNC, params, context, (fields) => {
    const { paid_time, seq, paid_amount, sub_mchid } = params
    checkPaidTime(fields, paid_time, { now: context.clock(), completedAt: context.completedAt })
    if (sub_mchid === undefined)
      for (const name of ['seq', 'paid_amount'] as const)
        if (params[name] !== undefined) fields.add(name, 'belongs to service providers: leave it out')
    return {
      type: 'Order_Paid',
      detail: { paid_time, ...given('seq', seq), ...given('paid_amount', paid_amount) },
    }
  })
}
