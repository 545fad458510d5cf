import { PayApiError } from './errors/pay-api-error'

const ABSENT = ['ORDER_NOT_EXIST', 'RESOURCE_NOT_EXISTS']

/**
 * Whether the error of a *query* says that there is no such order, plan or signing: a verified 404 with one of the two codes for it
 * (facts 4.2). Nothing else does: not an answer without a valid signature, not another code, and not the 404 of a call that names a
 * second thing (a session's create may miss the signing, a signing's the plan). Just after a create it is no proof either, WeChat
 * Pay may not know it everywhere yet: ask twice, a minute apart (design 4.4).
 */
export const isAbsent = (error: unknown): boolean =>
  error instanceof PayApiError && error.verified && error.status === 404 && ABSENT.includes(error.code)
