import { ApiFailure, paramError } from '../failure'
import { type Transaction } from '../transactions'

/**
 * The payment, if it belongs to the sub-merchant that was named, or to none.
 * @throws ApiFailure 400 PARAM_ERROR when sub_mchid is missing, 404 RESOURCE_NOT_EXISTS when it is another's
 */
export function fittingSubMerchant(
  transaction: Transaction | undefined,
  sub_mchid: string | undefined,
  otherwise: string,
): Transaction {
  const owner = transaction?.sub_mchid
  if (owner !== undefined && sub_mchid === undefined) throw paramError('/sub_mchid', 'is required')
  if (!transaction || owner !== sub_mchid) throw new ApiFailure(404, 'RESOURCE_NOT_EXISTS', otherwise)
  return transaction
}
