import { outcomeOf, type OrderState } from '#domain/order'
import { withFilter, type OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { sessionOrderId } from '../../../../cloudfunctions/shared/sessions/number'
import { sessionNumbers, type SignDocument } from '../../../../cloudfunctions/shared/signs/document'
import { anOrder, T0 } from '../orders/fixtures'

export const SIGN_ID = 'fedcba9876543210fedcba98'

const details = [
  { no: 1, name: '第一节', original: 10_000, actual: 8000, discount: '首节八折' },
  { no: 2, name: '第二节', original: 10_000, actual: 7000 },
  { no: 3, name: '第三节', original: 6000, actual: 6000 },
]

/** A plan of three sessions that was signed, as WeChat Pay said. */
export function aSign(more: Partial<SignDocument> = {}): SignDocument {
  const numbers = sessionNumbers(SIGN_ID, 1, details)
  return {
    _id: SIGN_ID,
    schema: 1,
    version: 1,
    openid: 'o1',
    appid: 'wx1',
    mode: 'merchant',
    service_id: '500001',
    planId: '0'.repeat(24),
    plan_id: 'P1',
    offerId: 'badminton',
    revision: 3,
    requestKey: 'k'.repeat(16),
    turn: 1,
    name: '羽毛球三节课',
    merchant: { name: '小满球馆', phone: '400' },
    durationDays: 90,
    details,
    riskName: 'ESTIMATE_ORDER_COST',
    startLocation: '杭州',
    attempts: [
      {
        n: 1,
        number: `${SIGN_ID}-1`,
        numbers,
        state: 'SIGNED',
        proven: 'SIGNED',
        at: T0,
        sign_plan_id: 'S1',
      },
    ],
    current: 1,
    state: 'SIGNED',
    started: 0,
    sign_plan_id: 'S1',
    audit: [],
    alerts: [],
    checks: 0,
    createdAt: T0,
    updatedAt: T0,
    ...more,
  }
}

/** The order of one of its sessions, in a state. */
export function aSession(no: number, state: OrderState, more: Partial<OrderDocument> = {}): OrderDocument {
  const number = `${SIGN_ID}-1-${no}`
  const outcome = outcomeOf({ state, ...(more.bill ? { total: more.bill.total } : {}) })
  const actual = details[no - 1]?.actual ?? 0
  return withFilter({
    ...anOrder({ state }),
    _id: sessionOrderId(number),
    line: 'sign-plan',
    protocol: 'service-orders',
    preview: {
      fees: [],
      discounts: [],
      riskName: 'ESTIMATE_ORDER_COST',
      riskAmount: actual,
      maxCharge: actual,
    },
    session: { signId: SIGN_ID, no, of: 3, sign_plan_id: 'S1' },
    attempts: [{ n: 1, out_order_no: number, state, at: T0 }],
    ...(outcome === undefined ? {} : { outcome }),
    ...more,
  })
}
