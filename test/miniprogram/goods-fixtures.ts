import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Delivery, GoodsReturn } from '../../miniprogram/domain/lines/delivery'
import {
  linesOf,
  type OrderedGoods,
  previewOf,
  worthOf,
} from '../../miniprogram/domain/lines/pay-on-delivery'
import type { OfferView } from '../../miniprogram/domain/offer'
import type { OrderState, Outcome } from '../../miniprogram/domain/order'
import type {
  ConsoleOrderView,
  CustomerAction,
  OperatorAction,
  OrderView,
} from '../../miniprogram/domain/view'
import { consoleOrderIn, NOW, orderIn } from './fixtures'

const minute = 60_000
const day = 24 * 60 * minute

/** A picture of the demo as a text, so that no server is needed. */
const picture = (name: string): string => {
  const file = join(process.cwd(), 'simulator', 'world', 'storage', 'goods', `${name}.svg`)
  return `data:image/svg+xml;base64,${readFileSync(file).toString('base64')}`
}

export const teaShop: OfferView = {
  offerId: 'tea-shop',
  revision: 2,
  line: 'pay-on-delivery',
  name: '小满茶铺',
  introduction: '好茶先喝 收货再付',
  summary: '产地直采，当年新茶。今天不付钱，收到茶叶、看过品质再确认收货。',
  riskName: 'ESTIMATE_ORDER_COST',
  riskAmount: 120000,
  maxCharge: 120000,
  fees: [],
  discounts: [],
  choices: [],
  asks: [],
  goods: [
    { id: 'longjing', name: '明前龙井 50 克', picture: picture('longjing'), amount: 16800 },
    {
      id: 'needle',
      name: '白毫银针 30 克',
      picture: picture('silver-needle'),
      amount: 12800,
      most: 5,
      left: 3,
    },
    { id: 'lapsang', name: '正山小种 100 克', picture: picture('lapsang'), amount: 9800, most: 6 },
    { id: 'teacup', name: '手作粗陶茶杯', picture: picture('teacup'), amount: 5900, left: 0 },
  ],
  receiveAfterDays: 10,
  steps: ['今日 ¥0 下单', '48 小时内发货，顺丰包邮', '收到满意，确认收货后扣款'],
  rules: [
    { title: '发货与运费', text: '下单后 48 小时内发出，全国包邮。' },
    { title: '退货', text: '确认收货前可以申请退货，退回的商品不收费；茶叶开封后不退。' },
  ],
  merchant: { name: '小满茶铺', phone: '400-820-1717' },
}

export const bakery: OfferView = {
  ...teaShop,
  offerId: 'bakery',
  name: '云栖饼房',
  introduction: '现烤面包 收货后付',
  goods: [
    { id: 'croissant', name: '黄油可颂 4 枚', picture: picture('croissant'), amount: 3900 },
    { id: 'sourdough', name: '天然酵母欧包', picture: picture('sourdough'), amount: 2800 },
    { id: 'cake', name: '柠檬磅蛋糕', picture: picture('pound-cake'), amount: 5600 },
    { id: 'cookies', name: '榛果曲奇礼盒', picture: picture('cookies'), amount: 6800 },
  ],
}

export const ordered: OrderedGoods[] = [
  { id: 'longjing', name: '明前龙井 50 克', picture: picture('longjing'), amount: 16800, count: 1 },
  { id: 'needle', name: '白毫银针 30 克', picture: picture('silver-needle'), amount: 12800, count: 2 },
]

export const shipped: Delivery = {
  shipped: { note: '顺丰速运，单号 SF1060086540000', at: NOW - 100 * minute },
  receiveAt: NOW - 100 * minute + 10 * day,
}

export const asked: GoodsReturn = {
  goods: [{ id: 'needle', count: 1 }],
  reason: '不想要了',
  at: NOW - 30 * minute,
  state: 'asked',
}
export const accepted: GoodsReturn = {
  ...asked,
  state: 'accepted',
  note: '可以，请原包装寄回',
  answeredAt: NOW - 10 * minute,
}
export const declined: GoodsReturn = {
  ...asked,
  state: 'declined',
  note: '茶叶已经拆封，不能退',
  answeredAt: NOW - 10 * minute,
}
export const allBack: GoodsReturn = {
  ...accepted,
  goods: ordered.map(({ id, count }) => ({ id, count })),
}

const bill = { fees: linesOf(ordered), discounts: [], total: worthOf(ordered), endedAt: NOW - 20 * minute }

const OF_GOODS = {
  line: 'pay-on-delivery',
  protocol: 'service-orders',
  offerId: 'tea-shop',
  name: '小满茶铺',
  introduction: '好茶先喝 收货再付',
  merchant: teaShop.merchant,
  preview: previewOf(ordered, 'ESTIMATE_ORDER_COST'),
  goods: ordered,
} as const

const billed = (state: OrderState) => (state === 'FINISHED' || state === 'USER_PAID' ? { bill } : {})

/** An order of goods in a state. */
export function goodsIn(
  state: OrderState,
  actions: CustomerAction[],
  changes: Partial<OrderView> = {},
  outcome?: Outcome,
): OrderView {
  return orderIn(state, { ...OF_GOODS, goods: ordered, ...billed(state), actions, ...changes }, outcome)
}

/** The same order as operators see it. */
export function consoleGoodsIn(
  state: OrderState,
  actions: OperatorAction[],
  changes: Partial<ConsoleOrderView> = {},
  outcome?: Outcome,
): ConsoleOrderView {
  return consoleOrderIn(
    state,
    {
      ...OF_GOODS,
      goods: ordered,
      ...billed(state),
      actions,
      attempts: [{ out_order_no: 'a1b2c3d4e5f6a7b8c9d0e1f2_1', state, at: NOW - 180 * minute }],
      audit: [
        { at: NOW - 186 * minute, by: 'customer', what: 'create' },
        { at: NOW - 100 * minute, by: 'operator', what: 'ship', note: '顺丰速运，单号 SF1060086540000' },
        { at: NOW - 30 * minute, by: 'customer', what: 'return', note: '不想要了' },
      ],
      ...changes,
    },
    outcome,
  )
}
