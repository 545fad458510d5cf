import { define } from '../switch-definition'

/** Assumptions about orders of goods; what happens to them afterwards is the service order's. */
export const payOnDeliverySwitches = [
  define({
    name: 'goodsConfirmByDefault',
    values: ['no', 'yes'],
    assumption:
      'Without need_user_confirm a merchant’s order of goods needs no confirmation, as is written for service providers.',
    source: '1.8 (false for service providers; nothing for merchants), 9-9',
    check: 'Nothing to do: it is always sent.',
  }),
  define({
    name: 'mchidAsMerchant',
    values: ['optional', 'required'],
    assumption: 'A merchant may leave out mchid in an order of goods; only a platform has to send it.',
    source: '1.8 (平台商必填)',
    check: 'Nothing to do: a merchant’s own is always sent.',
  }),
  define({
    name: 'shoppingLengths',
    values: ['long', 'short'],
    assumption:
      'shopping_info takes 100 kinds of goods, 10 000 of each, names of 128, pictures and paths of 1024 characters (short: 30 kinds, 100 of each, 20, 255 and 128).',
    source: '1.8, 10: nothing is written',
    check: 'Create an order whose goods have the longest name and picture that the shop has.',
  }),
  define({
    name: 'goodsPicture',
    values: ['https', 'http'],
    assumption: 'The picture of goods has an https address (http: either will do).',
    source: '1.8 says URL and no more',
    check: 'Nothing to do: only https is sent to the real WeChat Pay.',
  }),
  define({
    name: 'freeGoods',
    values: ['refused', 'accepted'],
    assumption: 'Goods have a price of at least one fen.',
    source: '1.8 says nothing of gifts',
    check: 'Nothing to do: goods without a price are not offered.',
  }),
  define({
    name: 'jumpLinkApp',
    values: ['own', 'any'],
    assumption:
      'jump_link leads to the app or the sub-merchant’s app of the order, or to real_merchant_appid; PARAM_ERROR else.',
    source: '1.8 says nothing',
    check: 'Nothing to do: it leads to our own app.',
  }),
  define({
    name: 'goodsComparedWithPayments',
    values: ['no', 'yes'],
    assumption:
      'Nothing compares goods (price × count) with post_payments; yes = where every payment has an amount, PARAM_ERROR unless both sums are the same.',
    source: '1.8 says nothing',
    check: 'Create an order whose payments are one fen above its goods.',
  }),
  define({
    name: 'shoppingInQuery',
    values: ['absent', 'present'],
    assumption: 'shopping_info is in create’s answer, not in queries and notifications.',
    source: '1.8 names create’s answer, 1.7.2 does not name it',
    check: 'Query the first order of goods and list its fields.',
  }),
] as const
