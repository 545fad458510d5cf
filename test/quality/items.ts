/** One test of ours: its file below test/ and its name as it stands in the source (`%s` and all). */
export type Proof = readonly [file: string, test: string]

/** One item of WeChat Pay's own lists of what goes wrong, in our words. */
export interface Item {
  demand: string
  /** `fatal`: one of its fatal mistakes; `code`: one of the codes that its tickets are about most. */
  kind: 'fatal for everybody' | 'fatal for Pay Score' | 'frequent error'
  proofs: readonly Proof[]
  /** Why it does not apply; such an item has no proofs. */
  exempt?: string
}

const client = 'cloudfunctions/shared/wechatpay/client.test.ts'
const complete = 'cloudfunctions/shared/wechatpay/payafter-orders/complete.test.ts'
const create = 'cloudfunctions/shared/wechatpay/payafter-orders/create.test.ts'
const failure = 'cloudfunctions/shared/pay-failure.test.ts'
const config = 'cloudfunctions/shared/config.test.ts'
const launch = 'cloudfunctions/shared/wechatpay/launch.test.ts'
const completion = 'cloudfunctions/shared/orders/completion.test.ts'
const notify = 'cloudfunctions/shared/notify/notify.test.ts'
const notification = 'cloudfunctions/shared/wechatpay/notification.test.ts'
const stories = {
  atOnce: 'journeys/at-once.test.ts',
  attacks: 'journeys/attacks/notify.test.ts',
  billing: 'journeys/billing.test.ts',
  lost: 'journeys/lost.test.ts',
  notifications: 'journeys/notifications.test.ts',
  payafter: 'journeys/payafter.test.ts',
  shopsNotify: 'journeys/attacks/shops-notify.test.ts',
  slow: 'journeys/slow.test.ts',
  taken: 'journeys/taken-number.test.ts',
} as const

const FATAL: readonly Omit<Item, 'kind'>[] = [
  {
    demand: 'The signature of every answer is verified before it is believed.',
    proofs: [
      [client, '%s: refused, and what it did is unknown'],
      [client, 'an unverified error proves nothing'],
      [client, '204 is a success without a body, and signed over nothing'],
    ],
  },
  {
    demand:
      'The signature of every notification is verified, over the bytes as they came and before anything is decrypted.',
    proofs: [
      [notification, 'verified over its own spacing, decrypted, parsed'],
      [stories.attacks, '%s: %d'],
      [notify, 'is refused before the database is touched: %s'],
    ],
  },
  {
    demand: 'A notification that comes twice, also at the same time, takes effect once.',
    proofs: [
      [stories.notifications, 'twice at the same time: both are answered 200, and it is one confirmation'],
      [stories.notifications, 'again days later: nothing changes, and nobody asks WeChat Pay'],
      [notify, 'is not recorded before its effect, so that it comes again'],
    ],
  },
  {
    demand:
      'The probe WECHATPAY/SIGNTEST/ is refused like any wrong signature, in answers and notifications.',
    proofs: [
      [stories.notifications, '%s: refused with 401, and believed when it comes rightly signed'],
      [stories.attacks, '%s: %d'],
      [stories.lost, '%s: the order is found, and its package again by the same bytes'],
    ],
  },
]

const FATAL_PAYSCORE: readonly Omit<Item, 'kind'>[] = [
  {
    demand: 'An order that stays CREATED is asked about by a timer, until WeChat Pay says how it ended.',
    proofs: [
      [stories.notifications, 'never: reconcile finds it by itself'],
      [stories.payafter, 'expires by the clock, and a new attempt is confirmed'],
      ['cloudfunctions/shared/orders/schedule.test.ts', "is looked at just after WeChat Pay's hour"],
    ],
  },
  {
    demand: 'The total of a completion is the charges minus the discounts, or nothing is sent.',
    proofs: [
      [complete, 'sums: accepted exactly when total = fees - discounts, from 0 to the risk amount'],
      [completion, 'passes exactly when it adds up and stays below what was shown'],
      [
        stories.payafter,
        'a bill that does not add up, is too high, comes too early, twice, or ends in the future',
      ],
    ],
  },
  {
    demand: 'Amounts are whole fen everywhere.',
    proofs: [
      ['domain/money.test.ts', 'never rounds: what it reads is what was typed, to the fen'],
      ['domain/money.test.ts', 'adds like integers and refuses everything else'],
      [complete, 'used: %s'],
    ],
  },
  {
    demand: 'How an order ended is read from all that WeChat Pay says of it, not from its state alone.',
    proofs: [
      ['domain/order.test.ts', 'zero and cancelled settle a finished order; a debt does not'],
      [
        'cloudfunctions/shared/orders/believe.test.ts',
        'a sync whose answer was lost is a payment elsewhere unless a transaction says otherwise',
      ],
      [stories.payafter, 'is ended as unused by an operator after it was confirmed'],
    ],
  },
  {
    demand: 'A notification is answered within 5 seconds.',
    proofs: [[stories.notifications, 'is answered at once: nobody asks WeChat Pay while it waits']],
  },
  {
    demand: 'What a notification says was paid is compared with our own bill.',
    proofs: [
      [stories.notifications, 'paid %d fen instead of 900: alerted, and the query decides'],
      ['cloudfunctions/shared/orders/believe.test.ts', 'is not believed from a notification, and alerted'],
    ],
  },
  {
    demand: 'The launch is signed with the APIv2 key by HMAC-SHA256, the requests with the private key.',
    proofs: [
      [launch, 'with an APIv2 key: the six fields, all texts, signed in the order of their names'],
      [
        'simulator/sandbox/pages/launch.test.ts',
        'the confirm page opens with the package alone and with the signed set',
      ],
      [client, 'a POST sends the prepared bytes and signs the same'],
    ],
  },
  {
    demand: 'No key or secret stands in the code, nor in what the phone ships.',
    proofs: [
      ['ground/no-keys.test.ts', 'no file of the project holds a key'],
      ['ground/no-keys.test.ts', 'what the phone ships names no key of the functions'],
      [config, 'gives notify no private key, whatever its environment holds'],
    ],
  },
  {
    demand: 'The address for notifications is public https without a query.',
    proofs: [
      [config, 'outside the sandbox: notify URL %s'],
      [config, '%s = %j'],
    ],
  },
  {
    demand: 'A service provider routes notifications by the shop that they are about (sub_mchid).',
    proofs: [
      [stories.shopsNotify, '%s: an order’s notification changes nothing'],
      [stories.shopsNotify, '%s: a refund’s notification changes nothing'],
      [stories.shopsNotify, 'control: a notification that names the order’s shop is applied'],
      ['cloudfunctions/shared/orders/notified.test.ts', 'not another one, or none: %j'],
    ],
  },
]

