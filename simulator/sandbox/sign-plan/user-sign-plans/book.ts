import { type OrderBook } from '../../orders/book'
import { type Order } from '../../service-orders/order'
import { type Table } from '../../store'
import { type World } from '../../world'
import { signLife, type SignLife } from './life'
import { type SignPlan } from './sign-plan'

/** Every signing, by the merchant's number, by WeChat Pay's, by its packages and by the numbers of its sessions. */
export class Signings {
  private readonly table: Table<SignPlan>
  private readonly ids: Table<string>
  private readonly packages: Table<string>
  private readonly details: Table<string>

  constructor(
    private readonly world: World,
    private readonly orders: OrderBook<Order>,
  ) {
    this.table = world.store.table('user-sign-plans')
    this.ids = world.store.table('user-sign-plan-ids')
    this.packages = world.store.table('user-sign-plan-packages')
    this.details = world.store.table('user-sign-plan-details')
  }

  all(): SignPlan[] {
    return this.table.values()
  }

  find(merchant_sign_plan_no: string): SignPlan | undefined {
    return this.table.get(merchant_sign_plan_no)
  }

  findById(sign_plan_id: string): SignPlan | undefined {
    return this.find(this.ids.get(sign_plan_id) ?? '')
  }

  findByPackage(value: string): SignPlan | undefined {
    return this.find(this.packages.get(value) ?? '')
  }

  /** Whether a number was given to a session, of whatever signing. */
  isTaken(merchant_plan_detail_no: string): boolean {
    return this.details.get(merchant_plan_detail_no) !== undefined
  }

  life(sign: SignPlan): SignLife {
    return signLife(this.world, this.orders, sign)
  }

  save(sign: SignPlan): SignPlan {
    const { merchant_sign_plan_no: number, sign_plan_detail } = sign.request
    this.table.put(number, sign)
    if (!this.ids.get(sign.sign_plan_id)) {
      this.ids.put(sign.sign_plan_id, number)
      for (const one of sign_plan_detail) this.details.put(one.merchant_plan_detail_no, number)
    }
    for (const { value } of sign.packages) {
      if (!this.packages.get(value)) this.packages.put(value, number)
    }
    return sign
  }
}
