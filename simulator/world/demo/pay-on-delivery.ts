import type { OfferDocument } from '../../../cloudfunctions/shared/offers/document'
import type { StockDocument } from '../../../cloudfunctions/shared/stock'
import type { Goods } from '../../../miniprogram/domain/lines/pay-on-delivery'
import { type Demo, sold } from './sold'

const TEA = { name: '小满茶铺', phone: '400-820-1717' }
const BAKERY = { name: '云栖饼房', phone: '0571-8888-6620' }

/** The local world's usual place; elsewhere `Demo.storage` says where. */
const USUAL_STORAGE = 'http://127.0.0.1:8082/storage'

/** Goods with the address of their picture, as a merchant would copy it out of cloud storage. */
const shelf =
  ({ storage = USUAL_STORAGE }: Demo) =>
  (id: string, name: string, amount: number, most?: number): Goods => ({
    id,
    name,
    picture: `${storage}/goods/${id}.svg`,
    amount,
    ...(most === undefined ? {} : { most }),
  })

/** What every offer of goods has, and none of the other lines'. */
const OF_GOODS = {
  schema: 1,
  version: 1,
  revision: 1,
  enabled: true,
  line: 'pay-on-delivery',
  riskName: 'ESTIMATE_ORDER_COST',
} as const

const DEDUCTION = '确认收货后由微信支付分自动扣款；扣款未成功时会稍后再扣，您也可以在订单里主动支付。'

/** Tea: goods that keep, so there is time to look at them; one kind is sold out. */
function tea(demo: Demo): OfferDocument {
  const goods = shelf(demo)
  return {
    ...OF_GOODS,
    fees: [],
    discounts: [],
    choices: [],
    _id: 'tea-shop',
    rank: 4,
    ...sold(demo, 0, TEA, []),
    name: '小满茶铺',
    introduction: '好茶先喝 收货再付',
    summary: '产地直采，当年新茶。今天不付钱，收到茶叶、看过品质再确认收货。',
    riskAmount: 120000,
    maxCharge: 120000,
    goods: [
      goods('longjing', '明前龙井 50 克', 16800),
      goods('silver-needle', '白毫银针 30 克', 12800, 5),
      goods('lapsang', '正山小种 100 克', 9800),
      goods('teacup', '手作粗陶茶杯', 5900, 4),
    ],
    receiveAfterDays: 10,
    steps: ['今日 ¥0 下单', '48 小时内发货，顺丰包邮', '收到满意，确认收货后扣款'],
    rules: [
      { title: '发货与运费', text: '下单后 48 小时内发出，全国包邮。' },
      { title: '退货', text: '确认收货前可以申请退货，退回的商品不收费；茶叶开封后不退。' },
      { title: '破损', text: '签收时发现破损请拍照联系商家，破损部分不收费。' },
      { title: '扣款', text: DEDUCTION },
    ],
    startLocation: '杭州龙井村',
  }
}

/** A bakery: fresh goods, so they count as received soon. */
function bakery(demo: Demo): OfferDocument {
  const goods = shelf(demo)
  return {
    ...OF_GOODS,
    fees: [],
    discounts: [],
    choices: [],
    _id: 'bakery',
    rank: 5,
    ...sold(demo, 1, BAKERY, []),
    name: '云栖饼房',
    introduction: '现烤面包 收货后付',
    summary: '当天现烤，当天送达。先收货、先尝一口，再付款。',
    riskAmount: 60000,
    maxCharge: 60000,
    goods: [
      goods('croissant', '黄油可颂 4 枚', 3900),
      goods('sourdough', '天然酵母欧包', 2800),
      goods('pound-cake', '柠檬磅蛋糕', 5600, 3),
      goods('cookies', '榛果曲奇礼盒', 6800),
    ],
    receiveAfterDays: 2,
    steps: ['今日 ¥0 下单', '当天现烤，同城送达', '收到满意，确认收货后扣款'],
    rules: [
      { title: '配送', text: '每天 10 点前下单当天送达，同城免运费。' },
      { title: '退货', text: '发出前可以退货；收到后品质有问题，请在确认收货前申请。' },
      { title: '保存', text: '常温当天食用最佳，磅蛋糕与曲奇可密封保存 7 天。' },
      { title: '扣款', text: DEDUCTION },
    ],
    startLocation: '杭州西湖区云栖路 18 号',
  }
}

/** 先用后付: two shops' goods for nothing now. */
export const goodsOffers = (demo: Demo): OfferDocument[] => [tea(demo), bakery(demo)]

const LEFT: Readonly<Record<string, number>> = {
  'tea-shop.silver-needle': 3,
  'tea-shop.teacup': 0,
  'bakery.pound-cake': 6,
  'bakery.cookies': 20,
}

/** How many are left of the goods that are counted; the others are not. */
export const demoStock = (): StockDocument[] =>
  Object.entries(LEFT).map(([_id, left]) => ({
    _id,
    schema: 1,
    version: 1,
    offerId: _id.split('.')[0] ?? '',
    left,
  }))
