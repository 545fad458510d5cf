import { define } from '../../switch-definition'

/** Assumptions about the service order of a session. */
export const sessionSwitches = [
  define({
    name: 'sessionCreateState',
    values: ['DOING', 'CREATED', 'CREATED-in-queries'],
    assumption:
      "A session is DOING/USER_CONFIRM at once (CREATED: create's answer says CREATED/USER_CONFIRM; CREATED-in-queries: queries say so too, until it is completed).",
    source: '1.11, 9-11: the example contradicts the rule that nobody has to confirm',
    check: 'Begin a session, read state and state_description of the answer and of a query.',
  }),
  define({
    name: 'sessionConfirmNotified',
    values: ['no', 'yes'],
    assumption: 'A session that begins is not notified (yes: PAYSCORE.USER_CONFIRM comes).',
    source: '1.11, 6.2: notify_url is said to be for both confirmation and payment',
    check: 'Begin a session and look for a notification.',
  }),
  define({
    name: 'sessionIntroduction',
    values: ['required', 'plan-name'],
    assumption:
      'service_introduction of a session is required; plan-name = the plan’s name where it is missing.',
    source: '1.11: marked as required, and said to have a default',
    check: 'Nothing to do: it is always sent.',
  }),
  define({
    name: 'sessionPayments',
    values: ['original-and-discount', 'actual-price'],
    assumption:
      'post_payments of a new session holds its original_price, post_discounts the difference to actual_price (actual-price: one payment, no discount).',
    source: '1.11: made from the plan, how is not said',
    check: 'Read both lists of the first session’s answer.',
  }),
  define({
    name: 'sessionRiskFund',
    values: ['actual-price', 'original-price'],
    assumption: 'risk_fund.amount of a session is its actual_price.',
    source: '1.11: the field is there, its value is not explained',
    check: 'Read risk_fund of the first session’s answer.',
  }),
  define({
    name: 'sessionTotal',
    values: ['up-to-the-price', 'exactly-the-price', 'as-any-order'],
    assumption:
      'complete of a session takes a total up to its actual_price (as-any-order: up to risk_fund.amount and the service’s limit).',
    source:
      '0.1, 1.11 (inferred): complete is the service order’s; an official table says that its amount is paid',
    check: 'Complete a test session below, and another one above its price.',
  }),
] as const
