/** About service orders, shops, refunds and bills, where neither a document nor a switch of the sandbox decides. */
export const serviceOrderAssumptions = [
  {
    assumption:
      'Every answer of 204 is signed, over an empty body; an unsigned one leaves the call without a known result.',
    source: 'payscore 1.7.2: inferred from the rule for bodies',
    check: 'Complete an order as service provider and look at the headers of its 204.',
  },
  {
    assumption:
      'A package dies an hour after it was handed out, and 65 minutes after the create nobody can confirm the order any more, so that it may be cancelled for a new attempt.',
    source: 'payscore 1.7.1 (one hour), 2.2 (the order lives for thirty days)',
    check: 'Open a confirm page, leave it open, and confirm after 66 minutes.',
  },
  {
    assumption: 'DONE beside a collection that is USER_PAYING is not paid yet.',
    source: 'payscore 2.2: all three fields decide; this combination is not described',
    check: 'Nothing to provoke: such an order is asked about again.',
  },
  {
    assumption:
      'A message has no query: where its answer is lost nobody can tell whether the customer got it, and an operator decides.',
    source: 'payscore 1.7.2 lists no call for it',
    check: 'Look for one in WeChat Pay’s documents.',
  },
  {
    assumption:
      'A shop’s own mini-program may call the functions of the service provider’s environment; its callers come with its appid (WX_APPID, WX_OPENID, or FROM_APPID and FROM_OPENID where resources are shared), and only the first pair is read.',
    source: 'cloudbase 2.3; the shared environment of several mini-programs was never tried',
    check: 'Log all four in a call from a shop’s mini-program, and compare with the openid of its order.',
  },
  {
    assumption:
      'An order that is placed in a shop’s mini-program is created with its sub_appid, its confirm page opens from there alone, and its customer is sub_openid in every answer.',
    source: 'payscore 1.7.1, 7.4: error 4108 is described for appid alone',
    check: 'Confirm one order from the shop’s mini-program and one from the service provider’s.',
  },
  {
    assumption:
      'A service provider’s notification always names sub_mchid; one without is no order of a shop.',
    source: 'payscore 6.2: the fields are listed, none is said to be certain',
    check: 'Decrypt the first notification of a shop’s order.',
  },
  {
    assumption:
      'The same out_refund_no with the same bytes is the same refund, also after “no such refund” was answered twice.',
    source: 'inferred from the idempotency of numbers (payscore 3.2); the sandbox does it',
    check: 'Send one refund twice; both answers name the same refund_id.',
  },
  {
    assumption:
      'A refund is of one transaction: an order that was deducted in parts is refunded part by part, each up to its own amount.',
    source: 'payscore 3.7: a refund names a transaction_id and its total',
    check: 'Refund more than one part of an order that was deducted in two.',
  },
  {
    assumption:
      'A payment can be refunded for a year and in at most fifty refunds; a closed one gives its amount back, and does not count.',
    source: 'the sandbox’s rules (official page 4012709253); that closed ones do not count is inferred',
    check: 'Close a refund on the merchant platform and ask for the whole amount.',
  },
  {
    assumption:
      'A service provider’s bill lists the payments of all its shops, with sub_mchid in each row; it is asked for without one.',
    source: 'inferred: the request has an optional sub_mchid, each row a column for it',
    check: 'Download the bill of a day with payments of two shops.',
  },
  {
    assumption:
      'Money that moves around midnight stands in the bill of that day or of the next one; what neither has is a difference.',
    source: 'inferred: which clock decides is not published',
    check: 'Compare the bills after an order that was paid within a minute of midnight.',
  },
  {
    assumption: 'A bill can be downloaded for three months; days that are older than 88 are passed over.',
    source: 'three months are what is known; how they are counted is not',
    check: 'Ask for the bill of 88, 90 and 92 days ago.',
  },
] as const
