/**
 * What a step can meet. undone: nothing done, and no answer. lost: done at once or late, and no answer that is believed.
 * overtaken: the customer acts between WeChat Pay's answer and its arrival, or right before a cancel.
 */
export const FAULTS = [
  'none',
  'undone',
  'lost',
  'overtaken',
  'notification',
  'killed before',
  'killed after',
] as const
export type Met = (typeof FAULTS)[number]

/** What happens at WeChat Pay by itself or by the customer; `refund-end`: a refund arrives, is given up, or is stuck. */
const PEOPLE = ['confirm', 'pay', 'decline', 'fail', 'refund-end']
const OVER = ['NOT_CREATED', 'EXPIRED']
/** Where the customer, as far as we know, may still confirm, or pay. */
const CONFIRMABLE = ['CREATING', 'CREATED']
const PAYABLE = ['USER_ACCEPTED', 'FINISHED']
const ENDED = ['NOT_CREATED', 'EXPIRED', 'REVOKED', 'USER_PAID']
/** Where WeChat Pay tells us of what people do. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  confirm: CONFIRMABLE,
  pay: PAYABLE,
  'refund-end': ['USER_PAID'],
}

/** Why a step at an order in this state cannot meet this; `undefined` where it can. `none`: there is no order yet. */
export function impossible(state: string, step: string, fault: Met): string | undefined {
  const called = fault === 'undone' || fault === 'lost' || fault === 'overtaken'
  if (step === 'create' && state !== 'none') return 'a new wish has no order yet'
  if (fault === 'none') return undefined
  if (step === 'pass' || step === 'old-notification') return 'by itself time calls nothing, and dies nowhere'
  if (PEOPLE.includes(step)) {
    if (called) return 'no function calls WeChat Pay'
    return TOLD[step]?.includes(state)
      ? undefined
      : 'there is nothing to confirm or to pay, so nobody is told'
  }
  if (fault === 'notification') return 'WeChat Pay tells of what people do'
  if (state === 'none' && step !== 'again' && step !== 'create')
    return called || step === 'reconcile' ? 'there is no order to ask about' : undefined
  if (step === 'reconcile' && OVER.includes(state)) return 'what a query proved to be over is never due'
  if (!called) return undefined
  if (['get', 'look', 'reopen', 'refund'].includes(step) && OVER.includes(state))
    return 'what a query proved to be over is not asked about'
  if (step === 'again' && !['none', ...CONFIRMABLE].includes(state))
    return 'a repeated create shows what became of the first'
  if (step === 'retry' && ['USER_ACCEPTED', 'FINISHED', 'USER_PAID'].includes(state))
    return 'there is nothing to confirm anew'
  if (fault !== 'overtaken') return undefined
  if (step === 'create' || step === 'again' || state === 'none')
    return 'a create is not preceded by a question'
  if (step === 'console-cancel' && state === 'FINISHED') return 'a bill that is open is not asked about'
  if (step === 'retry' && state === 'CREATING')
    return 'a create that is sent again is not preceded by a question'
  return ENDED.includes(state) ? 'at WeChat Pay it is over' : undefined
}
