import { AnswerReader, type Raw } from '../answer'
import { readSigning, type SignPlan } from './sign-plan'

/** Who a notification is about, as it says it. */
const IDENTITY = ['service_id', 'mchid', 'appid', 'sub_mchid', 'sub_appid', 'openid', 'sub_openid'] as const

const isText = (value: unknown): boolean => typeof value === 'string'

/**
 * The signing in the plaintext of PAYSCORE.USER_SIGN_PLAN or USER_CANCEL_SIGN_PLAN (facts 6.2), told by its content. Our number may
 * be missing, `sign_plan_id` never is. It proves nothing but that something happened: the documents' own example of a cancelled
 * one says UNSIGNED, so a query always follows (facts 9-12).
 * @returns `undefined` when it is no signing
 * @throws PayApiError `CLIENT_UNREADABLE` without a number, or with an amount that is none
 */
export function readSignPlanResource(resource: unknown): SignPlan | undefined {
  if (typeof resource !== 'object' || resource === null || !('sign_plan_id' in resource)) return undefined
  // A session's order may name its signing too.
  if ('out_order_no' in resource) return undefined
  const signing = readSigning(new AnswerReader('notification', { body: resource }))
  // What is there and no text is nobody's. An empty text says nothing here, nor does null.
  for (const name of IDENTITY) if (!isText((resource as Raw)[name] ?? '')) signing[name] = ''
  return signing
}
