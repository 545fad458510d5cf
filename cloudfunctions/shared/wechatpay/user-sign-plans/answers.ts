import { AnswerReader } from '../answer'
import type { PayAnswer } from '../call'
import type { SignPlanKey } from './key'
import { readSigning, type SignPlan } from './sign-plan'

/** A signing as an answer tells it: with our number. */
export interface ToldSigning extends SignPlan {
  merchant_sign_plan_no: string
}

function readAnswer(action: string, answer: PayAnswer): ToldSigning {
  const reader = new AnswerReader(action, answer)
  reader.need('sign_state')
  return { ...readSigning(reader), merchant_sign_plan_no: reader.need('merchant_sign_plan_no') }
}

/**
 * The answer of a signing's query and stop: flat, and without a package (facts 1.10).
 * @throws PayApiError `CLIENT_UNREADABLE` without a number or state, or with an amount that is none
 */
export const readSignPlan = (answer: PayAnswer): ToldSigning => readAnswer('sign-plan', answer)

/** What create answered. `package` opens the page to sign, is documented to last two hours, and is a secret. */
export interface SignAsked {
  sign_plan: ToldSigning
  package: string
}

/**
 * The answer of a signing's create: what the other answers tell flat stands in `sign_plan` here (facts 1.10).
 * @param asked the signing that was asked for: the answer's own is too deep to be compared with the call before
 * @throws PayApiError `CLIENT_UNREADABLE` when a part is missing or about another signing, or an amount is none
 */
export function readSign(answer: PayAnswer, { merchant_sign_plan_no, sub_mchid }: SignPlanKey): SignAsked {
  const reader = new AnswerReader('sign', answer)
  const inner = reader.object('sign_plan')
  if (!inner) throw reader.unreadable('sign_plan')
  const sign_plan = readAnswer('sign', { ...answer, body: inner })
  if (sign_plan.merchant_sign_plan_no !== merchant_sign_plan_no)
    throw reader.unreadable('merchant_sign_plan_no')
  if (sign_plan.sub_mchid !== undefined && sign_plan.sub_mchid !== sub_mchid)
    throw reader.unreadable('sub_mchid')
  return { sign_plan, package: reader.need('package') }
}
