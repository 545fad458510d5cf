import { define } from '../switch-definition'

/** Assumptions about the life of an order under payafter-orders alone. */
export const payafterSwitches = [
  define({
    name: 'cancelAfterAcceptance',
    values: ['refused', 'allowed'],
    assumption: 'cancel is refused once the user has confirmed (USER_ACCEPTED).',
    source: '1.3, 2.1, 9-3',
    check: 'Confirm an order, call cancel, query.',
  }),
  define({
    name: 'cancelAfterFinish',
    values: ['refused', 'allowed'],
    assumption: 'cancel is refused while a finished order waits for its deduction.',
    source: '0.0 (allowed for service orders), 9-8',
    check: 'Complete an order of a user whose deduction fails, call cancel, query.',
  }),
  define({
    name: 'cancelReasonLimit',
    values: ['30', '50'],
    assumption: 'The reason of cancel has at most 30 characters.',
    source: '1.3, 9-13',
    check: 'Nothing to do: 30 fits both.',
  }),
  define({
    name: 'finishTypeOneState',
    values: ['FINISHED', 'REVOKED'],
    assumption: 'complete with finish_type 1 leaves the order FINISHED.',
    source: '2.1, 9-4',
    check: 'Complete a confirmed order with finish_type 1 and query.',
  }),
  define({
    name: 'zeroTotal',
    values: ['finished', 'paid', 'paid-and-notified'],
    assumption: 'An order completed with total 0 stays FINISHED and nothing is notified.',
    source: '2.1, 9-23, 0.0',
    check: 'Complete a confirmed order with total_amount 0, query after a minute, look for a notification.',
  }),
  define({
    name: 'paidEvent',
    values: ['PAYSCORE.USER_PAID', 'PAYSCORE.PAYAFTER_ORDER_PAID'],
    assumption:
      'The paid notification is called PAYSCORE.USER_PAID (the second value stands for any other name).',
    source: '6.2, 9-7',
    check: 'Read event_type of the first paid notification.',
  }),
  define({
    name: 'confirmEvent',
    values: ['PAYSCORE.USER_ACCEPTED', 'PAYSCORE.USER_CONFIRM'],
    assumption: 'The notification of a confirmation is called PAYSCORE.USER_ACCEPTED.',
    source: '6.2, 9-7',
    check: 'Read event_type of the first confirmation.',
  }),
  define({
    name: 'notificationBody',
    values: ['full', 'minimal'],
    assumption:
      'A decrypted notification holds all that a query answers; minimal = only the fields of the old class.',
    source: '6.3',
    check: 'Decrypt the first notification and list its fields.',
  }),
  define({
    name: 'createAnswerState',
    values: ['absent', 'present'],
    assumption: "create's answer has no state.",
    source: '1.1, 0.0',
    check: 'Read the first answer of create.',
  }),
  define({
    name: 'replayedCreateCompares',
    values: ['ciphertext', 'plaintext'],
    assumption: 'A replayed create with freshly encrypted fields counts as other parameters.',
    source: '5.5, 9-22',
    check: 'Replay a create with the same name encrypted again.',
  }),
  define({
    name: 'riskRule',
    values: ['above-fees-with-discounts', 'not-checked'],
    assumption: 'With discounts, the sum of fees less discounts must be below risk_amount.',
    source: '1.1 (comment of a sister protocol)',
    check: 'Create an order with a discount whose fees equal risk_amount.',
  }),
  define({
    name: 'finishTicket',
    values: ['changing', 'stable'],
    assumption: 'Each query answers another finish_ticket; earlier ones stay valid.',
    source: '3.4',
    check: 'Query a confirmed order twice and compare.',
  }),
  define({
    name: 'wrongTicketCode',
    values: ['PARAM_ERROR', 'INVALID_REQUEST'],
    assumption: 'A missing or wrong finish_ticket is PARAM_ERROR.',
    source: '4.3',
    check: 'Complete a test order with a wrong ticket.',
  }),
  define({
    name: 'completeFeeDetails',
    values: ['accepted', 'refused'],
    assumption: 'complete accepts fee_desc and fee_count.',
    source: '1.4, 9-5',
    check: 'Complete a test order with them.',
  }),
  define({
    name: 'sameEndLocation',
    values: ['refused', 'accepted'],
    assumption: 'complete refuses a real_service_end_location equal to the planned end or the start.',
    source: '1.4',
    check: 'Complete a test order with the planned end location.',
  }),
  define({
    name: 'payTypeWhenDeducted',
    values: ['absent', 'unknown-word'],
    assumption: 'pay_type is only there when the merchant was paid directly (MchChannelPayType).',
    source: '1.2: other values unknown',
    check: 'Query a paid order.',
  }),
] as const
