import { type Table } from '../../store'
import { type World } from '../../world'
import { type Plan } from './plan'

/** Every plan, by the merchant's number and by WeChat Pay's. */
export class Plans {
  private readonly table: Table<Plan>
  private readonly ids: Table<string>

  constructor(world: World) {
    this.table = world.store.table('payscore-plans')
    this.ids = world.store.table('payscore-plan-ids')
  }

  all(): Plan[] {
    return this.table.values()
  }

  find(merchant_plan_no: string): Plan | undefined {
    return this.table.get(merchant_plan_no)
  }

  findById(plan_id: string): Plan | undefined {
    return this.find(this.ids.get(plan_id) ?? '')
  }

  save(plan: Plan): Plan {
    this.table.put(plan.request.merchant_plan_no, plan)
    this.ids.put(plan.plan_id, plan.request.merchant_plan_no)
    return plan
  }
}
