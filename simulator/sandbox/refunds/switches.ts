import { define } from '../switch-definition'

/** Assumptions about refunds. */
export const refundSwitches = [
  define({
    name: 'refundFirstStatus',
    values: ['PROCESSING', 'SUCCESS'],
    assumption: "create's answer says PROCESSING; a refund to the balance may be SUCCESS at once.",
    source: '3.7; official page 4012709253 lists both',
    check: 'Refund one fen to a user who paid from the balance, read status.',
  }),
  define({
    name: 'refundAboveRest',
    values: ['INVALID_REQUEST', 'PARAM_ERROR'],
    assumption: 'A refund above what is left is INVALID_REQUEST.',
    source: 'reports of merchants',
    check: 'Ask for one fen more than is left of a paid test order.',
  }),
  define({
    name: 'refundInterval',
    values: ['none', 'minute'],
    assumption: 'Two refunds of one payment need no minute between them.',
    source: 'written in the pages of 2025.03 for the old interface, not in those of the new one',
    check: 'Refund a test order twice within a minute.',
  }),
] as const
