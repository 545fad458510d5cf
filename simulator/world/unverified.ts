import { cloudBaseAssumptions } from '../cloudbase/unverified'
import { phonePageAssumptions } from '../phone/unverified'
import { fixedAssumptions, unverifiedTable } from '../sandbox/unverified'
import { serviceOrderAssumptions } from './unverified-service-orders'

/** Something that neither the sandbox nor the local CloudBase can settle, and how to check it. */
interface Assumption {
  assumption: string
  source: string
  check: string
}

/** About the protocol's use as a whole; no switch could decide it. */
const MERCHANT: readonly Assumption[] = [
  {
    assumption: 'New merchants still get `payafter-orders`.',
    source: 'payscore 0.1: documents of 2019, unknown today',
    check: 'Look into the permissions of the merchant account; one create answers NO_AUTH or an order.',
  },
  {
    assumption:
      'Error answers (4xx) carry signature headers; one without them proves nothing here and stays unknown.',
    source: 'payscore 5.2',
    check:
      'Query a number that does not exist and look at the headers; without them NOT_CREATED is never proven.',
  },
  {
    assumption: 'Repeating create and cancel with the same bytes acts once.',
    source: 'payscore 3.2: written for serviceorder, inferred here',
    check: 'Send a create twice; both answers name the same order_id.',
  },
  {
    assumption: 'The internal error code stands after the last `-` of Request-ID.',
    source: 'payscore 4.4',
    check: 'Read one refused call in the log.',
  },
  {
    assumption:
      'WeChat Pay takes the notification address of payafter-orders from its own configuration of the service.',
    source: 'payscore 1.1: no notify_url in the request',
    check: 'Ask WeChat Pay’s operations; confirm one order and look for the notification.',
  },
  {
    assumption:
      'In `shopping_info` a name of 64, a picture’s address of 512, a page’s path of 256 and a category of 64 characters are taken, and 100 goods of 100 each with 20 categories. Our client refuses more.',
    source: 'payscore 1.8: lengths unknown',
    check: 'Send an order at these bounds; PARAM_ERROR names the field that is too long.',
  },
  {
    assumption: 'An order of goods may have fees and discounts left out, and a discount without an amount.',
    source: 'payscore 1.8: not marked as needed',
    check: 'Create one order without post_payments and post_discounts, one whose discount has no amount.',
  },
  {
    assumption: 'A deposit (not an estimate) smaller than its goods is a mistake. Our client refuses it.',
    source: 'payscore 3.1: a total is not above a deposit',
    check: 'Not needed: being refused here costs nothing.',
  },
]

/** About the functions, the phone and WeChat DevTools. */
const PLATFORM: readonly Assumption[] = [
  {
    assumption: 'A timer’s call has TRIGGER_SRC=timer and no event.userInfo.',
    source: 'cloudbase 2.3, 7.1',
    check: 'Upload the trigger; the log of reconcile says “swept” every minute and never “refused”.',
  },
  {
    assumption: 'context.time_limit_in_ms and context.request_id are there.',
    source: 'cloudbase 3: seen in the published runtime shim',
    check: 'Compare the request id of a failure on the phone with the console’s log.',
  },
  {
    assumption: 'HTTP access passes the body byte for byte (as text, or base64 and flagged).',
    source: 'cloudbase 7.1, 9',
    check: 'One real notification is answered 200; a signature failure on every one means the bytes changed.',
  },
  {
    assumption: 'The bundled wx-server-sdk works in the cloud’s Node.js 16.13, 18.15 and 20.19.',
    source: 'tried on those versions locally; toolchain',
    check: 'Call orders.offers once after the upload.',
  },
  {
    assumption: 'cloudfunctionRoot may point at a generated folder.',
    source: 'models-and-ux 6-4',
    check: 'Open the project in WeChat DevTools after npm ci: the four functions carry the cloud icon.',
  },
  {
    assumption:
      'openBusinessView calls success when the customer comes back, and fail with “cancel” when it was not opened.',
    source: 'payscore 7.4',
    check:
      'Confirm, decline and close the confirm page on a phone; only the query decides, so nothing depends on it.',
  },
  {
    assumption: 'The mini-program looks and behaves on a phone as in the phone page.',
    source: 'wechat-runtime 4: known differences',
    check: 'Film the story on a phone, light and dark, with the largest font.',
  },
  {
    assumption: 'The end-to-end tests run in WeChat DevTools by WX_AUTO_ENDPOINT or WX_CLI_PATH.',
    source: 'wechat-runtime 6: tried against our own server only',
    check: 'Run them once with DevTools open and npm start running.',
  },
]

const cell = (text: string): string => text.replaceAll('|', '\\|')

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return (
    [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n') + '\n'
  )
}

const plain = (list: readonly Assumption[]): string =>
  table(
    ['Assumption', 'Source', 'How to check'],
    list.map(({ assumption, source, check }) => [assumption, source, check]),
  )

/** docs/unverified.md: every assumption with its switch, its source, and how to check it on the first real day. */
export function unverifiedDocument(): string {
  const cloud = cloudBaseAssumptions.map(({ assumption, option, source, check }) => [
    assumption,
    option === undefined ? '' : `\`${option}\``,
    source,
    check,
  ])
  return [
    '# Not verified',
    'Nobody here has run this project against the real WeChat Pay, CloudBase, a phone or WeChat DevTools. What can only be inferred stands here. This page is generated by `npm run docs`.',
    '## WeChat Pay: switches of the sandbox',
    'The first value is the default. The journeys pass under every value of every switch.',
    unverifiedTable(),
    '## WeChat Pay: what no switch decides',
    plain([...MERCHANT, ...serviceOrderAssumptions, ...fixedAssumptions]),
    '## CloudBase: the local database and functions',
    table(['Assumption', 'Option', 'Source', 'How to check'], cloud),
    '## Functions, phone and WeChat DevTools',
    plain([...PLATFORM, ...phonePageAssumptions]),
  ].join('\n\n')
}
