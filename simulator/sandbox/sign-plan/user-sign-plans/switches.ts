import { define } from '../../switch-definition'

/** Assumptions about the life of a signed plan. */
export const signingSwitches = [
  define({
    name: 'secondSigning',
    values: ['refused', 'allowed'],
    assumption:
      'While a user is SIGNED to a plan, another signing of the same plan is refused, when it is created and when it is confirmed.',
    source: '4.3 (已签), without a word on what counts as the same',
    check: 'Create a second user-sign-plan for a user who is signed.',
  }),
  define({
    name: 'signedByAnother',
    values: ['refused', 'accepted'],
    assumption: 'Only the user whose openid was given can sign.',
    source: '1.10: openid is required; what it is checked against is not said',
    check: 'Open the signing page of one test account with another one.',
  }),
  define({
    name: 'signingOfStoppedPlan',
    values: ['refused', 'allowed'],
    assumption: 'A signing that was created before its plan was stopped cannot be confirmed afterwards.',
    source: '2.4: a stopped plan cannot be signed, signed ones go on; of those between nothing is said',
    check: 'Create a user-sign-plan, stop its plan, open the signing page.',
  }),
  define({
    name: 'unsignedAfterPackage',
    values: ['UNSIGNED', 'EXPIRE', 'SIGN_PLAN_CANCEL'],
    assumption: 'A signing that nobody confirmed within the two hours of its package stays UNSIGNED.',
    source: '2.4, 10: unknown',
    check: 'Leave a user-sign-plan unsigned and query it after two hours and after a day.',
  }),
  define({
    name: 'planOverTime',
    values: ['midnight-after', 'midnight', 'to-the-second'],
    assumption:
      'A plan of N days ends at 00:00 after the N days that follow the day of signing (midnight: the day of signing is the first of the N; to-the-second: N × 24 hours after signing).',
    source: '1.9, 1.10: days from signing; an official example ends at 00:00',
    check: 'Read plan_over_time of the first signed plan.',
  }),
  define({
    name: 'planOverWhileUsing',
    values: ['EXPIRE', 'SIGNED'],
    assumption:
      'A plan whose time is over is EXPIRE even while a session is in use, which can still be completed and paid (SIGNED: only once that session has ended).',
    source: '2.4 says nothing of sessions in use',
    check: 'Begin a session on the last day and complete it on the next.',
  }),
  define({
    name: 'stopUnsigned',
    values: ['allowed', 'refused'],
    assumption:
      'The merchant may stop a signing that the user has not confirmed; it is SIGN_PLAN_CANCEL then.',
    source: '1.10, 2.4 say nothing',
    check: 'Stop a user-sign-plan that is UNSIGNED.',
  }),
  define({
    name: 'stopWhileUsing',
    values: ['allowed', 'refused'],
    assumption:
      'A signed plan may be cancelled, by merchant or user, while a session is in use; that session goes on.',
    source: '1.10, 2.4 say nothing',
    check: 'Begin a session, stop the signed plan, query both.',
  }),
  define({
    name: 'stopNotified',
    values: ['no', 'yes'],
    assumption: 'A signed plan that the merchant stops is not notified.',
    source: '6.2 (only what the user does)',
    check: 'Stop a signed plan and look for a notification.',
  }),
  define({
    name: 'cancelNotificationState',
    values: ['UNSIGNED', 'SIGN_PLAN_CANCEL'],
    assumption:
      'The notification of a cancelled plan says sign_state UNSIGNED, whatever a query says (SIGN_PLAN_CANCEL).',
    source: '6.2, 9-12: the example contradicts the states',
    check: 'Cancel a plan as the user, compare the notification with a query.',
  }),
  define({
    name: 'unusedDetails',
    values: ['NOT_USED', 'SIGN_PLAN_DETAIL_CANCEL'],
    assumption: 'When a signed plan is cancelled or expires, its unused sessions stay NOT_USED.',
    source: '2.4 says nothing',
    check: 'Query a cancelled plan.',
  }),
  define({
    name: 'detailUsedWhen',
    values: ['paid', 'completed'],
    assumption: 'A session is USED once it is paid; until then it is USING.',
    source: '2.4 (completed), against an official table (paid)',
    check: 'Complete a session of a user whose deduction fails, query the signed plan.',
  }),
  define({
    name: 'lastSessionCancelled',
    values: ['COMPLETE', 'SIGNED'],
    assumption: 'A plan is COMPLETE when no session is left, also where some were cancelled.',
    source: '2.4: COMPLETE when all are used; of cancelled ones nothing is said',
    check: 'Cancel the last session of a plan and query it.',
  }),
  define({
    name: 'goingDetailNo',
    values: ['latest', 'in-use'],
    assumption:
      'going_detail_no is the session that began last, 0 before the first (in-use: 0 between sessions too).',
    source: '1.10: 0 before the first; nothing of the time between two',
    check: 'Query a signed plan after its first session was paid.',
  }),
] as const
