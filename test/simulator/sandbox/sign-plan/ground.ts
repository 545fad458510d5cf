import { type Sandbox, type SignSummary } from '../../../../simulator/sandbox'
import { ago, must, type Reply, type Stranger } from '../ground'
import { type Mode, Side } from '../service-orders/ground'

/** Nobody listens there; notifications are looked at in the list. */
export const notify_url = 'http://127.0.0.1:9/pay/notify'

export const pathsOf = (mode: Mode): Readonly<Record<'plans' | 'signings' | 'session', string>> => {
  const at = mode === 'partner' ? 'partner/' : ''
  return {
    plans: `/v3/payscore/plan/${at}payscore-plans`,
    signings: `/v3/payscore/sign-plan/${at}user-sign-plans`,
    session: `/v3/payscore/sign-plan/${at}serviceorder`,
  }
}

/** Three lessons that get cheaper. */
export const lessons = [
  {
    plan_detail_name: '第一节',
    original_price: 12000,
    actual_price: 9900,
    plan_discount_description: '体验价',
  },
  { plan_detail_name: '第二节', original_price: 12000, actual_price: 9000 },
  { plan_detail_name: '第三节', original_price: 9000, actual_price: 9000 },
]

/** The sums that go with a list of sessions. */
export const sumsOf = (list: readonly { original_price: number; actual_price: number }[]): object => ({
  deduction_quantity: list.length,
  total_original_price: list.reduce((sum, one) => sum + one.original_price, 0),
  total_actual_price: list.reduce((sum, one) => sum + one.actual_price, 0),
  plan_detail_list: list,
})

/** Calls about plans in one mode; their sessions are service orders. */
export class PlanSide {
  readonly orders: Side

  constructor(
    readonly sandbox: Sandbox,
    readonly call: Stranger,
    readonly mode: Mode,
  ) {
    this.orders = new Side(sandbox, call, mode)
  }

  /** What every create carries. */
  own(): Record<string, string> {
    const { appid, serviceId: service_id, subMchid: sub_mchid } = this.sandbox.credentials
    return this.mode === 'partner' ? { service_id, appid, sub_mchid } : { service_id, appid }
  }

  /** Which shop a later call means. */
  shop(): Record<string, string> {
    return this.mode === 'partner' ? { sub_mchid: this.sandbox.credentials.subMchid } : {}
  }

  planBody(merchant_plan_no: string, more: object = {}): Record<string, unknown> {
    const sums = sumsOf(lessons)
    return { ...this.own(), merchant_plan_no, plan_name: '羽毛球小班课', plan_duration: 30, ...sums, ...more }
  }

  createPlan(merchant_plan_no: string, more: object = {}): Promise<Reply> {
    return this.call('POST', pathsOf(this.mode).plans, { data: this.planBody(merchant_plan_no, more) })
  }

  queryPlan(merchant_plan_no: string, params: Record<string, string> = this.shop()): Promise<Reply> {
    return this.call('GET', `${pathsOf(this.mode).plans}/merchant-plan-no/${merchant_plan_no}`, { params })
  }

  stopPlan(merchant_plan_no: string, data: object = this.shop()): Promise<Reply> {
    return this.call('POST', `${pathsOf(this.mode).plans}/merchant-plan-no/${merchant_plan_no}/stop`, {
      data,
    })
  }

  signBody(no: string, plan_id: string, more: object = {}): Record<string, unknown> {
    const sign_plan_detail = lessons.map((_, index) => ({
      plan_detail_no: index + 1,
      merchant_plan_detail_no: `${no}-${index + 1}`,
    }))
    return {
      ...this.own(),
      ...{ plan_id, openid: 'oUser1', merchant_sign_plan_no: no, notify_url, sign_plan_detail },
      ...more,
    }
  }

  sign(no: string, plan_id: string, more: object = {}): Promise<Reply> {
    return this.call('POST', pathsOf(this.mode).signings, { data: this.signBody(no, plan_id, more) })
  }

  querySign(no: string, params: Record<string, string> = this.shop()): Promise<Reply> {
    return this.call('GET', `${pathsOf(this.mode).signings}/merchant-sign-plan-no/${no}`, { params })
  }

  stopSign(no: string, more: object = {}): Promise<Reply> {
    const data = { ...this.shop(), stop_reason: '停课', ...more }
    return this.call('POST', `${pathsOf(this.mode).signings}/merchant-sign-plan-no/${no}/stop`, { data })
  }

  sessionBody(no: string, plan_detail_no: number, more: object = {}): Record<string, unknown> {
    const { sign_plan_id } = this.sandbox.signPlan(no)
    return {
      ...this.own(),
      ...{ sign_plan_id, plan_detail_no, openid: 'oUser1', notify_url },
      service_introduction: '羽毛球小班课',
      time_range: { start_time: 'OnAccept' },
      location: { start_location: '三号馆' },
      out_trade_no: `${no}-${plan_detail_no}`,
      ...more,
    }
  }

  session(no: string, plan_detail_no: number, more: object = {}): Promise<Reply> {
    const data = this.sessionBody(no, plan_detail_no, more)
    return this.call('POST', pathsOf(this.mode).session, { data })
  }

  /** A plan `<no>-plan`, signed by nobody yet. */
  async unsigned(no: string, more: object = {}): Promise<void> {
    const { data } = await must(this.createPlan(`${no}-plan`))
    await must(this.sign(no, String(data['plan_id']), more))
  }

  async signed(no: string): Promise<SignSummary> {
    await this.unsigned(no)
    return this.sandbox.actOnSignPlan(no, 'confirm')
  }

  /** Begun, and an hour has passed. */
  async begun(no: string, plan_detail_no: number): Promise<void> {
    await must(this.session(no, plan_detail_no))
    this.sandbox.setClock({ advanceSeconds: 3600 })
  }

  /** Completes the session with its price, or another total. */
  complete(no: string, plan_detail_no: number, amount?: number): Promise<Reply> {
    const total_amount = amount ?? lessons[plan_detail_no - 1]?.actual_price
    return this.orders.complete(`${no}-${plan_detail_no}`, {
      post_payments: [{ name: '课时费', amount: total_amount }],
      total_amount,
      time_range: { end_time: ago(this.sandbox, 5) },
    })
  }

  async paid(no: string, plan_detail_no: number): Promise<void> {
    await this.begun(no, plan_detail_no)
    await must(this.complete(no, plan_detail_no))
    this.sandbox.act(`${no}-${plan_detail_no}`, 'pay')
  }

  cancel(no: string, plan_detail_no: number): Promise<Reply> {
    return this.orders.on(`${no}-${plan_detail_no}`, 'cancel', { reason: '请假' })
  }

  /** What a query says: the plan's state, then each session's. */
  async states(no: string): Promise<unknown[]> {
    const { data } = await must(this.querySign(no))
    const list = data['signed_detail_list'] as { plan_detail_state: string }[]
    return [data['sign_state'], ...list.map((one) => one.plan_detail_state)]
  }
}
