import { define } from '../switch-definition'

/** Assumptions about the life of an order, whatever its protocol. */
export const orderSwitches = [
  define({
    name: 'repeatedCancel',
    values: ['200', 'INVALID_ORDER_STATE'],
    assumption: 'A repeated cancel with the same parameters is answered like the first.',
    source: '1.7.2: documented for service orders; inferred for payafter-orders',
    check: 'Send the same cancel twice.',
  }),
  define({
    name: 'unconfirmedOrderNotified',
    values: ['yes', 'no'],
    assumption: 'An order created with need_user_confirm=false is USER_ACCEPTED at once and still notified.',
    source: '2.1 (seen by one merchant)',
    check: 'Create one (needs the permission) and look for a notification.',
  }),
  define({
    name: 'packageUse',
    values: ['reusable', 'single-use'],
    assumption: 'A package opens the confirm page as often as wanted within its hour.',
    source: '0.0 against 7.4',
    check: 'Open the confirm page, leave it, open it again.',
  }),
  define({
    name: 'packageOnReplay',
    values: ['same', 'refreshed'],
    assumption: 'A replayed create answers the same package.',
    source: '7.4, 10',
    check: 'Send the same create twice and compare.',
  }),
  define({
    name: 'launchAccepts',
    values: ['either', 'package-only', 'signed-set'],
    assumption:
      'The confirm page opens with the package alone, and checks the signed set of six where it is given (package-only: looks at the package alone; signed-set: demands all six).',
    source: '7.2, 9-6',
    check: 'Open it with and without an APIv2 key configured.',
  }),
  define({
    name: 'createReplayAfterCreated',
    values: ['same-answer', 'INVALID_ORDER_STATE'],
    assumption: 'A replayed create is answered like the first even when the order has moved on.',
    source: '3.2: documented for service orders, whatever their state is not said',
    check: 'Confirm an order, replay its create.',
  }),
  define({
    name: 'replayedComplete',
    values: ['200', 'PARAM_ERROR', 'INVALID_ORDER_STATE'],
    assumption: 'A replayed identical complete is answered like the first.',
    source: '0.0',
    check: 'Send the same complete twice.',
  }),
  define({
    name: 'startTimeAfterAccept',
    values: ['time', 'OnAccept'],
    assumption: 'After confirmation a query answers the moment of confirmation for OnAccept.',
    source: '1.2',
    check: 'Query a confirmed order that was created with OnAccept.',
  }),
  define({
    name: 'endedOrderCode',
    values: ['INVALID_ORDER_STATE', 'specific'],
    assumption: 'Actions on ended orders fail with INVALID_ORDER_STATE, not ORDER_DONE or ORDER_CANCELED.',
    source: '4.2 lists all three',
    check: 'Cancel a paid order, complete a cancelled one.',
  }),
  define({
    name: 'repeatedSync',
    values: ['200', 'INVALID_ORDER_STATE'],
    assumption: 'A repeated identical sync is answered like the first.',
    source: '1.5, 1.7.2 say nothing',
    check: 'Send the same sync twice.',
  }),
  define({
    name: 'syncNotified',
    values: ['no', 'yes'],
    assumption: 'An order settled by sync sends no notification.',
    source: '1.5, 6.2 say nothing',
    check: 'Sync a test order and look for a notification.',
  }),
  define({
    name: 'deductingCode',
    values: ['INVALID_REQUEST', 'INVALID_ORDER_STATE'],
    assumption: 'cancel, sync and modify while a deduction runs are refused with INVALID_REQUEST.',
    source: '1.7.2, 4.3: the message and the number 271316754 are known, the code is not',
    check: 'Cancel an order at the moment its deduction is tried; note code and Request-ID.',
  }),
] as const
