import type { LineFacts, LineWords, Stage } from '../line-words'
import { formatYuan } from '../money'
import { formatShortMoment } from '../period'
import type { StateWords } from '../words'
import { keptGoods, openReturn } from './delivery'
import { previewOf, worthOf } from './pay-on-delivery'

/** The space is one that no line is broken at: an amount stays beside its word. */
const keptYuan = (order: LineFacts): string => `\u00a0¥${formatYuan(worthOf(keptGoods(order)))}`

function accepted(order: LineFacts): StateWords {
  const { shipped, receiveAt } = order.delivery ?? {}
  if (openReturn(order))
    return { title: '退货处理中', sentence: '退货申请已提交，商家处理前不会扣款', tone: 'progress' }
  if (keptGoods(order).length === 0)
    return { title: '正在结束', sentence: '商品已全部退回，订单正在结束，不会扣款', tone: 'progress' }
  if (!shipped)
    return {
      title: '待发货',
      sentence: `商家正在备货，确认收货后才扣款${keptYuan(order)}`,
      tone: 'active',
    }
  const until = receiveAt === undefined ? '' : `；${formatShortMoment(receiveAt)} 自动收货`
  return { title: '待收货', sentence: `确认收货后扣款${keptYuan(order)}${until}`, tone: 'waiting' }
}

/** An order that ended before anything was sent, because all of it was given back. */
function cancelled(order: LineFacts): StateWords | undefined {
  if (!order.delivery?.returns?.length || keptGoods(order).length > 0) return undefined
  return { title: '已退货', sentence: '商家已同意退货，订单已取消，不会扣款', tone: 'muted' }
}

function stages(order: LineFacts): readonly Stage[] {
  const { state, delivery } = order
  const back = order.goods !== undefined && keptGoods(order).length === 0
  const shipped: Stage = {
    key: 'shipped',
    ...(delivery?.shipped ? { at: delivery.shipped.at } : {}),
    done: '已发货',
    now: openReturn(order) ? '退货处理中' : '等待发货',
    next: '发货',
  }
  const isOver = state === 'FINISHED' || state === 'USER_PAID'
  return [
    { key: 'submitted', state: 'CREATED', done: '已下单', now: '正在下单', next: '下单' },
    { key: 'accepted', state: 'USER_ACCEPTED', done: '已确认', now: '等待确认', next: '确认' },
    // What ended without being sent was never on its way.
    ...(isOver && !delivery?.shipped ? [] : [shipped]),
    {
      key: 'finished',
      state: 'FINISHED',
      done: back ? '已全部退货' : '已收货',
      now: openReturn(order) ? '退货处理中' : '等待收货',
      next: '确认收货',
    },
    { key: 'paid', state: 'USER_PAID', done: '已扣款', now: '正在扣款', next: '自动扣款' },
  ]
}

/** 先用后付: goods that are sent, received or given back, and billed at their price. */
export const payOnDeliveryWords: LineWords = {
  accepted,
  free: { title: '已完成', sentence: '商品已全部退回，没有产生费用', tone: 'done' },
  cancelled,
  stages,
  priced: (order) => previewOf(keptGoods(order), order.preview.riskName),
  fees: {
    title: '商品金额',
    before: '下单时的商品',
    total: '商品合计',
    foot: '确认收货后才扣款，收货前退掉的商品不收费。',
  },
}
