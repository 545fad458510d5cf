import type { RequestOf, ResponseOf } from '#domain/contract'
import { listAlerts, seeAlert, type AlertDocument } from '../shared/alerts'
import type { OperatorContext } from '../shared/operators'

/** So many of the newest are looked through; what is older was there to be seen for long. */
const NEWEST = 100

const isNew = ({ count, seen = 0 }: AlertDocument): boolean => count > seen

/**
 * What nobody saw yet, newest first, after marking one as seen. Alerts are about no shop in particular: who works on the orders
 * of some shops alone is shown none.
 */
export async function alerts(
  { seen }: RequestOf<'console', 'alerts'>,
  { store, operator, log }: OperatorContext,
): Promise<ResponseOf<'console', 'alerts'>> {
  if (operator.shops !== undefined) return { alerts: [] }
  if (seen) {
    await seeAlert(store, seen)
    log('alert-seen', { who: operator.openid })
  }
  const unseen = (await listAlerts(store, NEWEST)).filter(isNew)
  return {
    alerts: unseen.map(({ _id, kind, out_order_no, count, lastAt }) => ({
      id: _id,
      kind,
      ...(out_order_no === undefined ? {} : { out_order_no }),
      count,
      lastAt,
    })),
  }
}
