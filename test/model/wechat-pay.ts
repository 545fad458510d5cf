import type { PreparedCall } from '../../cloudfunctions/shared/wechatpay'

type State = 'CREATED' | 'USER_ACCEPTED' | 'FINISHED' | 'USER_PAID' | 'REVOKED' | 'EXPIRED'
type Body = Record<string, unknown>

/** A service order as the documents of payafter-orders describe it; amounts in fen, times in business ms. */
interface ServiceOrder {
  number: string
  state: State
  createdAt: number
  /** The bytes of each changing call that was carried out. */
  sent: Partial<Record<'create' | 'cancel' | 'complete' | 'sync', string>>
  risk: number
  service_id: string
  appid: string
  total?: number
  finishType?: number
  transactionId?: string
  elsewhere?: boolean
}

/** What WeChat Pay answers: always signed, so always believable. */
export interface Reply {
  status: number
  body: Body
}

const HOUR = 3_600_000
const ok = (body: Body): Reply => ({ status: 200, body })
const refused = (status: number, code: string): Reply => ({ status, body: { code } })

/**
 * WeChat Pay's machine for payafter-orders, from its documents and nothing else: no network, no signatures, no wire. Written
 * apart from the sandbox, so that a mistake of one is not the other's.
 */
export class WeChatPay {
  private readonly orders = new Map<string, ServiceOrder>()
  /** What it tells the merchant, oldest first; whoever delivers takes it from here. */
  readonly told: Body[] = []

  /** @param cancelsAccepted whether cancel ends an order that was confirmed; nobody knows (facts 9-3) */
  constructor(
    private readonly clock: () => number,
    private readonly cancelsAccepted: boolean,
  ) {}

  /** Carries a call out. */
  handle(call: PreparedCall): Reply {
    const url = new URL(call.path, 'https://pay')
    const [number, action] = url.pathname.replace('/v3/payscore/payafter-orders', '').split('/').slice(1)
    if (call.method === 'GET') return this.query(url.searchParams.get('out_order_no') ?? '')
    if (number === undefined) return this.create(call.body)
    const order = this.find(number)
    if (!order) return refused(404, 'ORDER_NOT_EXIST')
    switch (action) {
      case 'cancel':
        return this.cancel(order, call.body)
      case 'complete':
        return this.complete(order, call.body)
      case 'sync':
        return this.sync(order, call.body)
      default:
        throw new RangeError(`The model has no ${action ?? 'such call'}.`)
    }
  }

  /** The order now: what nobody confirmed within an hour is over. */
  find(number: string): ServiceOrder | undefined {
    const order = this.orders.get(number)
    if (order?.state === 'CREATED' && this.clock() >= order.createdAt + HOUR) order.state = 'EXPIRED'
    return order
  }

  all(): ServiceOrder[] {
    return [...this.orders.keys()].flatMap((number) => this.find(number) ?? [])
  }

  /** The customer confirms. @returns whether that was possible */
  confirm(number: string): boolean {
    const order = this.find(number)
    if (order?.state !== 'CREATED') return false
    order.state = 'USER_ACCEPTED'
    this.tell(order)
    return true
  }

  /** The deduction succeeds. @returns whether there was anything to deduct */
  pay(number: string): boolean {
    const order = this.find(number)
    if (order?.state !== 'FINISHED' || order.total === 0) return false
    order.state = 'USER_PAID'
    order.transactionId = `42000${number.slice(0, 20)}`
    this.tell(order)
    return true
  }

  private tell(order: ServiceOrder): void {
    const { finish_ticket: _secret, ...rest } = this.view(order)
    this.told.push(rest)
  }

  private view({
    number,
    state,
    service_id,
    appid,
    total,
    finishType,
    transactionId,
    elsewhere,
  }: ServiceOrder): Body {
    return {
      out_order_no: number,
      service_id,
      appid,
      state,
      service_start_time: 'OnAccept',
      ...(finishType === undefined ? {} : { finish_type: finishType }),
      ...(total === undefined ? {} : { total_amount: total }),
      ...(state === 'USER_ACCEPTED' ? { finish_ticket: `ticket-${number}` } : {}),
      ...(transactionId === undefined ? {} : { finish_transaction_id: transactionId }),
      ...(elsewhere ? { pay_type: 'MchChannelPayType' } : {}),
    }
  }

  private create(text: string): Reply {
    const body = JSON.parse(text) as {
      out_order_no: string
      service_id: string
      appid: string
      risk_amount: number
    }
    const { out_order_no: number, service_id, appid, risk_amount: risk } = body
    const known = this.find(number)
    if (known && known.sent.create !== text) return refused(400, 'PARAM_ERROR')
    if (known && known.state !== 'CREATED') return refused(400, 'INVALID_ORDER_STATE')
    if (!known)
      this.orders.set(number, {
        number,
        state: 'CREATED',
        createdAt: this.clock(),
        sent: { create: text },
        risk,
        service_id,
        appid,
      })
    return ok({
      out_order_no: number,
      service_id,
      order_id: `1000${number}`,
      miniprogram_businesstype: 'wxpayScoreUse',
      package: `package-${number}`,
    })
  }

  private query(number: string): Reply {
    const order = this.find(number)
    return order ? ok(this.view(order)) : refused(404, 'ORDER_NOT_EXIST')
  }

  private short({ number, service_id }: ServiceOrder): Reply {
    return ok({ out_order_no: number, service_id, order_id: `1000${number}` })
  }

  private cancel(order: ServiceOrder, text: string): Reply {
    if (order.sent.cancel !== undefined)
      return order.sent.cancel === text ? this.short(order) : refused(400, 'INVALID_REQUEST')
    const can = order.state === 'CREATED' || (order.state === 'USER_ACCEPTED' && this.cancelsAccepted)
    if (!can) return refused(400, 'INVALID_ORDER_STATE')
    Object.assign(order, { state: 'REVOKED', sent: { ...order.sent, cancel: text } })
    return this.short(order)
  }

  private complete(order: ServiceOrder, text: string): Reply {
    const body = JSON.parse(text) as { total_amount: number; finish_type: number; finish_ticket: string }
    if (order.sent.complete !== undefined)
      return order.sent.complete === text ? this.short(order) : refused(400, 'PARAM_ERROR')
    if (order.state !== 'USER_ACCEPTED') return refused(400, 'INVALID_ORDER_STATE')
    if (body.finish_ticket !== `ticket-${order.number}` || body.total_amount > order.risk)
      return refused(400, 'PARAM_ERROR')
    Object.assign(order, {
      state: 'FINISHED',
      total: body.total_amount,
      finishType: body.finish_type,
      sent: { ...order.sent, complete: text },
    })
    return this.short(order)
  }

  private sync(order: ServiceOrder, text: string): Reply {
    if (order.sent.sync !== undefined)
      return order.sent.sync === text ? this.short(order) : refused(400, 'PARAM_ERROR')
    if (order.state !== 'FINISHED' || order.total === 0) return refused(400, 'INVALID_ORDER_STATE')
    Object.assign(order, { state: 'USER_PAID', elsewhere: true, sent: { ...order.sent, sync: text } })
    this.tell(order)
    return this.short(order)
  }
}
