import { outcomeOf, type OrderState } from '#domain/order'
import type { Bill, PendingAction } from '#domain/view'
import {
  withFilter,
  type Attempt,
  type OrderDocument,
  type Pending,
} from '../../../../cloudfunctions/shared/orders/document'

/** 2026-11-20 12:00 in Beijing. */
export const T0 = Date.UTC(2026, 10, 20, 4)

const ID = '0123456789abcdef01234567'

const attempt = (n: number, state: OrderState): Attempt => ({ n, out_order_no: `${ID}_${n}`, state, at: T0 })

/** A pending call of the current attempt, decided and sent at T0. */
export const aPending = (action: PendingAction, n = 1): Pending => ({
  action,
  n,
  call: { action, method: 'POST', path: '/', body: '{}', serial: 'PUB_KEY_ID_1', safeToRepeat: false },
  by: 'customer',
  at: T0,
  sentAt: T0,
  ...(action === 'complete' ? { bill: { fees: [], discounts: [], total: 500 }, finishType: 2 } : {}),
})

/** An order in a state; `states` makes one attempt each, the last one current. */
export function anOrder({
  state = 'CREATED',
  states = [state],
  ...more
}: {
  state?: OrderState
  states?: OrderState[]
  pending?: Pending
  bill?: Bill
} & Partial<OrderDocument>): OrderDocument {
  const current = states.length
  const last = states.at(-1) ?? state
  const outcome = outcomeOf({ state: last, ...(more.bill ? { total: more.bill.total } : {}) })
  return withFilter({
    _id: ID,
    schema: 1,
    version: 1,
    openid: 'o1',
    appid: 'wx1',
    line: 'payafter',
    protocol: 'payafter-orders',
    mode: 'merchant',
    service_id: '500001',
    offerId: 'power-bank',
    revision: 1,
    name: '共享充电宝',
    introduction: '共享充电宝租借',
    merchant: { name: '小满充电', phone: '400' },
    preview: { fees: [], discounts: [], riskName: 'DEPOSIT', riskAmount: 9900, maxCharge: 9900 },
    startLocation: '杭州',
    asks: [],
    attempts: states.map((one, index) => attempt(index + 1, one)),
    current,
    state: last,
    ...(outcome === undefined ? {} : { outcome }),
    filter: 'open',
    events: [],
    audit: [],
    alerts: [],
    checks: 0,
    createdAt: T0,
    updatedAt: T0,
    ...more,
  })
}
