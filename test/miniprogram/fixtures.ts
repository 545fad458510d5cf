import type { OfferView, Preview } from '../../miniprogram/domain/offer'
import type { OrderState, Outcome } from '../../miniprogram/domain/order'
import type {
  AlertView,
  AttemptView,
  Bill,
  ConsoleOrderView,
  CustomerAction,
  OperatorAction,
  OrderView,
} from '../../miniprogram/domain/view'

/** 2026-11-20 18:03 in Beijing. */
export const NOW = Date.UTC(2026, 10, 20, 10, 3)
const minute = 60_000

const merchant = { name: '杭州小满出行科技有限公司', phone: '400-820-0518' }

export const powerBank: OfferView = {
  offerId: 'power-bank',
  revision: 3,
  line: 'payafter',
  name: '共享充电宝',
  introduction: '充电宝租借，免押金',
  summary: '门店扫码取用，任意柜机归还，用多久付多久。',
  riskName: 'DEPOSIT',
  riskAmount: 9900,
  maxCharge: 9900,
  fees: [
    { name: '租金', description: '3 元/小时，不足 1 小时按 1 小时' },
    { name: '封顶', description: '每 24 小时最高 30 元' },
  ],
  discounts: [{ name: '新客优惠', description: '首次使用前 5 分钟免费' }],
  choices: [],
  asks: [],
  steps: ['确认订单，不用交押金', '取出充电宝，开始计时', '归还到任意柜机，自动扣款'],
  rules: [
    { title: '何时开始计费', text: '充电宝弹出后开始计时，5 分钟内归还不收费。' },
    { title: '何时结束', text: '归还到任意柜机并听到提示音即结束计费。' },
    { title: '超时与遗失', text: '租金累计达到 99 元视为购买，充电宝归您所有。' },
    { title: '退款', text: '计费有误时致电商家，核实后三个工作日内原路退回。' },
  ],
  merchant,
}

export const hotelNight: OfferView = {
  offerId: 'hotel-night',
  revision: 7,
  line: 'payafter',
  name: '西溪民宿住一晚',
  introduction: '民宿住宿，免押入住',
  summary: '到店直接入住，退房后按实际消费结算。',
  riskName: 'DEPOSIT',
  riskAmount: 80000,
  maxCharge: 80000,
  fees: [{ name: '房费', amount: 36800, count: 1 }],
  discounts: [],
  choices: [
    {
      id: 'room',
      label: '房型',
      options: [
        { id: 'garden', label: '庭院大床房' },
        { id: 'loft', label: '亲子阁楼', fees: [{ name: '房费', amount: 45800, count: 1 }] },
      ],
    },
    {
      id: 'breakfast',
      label: '早餐',
      options: [
        { id: 'none', label: '不含早餐' },
        {
          id: 'two',
          label: '双人早餐',
          fees: [{ name: '早餐', amount: 5600, count: 2, description: '28 元/份' }],
        },
      ],
    },
  ],
  asks: [
    { field: 'name', why: '公安机关要求旅馆登记入住人姓名' },
    { field: 'phone', why: '办理入住和找回遗失物品时联系您' },
  ],
  steps: ['确认订单，免押金', '到店出示订单入住', '退房后核对账单，自动扣款'],
  rules: [
    { title: '入住与退房', text: '14:00 后入住，次日 12:00 前退房。' },
    { title: '损坏赔偿', text: '按房内价目表赔偿，与房费合计不超过 800 元。' },
  ],
  merchant: { name: '杭州西溪云栖民宿有限公司', phone: '0571-8812-0606' },
}

export const laundry: OfferView = {
  ...powerBank,
  offerId: 'laundry',
  name: '上门洗鞋',
  introduction: '上门取送，洗好再付',
  summary: '快递员上门取鞋，洗好送回后再付款。',
  riskName: 'ESTIMATE_ORDER_COST',
  riskAmount: 12000,
  maxCharge: 12000,
  fees: [
    { name: '清洗费', amount: 3900, count: 2, description: '运动鞋 19.5 元/双' },
    { name: '取送费', amount: 800 },
  ],
  discounts: [{ name: '首单立减', description: '新客专享', amount: 1000 }],
  steps: ['确认订单，暂不付款', '快递员上门取鞋', '洗好送回，验收后自动扣款'],
  rules: [
    { title: '计费', text: '按双计费；鞋底去黄等附加项目，先征得您同意再计入。' },
    { title: '时效', text: '取鞋后 72 小时内送回，超时每天减免 5 元。' },
    { title: '损坏赔偿', text: '清洗造成损坏的，按购买价的 50% 赔偿。' },
  ],
}

export const offers = [powerBank, hotelNight, laundry]

export const preview: Preview = {
  fees: laundry.fees,
  discounts: laundry.discounts,
  estimate: 3700,
  riskName: 'ESTIMATE_ORDER_COST',
  riskAmount: 12000,
  maxCharge: 12000,
}

