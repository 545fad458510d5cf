import type { OfferDocument } from '../../../cloudfunctions/shared/offers/document'
import { type Demo, sold } from './sold'

export const HOTEL = { name: '云栖里酒店（西湖店）', phone: '0571-8888-6620' }
const POWER_BANK = { name: '小满充电科技有限公司', phone: '400-820-1717' }
const CLEANING = { name: '净友家政服务有限公司', phone: '400-600-3290' }

const DEDUCTION = '服务结束后由微信支付分自动扣款；扣款未成功时会稍后再扣，您也可以在订单里主动支付。'

/** A power bank: billed by use, so its fee line is a rule without an amount (industry billing standard, facts 3.9). */
const powerBank = (demo: Demo): OfferDocument => ({
  _id: 'power-bank',
  schema: 1,
  version: 1,
  revision: 1,
  enabled: true,
  rank: 1,
  line: 'payafter',
  ...sold(demo, 0, POWER_BANK, []),
  name: '共享充电宝',
  introduction: '共享充电宝租借',
  summary: '扫码即借，随处可还。免交押金，归还后按使用时长结算。',
  riskName: 'DEPOSIT',
  riskAmount: 9900,
  maxCharge: 9900,
  fees: [{ name: '收费标准', description: '3 元/小时，不足 1 小时按 1 小时计' }],
  discounts: [],
  choices: [],
  steps: ['确认订单，机柜弹出充电宝', '随身使用，随处可还', '归还后按时长自动扣款'],
  rules: [
    { title: '计费', text: '每小时 3 元，前 5 分钟内归还不收费，每 24 小时封顶 30 元。' },
    { title: '逾期与丢失', text: '累计达到 99 元视为购买，不再计费，充电宝归您所有。' },
    { title: '归还', text: '在任意有空位的机柜归还，以机柜确认的时间为准。' },
    { title: '扣款', text: DEDUCTION },
  ],
  startLocation: '杭州湖滨银泰 in77',
})

/** A hotel: priced nights, and a risk amount above them for what is broken or taken from the minibar. */
const hotelNight = (demo: Demo): OfferDocument => ({
  _id: 'hotel-night',
  schema: 1,
  version: 1,
  revision: 1,
  enabled: true,
  rank: 2,
  line: 'payafter',
  ...sold(demo, 1, HOTEL, [
    { field: 'name', why: '前台按姓名为您办理入住' },
    { field: 'phone', why: '到店前与您确认房间' },
  ]),
  name: '湖景大床房',
  introduction: '酒店入住 先住后付',
  summary: '免押金入住，退房免排队，离店后按实际消费结算。',
  riskName: 'DEPOSIT',
  riskAmount: 60000,
  maxCharge: 60000,
  fees: [],
  discounts: [],
  choices: [
    {
      id: 'nights',
      label: '入住晚数',
      options: [
        {
          id: 'one',
          label: '1 晚',
          fees: [{ name: '酒店房费', amount: 29800, description: '湖景大床房 1 晚，含双早' }],
        },
        {
          id: 'two',
          label: '2 晚',
          fees: [{ name: '酒店房费', amount: 57600, description: '湖景大床房 2 晚，含双早' }],
          riskAmount: 90000,
          maxCharge: 90000,
        },
      ],
    },
  ],
  steps: ['确认订单，暂不付款', '到店直接入住', '离店后自动扣款'],
  rules: [
    { title: '入住与离店', text: '14:00 后入住，次日 12:00 前离店；延迟离店每小时 50 元。' },
    { title: '其他杂费', text: '迷你吧、洗衣等按房内价目表计入，合计不超过本单最高金额。' },
    { title: '损坏赔偿', text: '按物品清单价格赔偿，离店前会与您确认。' },
    { title: '取消', text: '入住前可联系酒店免费取消。' },
    { title: '扣款', text: DEDUCTION },
  ],
  startLocation: '杭州西湖区云栖路 18 号',
  endsAfterHours: 48,
})

/** A service at a fixed price with a discount: the estimate is the final price unless something is left out. */
const cleaning = (demo: Demo): OfferDocument => ({
  _id: 'home-cleaning',
  schema: 1,
  version: 1,
  revision: 1,
  enabled: true,
  rank: 3,
  line: 'payafter',
  ...sold(demo, 0, CLEANING, [
    { field: 'address', why: '保洁员按此地址上门' },
    { field: 'phone', why: '上门前与您联系' },
  ]),
  name: '上门保洁 3 小时',
  introduction: '上门保洁 满意后付款',
  summary: '持证保洁员上门，自带工具，打扫完您验收，满意后再扣款。',
  riskName: 'ESTIMATE_ORDER_COST',
  riskAmount: 20000,
  maxCharge: 18800,
  fees: [
    { name: '保洁服务费', amount: 16800, description: '3 小时，1 位保洁员' },
    { name: '上门费', amount: 2000, description: '市区内统一' },
  ],
  discounts: [{ name: '新客立减', amount: 3000, description: '首单立减 30 元，完结时抵扣' }],
  choices: [],
  steps: ['确认订单，暂不付款', '保洁员上门服务', '您验收后自动扣款'],
  rules: [
    { title: '服务时间', text: '服务 3 小时；提前完成按实际项目收费，不额外加价。' },
    { title: '改期与取消', text: '上门前 2 小时可免费改期或取消，请联系商家。' },
    { title: '不满意', text: '24 小时内可要求返工一次，返工不收费。' },
    { title: '扣款', text: DEDUCTION },
  ],
  startLocation: '顾客地址',
})

/** 先享后付: what is billed by use, by the night, and at a fixed price. */
export const payafterOffers = (demo: Demo): OfferDocument[] => [
  powerBank(demo),
  hotelNight(demo),
  cleaning(demo),
]
