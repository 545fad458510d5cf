import { define } from '../switch-definition'

/** Assumptions about the life of an order under service-orders alone. */
export const serviceSwitches = [
  define({
    name: 'serviceCreateState',
    values: ['CREATED', 'DOING'],
    assumption:
      "create's answer says CREATED of an order that waits for its user; DOING is what the service provider's page writes.",
    source: '0.0, 1.7.1',
    check: 'Create an order with need_user_confirm, compare state in the answer and in a query.',
  }),
  define({
    name: 'openidToConfirm',
    values: ['refused', 'ignored'],
    assumption: 'openid is refused in an order that the user has to confirm.',
    source: '1.7.1 (only for orders without confirmation), 9-20',
    check: 'Nothing to do: it is not sent.',
  }),
  define({
    name: 'serviceExpiredState',
    values: ['EXPIRED', 'REVOKED'],
    assumption: 'An order that nobody confirmed for thirty days is EXPIRED.',
    source: '2.2 against 0.0: when WeChat Pay closes orders is not published',
    check: 'Leave an order unconfirmed and query it every day.',
  }),
  define({
    name: 'cancelWhilePaying',
    values: ['allowed', 'refused'],
    assumption: 'cancel is allowed while a completed order waits for its deduction.',
    source: '1.7.2 against 8-6, 9-8',
    check: 'Complete an order of a user whose deduction fails, call cancel, query.',
  }),
  define({
    name: 'cancelledDetails',
    values: ['absent', 'kept'],
    assumption: 'A cancelled order has no state_description and no collection any more.',
    source: '2.2 (state_description only while DOING); of collection nothing is said',
    check: 'Query an order that was cancelled after completion.',
  }),
  define({
    name: 'completeStateCode',
    values: ['INVALID_ORDER_STATE', 'PARAM_ERROR'],
    assumption: 'complete of an order that was not confirmed is INVALID_ORDER_STATE.',
    source: '4.3; a merchant reported PARAM_ERROR in 2019',
    check: 'Complete an order that is still CREATED.',
  }),
  define({
    name: 'emptyPayments',
    values: ['refused', 'accepted'],
    assumption: 'complete and modify need at least one entry in post_payments.',
    source: '1.7.2 (required); that one is the least is written for other regions',
    check: 'Complete a test order with total 0 and an empty list.',
  }),
  define({
    name: 'serviceZeroTotal',
    values: ['done', 'done-and-notified', 'uncollected'],
    assumption:
      'An order completed with total 0 is DONE at once and nothing is notified (uncollected: stays DOING/MCH_COMPLETE).',
    source: '0.0, 9-23: nothing found',
    check: 'Complete an order with total_amount 0, query after a minute, look for a notification.',
  }),
  define({
    name: 'zeroCollection',
    values: ['absent', 'present'],
    assumption: 'Where nothing is to be paid, need_collection is false and there is no collection.',
    source: '1.7.2: need_collection is said to be always true',
    check: 'Query an order that was completed with total 0.',
  }),
  define({
    name: 'modifyTimes',
    values: ['any', 'once'],
    assumption: 'The total may be lowered more than once.',
    source: '1.7.2: only the old document says once',
    check: 'Lower the total of a completed order twice.',
  }),
  define({
    name: 'repeatedModify',
    values: ['200', 'refused'],
    assumption: 'A repeated identical modify is answered like the first.',
    source: '1.7.2 says nothing',
    check: 'Send the same modify twice.',
  }),
  define({
    name: 'collectAnswer',
    values: ['order', 'USERPAYING'],
    assumption: "collect's 200 names the order; it may also be nothing but trade_state USERPAYING.",
    source: '1.7.2',
    check: 'Collect an order that waits for its deduction.',
  }),
  define({
    name: 'failedCollect',
    values: ['TRADE_ERROR', 'accepted'],
    assumption: 'collect answers 403 TRADE_ERROR when the deduction fails at once.',
    source: '4.3 (271316574); the code is from reports of merchants',
    check: 'Collect an order of a user without money.',
  }),
  define({
    name: 'collectWhileDeducting',
    values: ['USERPAYING', 'refused'],
    assumption: 'collect while a deduction runs is answered 200 with trade_state USERPAYING.',
    source: '1.7.2, 4.3 say nothing',
    check: 'Collect twice within a second.',
  }),
  define({
    name: 'syncPaidType',
    values: ['MCH', 'NEWTON', 'absent'],
    assumption: 'After sync the payment is of paid_type MCH and has no transaction_id.',
    source: '1.7.2: the words are explained, not when they come',
    check: 'Sync a test order and query.',
  }),
  define({
    name: 'deductionInParts',
    values: ['whole', 'half-first'],
    assumption:
      'A deduction takes the whole bill or nothing; half-first = half of it, the rest at the next try. Either way every part is an entry in details of its own.',
    source:
      '1.7.2: details is a list, paid_amount stands beside paying_amount; when there are parts is not said',
    check: 'Complete an order of more than the user’s balance, query after each try.',
  }),
  define({
    name: 'partNotified',
    values: ['no', 'yes'],
    assumption: 'A part is not notified; yes = USER_PAID comes for a part too, with USER_PAYING in it.',
    source: '6.2 knows the notification only with DONE',
    check: 'Look at the notifications of an order that was deducted in parts.',
  }),
  define({
    name: 'repeatedMessage',
    values: ['refused', '204'],
    assumption: 'A second message of the same kind is refused, whatever it says.',
    source: '1.7.2 (once per order; the answer is not described)',
    check: 'Send the same message twice.',
  }),
  define({
    name: 'messageState',
    values: ['DOING', 'USER_CONFIRM'],
    assumption: 'Messages may be sent from confirmation until the order is paid.',
    source: '1.7.2 names no state',
    check: 'Send a message after completion.',
  }),
  define({
    name: 'serviceNotificationBody',
    values: ['full', 'minimal'],
    assumption:
      'A decrypted notification holds all that a query answers; minimal = only whose order it is and its state.',
    source: '6.2',
    check: 'Decrypt the first notification and list its fields.',
  }),
] as const