const FREQUENT: readonly Omit<Item, 'kind'>[] = [
  {
    demand: 'Order not found: proof only when verified, twice, a minute apart.',
    proofs: [
      [stories.lost, '%s: proven not to exist after two questions, and never created by the timer'],
      [
        'cloudfunctions/shared/orders/believe.test.ts',
        'proves nothing before a minute has passed, and only the second time',
      ],
    ],
  },
  {
    demand: 'The deduction failed, and WeChat Pay goes on trying: a debt is not settled.',
    proofs: [['domain/order.test.ts', 'zero and cancelled settle a finished order; a debt does not']],
  },
  {
    demand: 'The state does not allow it: the order is queried, and its real state decides.',
    proofs: [
      [
        stories.atOnce,
        'customer and operator cancel while the customer confirms: whatever WeChat Pay has is what we say',
      ],
      [stories.atOnce, 'an operator completes while another one ends it as unused: one of them'],
    ],
  },
  {
    demand: 'A parameter is out of range: found before anything is sent, by its path.',
    proofs: [
      [create, 'every problem at once, in one sentence, without the values'],
      [complete, 'used: %s'],
    ],
  },
  {
    demand:
      'The same number with another body: the stored bytes are sent again, and what exists is asked about.',
    proofs: [
      [stories.lost, '%s: the order is found, and its package again by the same bytes'],
      [stories.slow, 'to a completion: the function ends in time, and the same bytes are the one charge'],
      [stories.taken, 'confirmed: it is in service, and nothing is created beside it'],
    ],
  },
  {
    demand:
      'Merchant and mini-program are not bound, or no permission for the service: told as a matter of the settings.',
    proofs: [[failure, '%s (%#)']],
  },
  {
    demand: 'Too frequent: the timer stops, callers are told to wait.',
    proofs: [
      [stories.slow, '429: the run of the timer ends at once and goes on with the next'],
      [client, '429 is tried once more after half a second or more, then given to the caller'],
    ],
  },
  {
    demand: 'Assessment refused, an overdue order, teen mode: said in our own words, and nothing is left.',
    proofs: [
      [stories.lost, 'refused for this person: said in our own words, and nothing is left'],
      [failure, '%s (%#)'],
    ],
  },
  {
    demand: 'Authorization invalid: signed over the very bytes that are sent, as other clients verify it.',
    proofs: [
      [client, 'one GET: signed over the very path, no body, all headers'],
      [
        'cloudfunctions/shared/wechatpay/strangers.test.ts',
        'our Authorization verifies there, signed here or on the thread pool',
      ],
    ],
  },
  {
    demand: 'A deduction is under way: what it did is found out, and nobody pays twice unseen.',
    proofs: [[stories.billing, 'is refused aloud when WeChat Pay deducted a moment before']],
  },
  {
    demand: "The total is above the order's risk amount: never sent.",
    proofs: [[completion, 'is bound by the risk amount where that is below the highest charge']],
  },
  {
    demand: 'The real end is before the start: never sent, whichever clock is behind.',
    proofs: [
      [
        completion,
        'are taken by WeChat Pay whichever clock is behind: the end after the start, before both clocks',
      ],
      [completion, 'an end before the start that WeChat Pay names is refused'],
    ],
  },
]

/** Every item, with its source: facts/peers-and-performance 2, facts/payscore 4 and 5. */
export const ITEMS: readonly Item[] = [
  ...FATAL.map((item): Item => ({ ...item, kind: 'fatal for everybody' })),
  ...FATAL_PAYSCORE.map((item): Item => ({ ...item, kind: 'fatal for Pay Score' })),
  ...FREQUENT.map((item): Item => ({ ...item, kind: 'frequent error' })),
]

const fileOf = (file: string): string => `\`${file.replace(/\.test\.ts$/, '')}\``

/** The table of docs/guarantees.md. */
export function qualityTable(): string {
  const rows = ITEMS.map(({ demand, kind, proofs, exempt }) => {
    const files = [...new Set(proofs.map(([file]) => fileOf(file)))].join(', ')
    return `| ${demand} | ${kind} | ${exempt === undefined ? files : `does not apply: ${exempt}`} |`
  })
  return ['| demand | kind | proven by, below test/ |', '| --- | --- | --- |', ...rows].join('\n')
}
