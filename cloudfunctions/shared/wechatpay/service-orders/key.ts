import { fillPath, prepared, type PrepareContext, type PreparedCall } from '../call'
import { Fields } from '../checks/fields'
import { checkShape, type Shape } from '../checks/shape'
import { placeOf } from '../place'

/** What names one service order to WeChat Pay. */
export interface ServiceOrderKey {
  out_order_no: string
  service_id: string
  /** The app that the order was created for; a service provider's calls after create leave it out (facts 1.7.2). */
  appid: string
  /** The shop's merchant number, when we call as its service provider. Absent = as the merchant itself. */
  sub_mchid?: string
}

const KEY: Shape<keyof ServiceOrderKey> = {
  out_order_no: 'number',
  service_id: 32,
  appid: 32,
  sub_mchid: { optional: 32 },
}

/** Where every call about orders begins. */
export const ROOT = '/v3/payscore'

/** Where the calls about service orders are. */
export const rootOf = (sub_mchid: string | undefined): string => placeOf(ROOT, 'serviceorder', sub_mchid)

/** Fields that an answer has in common with the call about one order, where it has them. */
export const repeatsOf = ({
  out_order_no,
  sub_mchid,
}: Pick<ServiceOrderKey, 'out_order_no' | 'sub_mchid'>): Record<string, string> =>
  sub_mchid === undefined ? { out_order_no } : { out_order_no, sub_mchid }

/** What is particular to one call about an existing order. */
export interface OrderCall {
  action: string
  /** The last part of its path. */
  end: string
  /** Its fields beside the key. */
  shape: Shape
  /** Whether the same bytes may be sent twice without acting twice. */
  safeToRepeat: boolean
  /** Whether the merchant's own call names the app too; a service provider's never does. */
  appid: boolean
}

/**
 * Checks a call about an existing order and puts it together for the merchant itself or its service provider (facts 1.7.2).
 * @param rest checks what several fields decide together, and gives the body beside the key
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function onOrder<Params extends ServiceOrderKey>(
  { action, end, shape, safeToRepeat, appid: named }: OrderCall,
  params: Params,
  context: PrepareContext,
  rest: (fields: Fields) => object,
): PreparedCall {
  const fields = new Fields(action)
  checkShape(fields, '', params, { ...KEY, ...shape })
  const more = rest(fields)
  fields.check()
  const { out_order_no, service_id, appid, sub_mchid } = params
  const whose = sub_mchid === undefined ? (named ? { appid } : {}) : { sub_mchid }
  return prepared(context, {
    action,
    path: fillPath(action, `${rootOf(sub_mchid)}/{out_order_no}/${end}`, { out_order_no }),
    body: { ...whose, service_id, ...more },
    safeToRepeat,
    repeats: repeatsOf(params),
  })
}
