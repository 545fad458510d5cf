import { switchList } from './switches'

const cell = (text: string): string => text.replaceAll('|', '\\|')

/**
 * What the sandbox assumes about WeChat Pay, as a markdown table for docs/unverified.md: assumption, switch with its
 * values (the first is the default), source, how to check on the first real day.
 */
export function unverifiedTable(): string {
  const rows = switchList.map(({ name, values, assumption, source, check }) => {
    const choices = values.map((value) => `\`${value}\``).join(', ')
    return [assumption, `\`${name}\`: ${choices}`, source, check]
  })
  const table = [['Assumption', 'Switch', 'Source', 'How to check'], ['---', '---', '---', '---'], ...rows]
  return table.map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n') + '\n'
}

/** What the sandbox assumes without a switch, because no client of ours could tell: assumption, source, check. */
export const fixedAssumptions = [
  {
    assumption:
      'A service order asked for with another sub_mchid, or in the other mode, is ORDER_NOT_EXIST; a sub_mchid that is not bound is NO_AUTH.',
    source: 'payscore 4.2: the codes, not when each comes',
    check: 'Query one shop’s order with another shop’s sub_mchid.',
  },
  {
    assumption: 'One out_order_no cannot be used both as merchant and as service provider.',
    source: 'payscore 3.2: unique under one merchant number',
    check: 'Nothing to do: one deployment has one mode.',
  },
  {
    assumption:
      'Once a part was deducted, cancel is refused, modify goes down to that part (which ends the debt), and sync stands for the rest, as an entry of its own (MCH).',
    source: 'payscore 1.7.2: of parts nothing is said',
    check: 'Sync an order of which a part was deducted; query, and add up details.',
  },
  {
    assumption:
      'An order of goods is queried, completed, cancelled, modified and paid under serviceorder, with the service_id of goods.',
    source: 'payscore 0.1, 1.8: no calls of its own are documented (inferred)',
    check: 'Create one, query it, complete it.',
  },
  {
    assumption:
      'An order of goods needs what a service order needs, for service providers too: names of payments, names and descriptions of discounts, the beginning.',
    source: 'payscore 1.8: the service provider’s page marks none of them as required',
    check: 'Nothing to do: they are always sent.',
  },
  {
    assumption:
      'What is collected for goods is bound as for any service order, by risk_fund or by the service’s limit; its goods are not compared with it.',
    source: 'payscore 1.8, 3.1 say nothing of goods',
    check: 'Complete an order of goods with one fen above its goods.',
  },
  {
    assumption: 'mchid in an order of goods must be the merchant who signed; another one is PARAM_ERROR.',
    source: 'payscore 1.8 says when it is needed, not what is checked',
    check: 'Nothing to do: our own is sent.',
  },
  {
    assumption:
      'sign_plan_detail names every session of the plan, in its order (PARAM_ERROR else); a number that is an order’s, or was given to another session, is INVALID_REQUEST.',
    source: 'payscore 1.10 demands both, the codes are inferred',
    check: 'Create a user-sign-plan with two numbers exchanged, and one with an old number.',
  },
  {
    assumption:
      'A session needs the same openid, or the same sub_openid, as its signing; another user is INVALID_REQUEST, another out_trade_no PARAM_ERROR.',
    source: 'payscore 1.11, 4.3: the codes are inferred',
    check: 'Nothing to do: both are taken from the signing.',
  },
  {
    assumption: 'A session may begin with OnAccept, which is the moment of its creation.',
    source: 'payscore 1.11 gives no form of start_time',
    check: 'Begin a session with OnAccept and query it.',
  },
  {
    assumption:
      'A session is cancelled, modified, synced, collected and told of like any service order, with the service_id of plans; only its total is bound by the plan.',
    source: 'payscore 0.1, 1.11: no calls of its own are documented (inferred)',
    check: 'Complete one, lower its total, sync another one.',
  },
  {
    assumption:
      'No session of a plan may cost more than one order of its service (original_price against the service’s limit of risk_fund): INVALID_REQUEST.',
    source: 'payscore 1.7.1, 1.9: nothing is said of plans',
    check: 'Nothing to do: prices are far below.',
  },
  {
    assumption:
      'actual_pay_price and complete_time of a session are there once it is paid; stopping a plan or a signing answers 200 with the whole of it to service providers too.',
    source: 'payscore 1.9, 1.10; official pages 4012463534 and 4012286184',
    check: 'Query a signed plan between completion and payment of a session.',
  },
  {
    assumption: 'A failed deduction is tried again every hour (only its endlessness is documented).',
    source: 'payscore 1.7.2',
    check: 'Leave one order unpaid and note when the user is told of each try.',
  },
  {
    assumption:
      'A refund that is ABNORMAL still counts against what is left, and may become SUCCESS or CLOSED later.',
    source: 'official page 4012709253: it is handled by hand on the merchant platform',
    check: 'Nothing to provoke; follow the first one that happens by query.',
  },
  {
    assumption:
      'A refund of a sub-merchant’s payment needs its sub_mchid (PARAM_ERROR without, RESOURCE_NOT_EXISTS with another).',
    source: 'official page 4012709253 marks it as required, the codes are inferred',
    check: 'Query a sub-merchant’s refund without sub_mchid.',
  },
  {
    assumption:
      'The bill’s merchant order number of a service order is one of WeChat Pay’s own, so that only transaction_id and attach lead to our order.',
    source: 'payscore 3.2, 3.7',
    check: 'Look at that column of the first bill.',
  },
  {
    assumption:
      'The amounts of collection.details add up to collection.paid_amount; where they differ, the larger one counts as paid.',
    source: 'payscore 1.7.2: both fields, not how they belong together',
    check: 'Compare both in the first query of an order that was paid in parts or with a coupon.',
  },
] as const
