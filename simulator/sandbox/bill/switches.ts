import { define } from '../switch-definition'

/** Assumptions about trade bills. */
export const billSwitches = [
  define({
    name: 'billAttach',
    values: ['wxzff', 'own'],
    assumption:
      'The attach column of a pay score order reads wxzff|order_id|out_order_no, not what create sent.',
    source: '3.7',
    check: 'Download the bill of the first real day.',
  }),
  define({
    name: 'billTooEarly',
    values: ['STATEMENT_CREATING', 'NO_STATEMENT_EXIST'],
    assumption: 'Before ten o’clock the bill of yesterday (and all day that of today) is STATEMENT_CREATING.',
    source: 'official page 4012556654 and its sisters name both codes and the hours 8, 9 and 10',
    check: 'Ask for yesterday’s bill at nine.',
  }),
  define({
    name: 'billOfNothing',
    values: ['NO_STATEMENT_EXIST', 'empty-file'],
    assumption: 'A day without payments and refunds has no bill.',
    source: 'official page 4012556654: check whether there was a payment',
    check: 'Ask for the bill of a day before the first order.',
  }),
  define({
    name: 'billRefundDay',
    values: ['requested', 'succeeded'],
    assumption: 'A refund stands in the bill of the day on which it was asked for.',
    source: 'the pages only say refunds of the day',
    check: 'Compare both days for a refund that took more than a day.',
  }),
  define({
    name: 'billForm',
    values: ['windows', 'plain'],
    assumption: 'The file begins with a byte order mark and its lines end with CR LF.',
    source: 'published samples have both',
    check: 'Look at the first bytes of a downloaded bill.',
  }),
] as const
