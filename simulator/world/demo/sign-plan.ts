import type { OfferDocument } from '../../../cloudfunctions/shared/offers/document'
import type { PlanDraft } from '../../../miniprogram/domain/lines/sign-plan'
import { type Demo, sold } from './sold'

const BADMINTON = { name: '小满羽毛球俱乐部', phone: '400-820-1717' }
const YOGA = { name: '云栖瑜伽（西湖店）', phone: '0571-8888-6620' }

/** What every offer of plans has, and none of the other lines': plans have their own prices. */
const OF_PLANS = {
  schema: 1,
  version: 1,
  revision: 1,
  enabled: true,
  line: 'sign-plan',
  riskName: 'ESTIMATE_ORDER_COST',
} as const

const DEDUCTION =
  '每次服务结束后由微信支付分自动扣款，只扣这一次的费用；扣款未成功时会稍后再扣，您也可以在订单里主动支付。'
const REST = '随时可以取消剩余次数，取消后不再收费；正在进行的一次照常结算。'

/** A course: each lesson costs the same, less than a single one. */
const badminton = (demo: Demo): OfferDocument => ({
  ...OF_PLANS,
  fees: [],
  discounts: [],
  choices: [],
  _id: 'badminton-course',
  rank: 6,
  ...sold(demo, 0, BADMINTON, []),
  name: '羽毛球训练课',
  introduction: '羽毛球课 上一次付一次',
  summary: '国家二级教练小班授课。今天不付钱，上一节、付一节。',
  riskAmount: 15000,
  maxCharge: 15000,
  steps: ['今日 ¥0 签约', '到馆签到开始上课', '下课后只扣这一节的费用'],
  rules: [
    { title: '上课', text: '按顺序上课，每节 90 分钟；上一节付款后才能开始下一节。' },
    { title: '请假', text: '开课前 2 小时可以免费请假，课次顺延。' },
    { title: '取消', text: REST },
    { title: '扣款', text: DEDUCTION },
  ],
  startLocation: '杭州湖滨小满羽毛球馆',
})

/** A card whose price falls from one class to the next. */
const yoga = (demo: Demo): OfferDocument => ({
  ...OF_PLANS,
  fees: [],
  discounts: [],
  choices: [],
  _id: 'yoga-card',
  rank: 7,
  ...sold(demo, 1, YOGA, []),
  name: '瑜伽次卡',
  introduction: '瑜伽次卡 越练越便宜',
  summary: '不办年卡、不用预存。练一次付一次，后面的课更便宜。',
  riskAmount: 12000,
  maxCharge: 12000,
  steps: ['今日 ¥0 签约', '到馆签到开始上课', '下课后只扣这一次的费用'],
  rules: [
    { title: '上课', text: '按顺序使用，每次 60 分钟；上一次付款后才能开始下一次。' },
    { title: '改期', text: '开课前 1 小时可以免费改期。' },
    { title: '取消', text: REST },
    { title: '扣款', text: DEDUCTION },
  ],
  startLocation: '杭州西湖区云栖路 18 号',
})

/** 签约计划: a course, and a card with falling prices. */
export const planOffers = (demo: Demo): OfferDocument[] => [badminton(demo), yoga(demo)]

/** A plan as its operator would write it, and the offer that it is made under. */
export interface DemoPlan extends PlanDraft {
  offerId: string
}

/** One plan of each offer; an operator of the local world creates them where they are asked for. */
export const DEMO_PLANS: readonly DemoPlan[] = [
  {
    offerId: 'badminton-course',
    name: '羽毛球基础课 4 节',
    durationDays: 60,
    details: ['握拍与步法', '高远球', '网前小球', '双打配合'].map((name) => ({
      name,
      original: 15000,
      actual: 12800,
      discount: '报课立减 22 元',
    })),
  },
  {
    offerId: 'yoga-card',
    name: '瑜伽 5 次卡',
    durationDays: 90,
    details: [9800, 8800, 7800, 6800, 5800].map((actual, index) => ({
      name: `瑜伽课 第 ${index + 1} 次`,
      original: 12000,
      actual,
      discount: index === 0 ? '首次体验价' : '越练越便宜',
    })),
  },
]
