import { type Sandbox } from '../../../../simulator/sandbox'
import { ago, must, type CallOptions, type Reply, type Stranger } from '../ground'

export type Mode = 'merchant' | 'partner'
export const modes: readonly Mode[] = ['merchant', 'partner']

/** Nobody listens there; notifications are looked at in the list. */
export const notify_url = 'http://127.0.0.1:9/pay/notify'

export const baseOf = (mode: Mode): string =>
  `/v3/payscore/${mode === 'partner' ? 'partner/' : ''}serviceorder`

/** Calls of one mode, with the fields that say whose order it is. */
export class Side {
  constructor(
    readonly sandbox: Sandbox,
    readonly call: Stranger,
    readonly mode: Mode,
  ) {}

  /** What every later call carries. */
  own(): Record<string, string> {
    const { appid, serviceId: service_id, subMchid: sub_mchid } = this.sandbox.credentials
    return this.mode === 'partner' ? { service_id, sub_mchid } : { appid, service_id }
  }

  /** A create body that every rule accepts. */
  body(out_order_no: string, more: object = {}): Record<string, unknown> {
    return {
      ...this.own(),
      appid: this.sandbox.credentials.appid,
      out_order_no,
      service_introduction: '共享充电宝租借',
      post_payments: [{ name: '收费标准', description: '3元/小时，封顶30元' }],
      risk_fund: { name: 'DEPOSIT', amount: 9900 },
      time_range: { start_time: 'OnAccept' },
      location: { start_location: '人民广场站' },
      notify_url,
      need_user_confirm: true,
      ...more,
    }
  }

  bill(more: object = {}): Record<string, unknown> {
    return {
      ...this.own(),
      post_payments: [{ name: '租借费用', amount: 600 }],
      total_amount: 600,
      time_range: { end_time: ago(this.sandbox, 5) },
      ...more,
    }
  }

  create(out_order_no: string, more: object = {}): Promise<Reply> {
    return this.call('POST', baseOf(this.mode), { data: this.body(out_order_no, more) })
  }

  query(out_order_no: string, more: Record<string, string> = {}): Promise<Reply> {
    const options: CallOptions = { params: { ...this.own(), out_order_no, ...more } }
    return this.call('GET', baseOf(this.mode), options)
  }

  on(out_order_no: string, action: string, more: object = {}): Promise<Reply> {
    const data = { ...this.own(), ...more }
    return this.call('POST', `${baseOf(this.mode)}/${out_order_no}/${action}`, { data })
  }

  complete(out_order_no: string, more: object = {}): Promise<Reply> {
    return this.on(out_order_no, 'complete', this.bill(more))
  }

  modify(out_order_no: string, amount: number, more: object = {}): Promise<Reply> {
    const bill = { post_payments: [{ name: '租借费用', amount }], total_amount: amount, reason: '优惠' }
    return this.on(out_order_no, 'modify', { ...bill, ...more })
  }

  sync(out_order_no: string, more: object = {}): Promise<Reply> {
    const detail = { paid_time: ago(this.sandbox, 10) }
    return this.on(out_order_no, 'sync', { type: 'Order_Paid', detail, ...more })
  }

  /** Created and confirmed; an hour of use has passed. */
  async confirmed(out_order_no: string, more: object = {}): Promise<void> {
    await must(this.create(out_order_no, more))
    this.sandbox.act(out_order_no, 'confirm')
    this.sandbox.setClock({ advanceSeconds: 3600 })
  }

  /** Completed, and waiting for its deduction; a minute has passed. */
  async completed(out_order_no: string, more: object = {}): Promise<void> {
    await this.confirmed(out_order_no)
    await must(this.complete(out_order_no, more))
    this.sandbox.setClock({ advanceSeconds: 60 })
  }

  async paid(out_order_no: string): Promise<string> {
    await this.completed(out_order_no)
    this.sandbox.act(out_order_no, 'pay')
    const { collection } = (await must(this.query(out_order_no))).data as {
      collection?: { details: { transaction_id: string }[] }
    }
    return collection?.details[0]?.transaction_id ?? ''
  }
}

/** What a reply was, in one word: the code of a refusal, else the status. */
export const word = ({ status, data }: Reply): unknown => (status < 300 ? status : data['code'])