const bill: Bill = {
  fees: [
    { name: '清洗费', amount: 3900, count: 2, description: '运动鞋 19.5 元/双' },
    { name: '去黄费', amount: 1500, description: '鞋底氧化处理' },
    { name: '取送费', amount: 800 },
  ],
  discounts: [{ name: '首单立减', description: '新客专享', amount: 1000 }],
  total: 5200,
  startedAt: NOW - 180 * minute,
  endedAt: NOW - 20 * minute,
}

const PATHS: Record<OrderState, [OrderState, number][]> = {
  CREATING: [],
  NOT_CREATED: [['NOT_CREATED', 1]],
  CREATED: [['CREATED', 185]],
  USER_ACCEPTED: [
    ['CREATED', 185],
    ['USER_ACCEPTED', 180],
  ],
  FINISHED: [
    ['CREATED', 185],
    ['USER_ACCEPTED', 180],
    ['FINISHED', 20],
  ],
  USER_PAID: [
    ['CREATED', 185],
    ['USER_ACCEPTED', 180],
    ['FINISHED', 20],
    ['USER_PAID', 18],
  ],
  REVOKED: [
    ['CREATED', 185],
    ['REVOKED', 90],
  ],
  EXPIRED: [
    ['CREATED', 185],
    ['EXPIRED', 125],
  ],
}

/** An order in a state, with the history that leads there. */
export function orderIn(state: OrderState, changes: Partial<OrderView> = {}, outcome?: Outcome): OrderView {
  const actions: Partial<Record<OrderState, CustomerAction[]>> = {
    CREATING: ['retry'],
    CREATED: ['reopen', 'retry', 'cancel'],
    EXPIRED: ['retry'],
    NOT_CREATED: ['retry'],
    FINISHED: ['detail'],
    USER_PAID: ['detail'],
    USER_ACCEPTED: ['detail'],
  }
  const paid = state === 'FINISHED' || state === 'USER_PAID'
  return {
    orderId: 'a1b2c3d4e5f6a7b8c9d0e1f2',
    line: 'payafter',
    protocol: 'payafter-orders',
    state,
    ...(outcome ? { outcome } : {}),
    offerId: 'laundry',
    name: '上门洗鞋',
    introduction: '上门取送，洗好再付',
    merchant,
    preview,
    ...(paid ? { bill } : {}),
    events: PATHS[state].map(([what, ago]) => ({ what, at: NOW - ago * minute })),
    out_order_no: 'a1b2c3d4e5f6a7b8c9d0e1f2_1',
    createdAt: NOW - 186 * minute,
    actions: actions[state] ?? [],
    ...changes,
  }
}

/** The same order as operators see it. */
export function consoleOrderIn(
  state: OrderState,
  changes: Partial<ConsoleOrderView> = {},
  outcome?: Outcome,
): ConsoleOrderView {
  const actions: Partial<Record<OrderState, OperatorAction[]>> = {
    CREATED: ['cancel'],
    USER_ACCEPTED: ['complete', 'cancel'],
    FINISHED: ['sync', 'cancel'],
  }
  return {
    ...orderIn(state, {}, outcome),
    actions: actions[state] ?? [],
    attempts: [
      { out_order_no: 'a1b2c3d4e5f6a7b8c9d0e1f2_1', state: 'EXPIRED', at: NOW - 250 * minute },
      { out_order_no: 'a1b2c3d4e5f6a7b8c9d0e1f2_2', state, at: NOW - 180 * minute },
    ],
    audit: [
      { at: NOW - 186 * minute, by: 'customer', what: 'create' },
      { at: NOW - 180 * minute, by: 'reconcile', what: 'correction', note: 'CREATED → USER_ACCEPTED' },
      { at: NOW - 20 * minute, by: 'operator', what: 'complete', note: '多收去黄费，已与顾客电话确认' },
    ],
    checkedAt: NOW - minute,
    alerts: [],
    ...changes,
  }
}

/** Two attempts that the customer confirmed both; the second counts. */
export const TWO_CONFIRMED: AttemptView[] = [
  { out_order_no: 'a1b2c3d4e5f6a7b8c9d0e1f2_1', state: 'USER_ACCEPTED', at: NOW - 36e5, canEnd: true },
  { out_order_no: 'a1b2c3d4e5f6a7b8c9d0e1f2_2', state: 'USER_ACCEPTED', at: NOW - 18e5 },
]

/** Notifications that nobody expected. */
export const ALERTS: AlertView[] = [
  { id: 'foreign-notification', kind: 'foreign-notification', count: 3, lastAt: NOW - 6e5 },
  {
    id: 'unknown-notification_a1b2c3d4e5f6a7b8c9d0e1f2_3',
    kind: 'unknown-notification',
    out_order_no: 'a1b2c3d4e5f6a7b8c9d0e1f2_3',
    count: 1,
    lastAt: NOW - 36e5,
  },
]
