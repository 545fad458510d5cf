import { loopbackUrl } from '../delivery'
import { escape, yuan } from './html'
import { type FeeView, type GoodsView, type LaunchView } from './view'

const line = (label: string, value: string, kind = ''): string =>
  `<div${kind}><dt>${escape(label)}</dt><dd>${value}</dd></div>`

/** A line with only a rule shows its rule, never ¥0.00. */
function fee({ name, amount, rule, count }: FeeView): string {
  const times = count === undefined || count === 1 ? '' : ` ×${count}`
  if (amount === undefined) return line(name, escape(rule ?? ''))
  const small = rule === undefined ? '' : `<small>${escape(rule)}</small>`
  return line(name + times, `${yuan(amount)}${small}`)
}

function discount({ name, amount, rule }: FeeView): string {
  const small = rule === undefined ? '' : `<small>${escape(rule)}</small>`
  const value = amount === undefined ? escape(rule ?? '') : `-${yuan(amount)}${small}`
  return line(name, `<span class="minus">${value}</span>`)
}

/** Fees, discounts and, once the service is over, the total. */
export function feeCard(view: LaunchView): string {
  const lines = [...view.fees.map(fee), ...view.discounts.map(discount)]
  if (view.total_amount !== undefined)
    lines.push(line(view.paid ? '实付金额' : '应付金额', yuan(view.total_amount), ' class="total"'))
  if (lines.length === 0) return ''
  const title = view.total_amount === undefined ? '费用说明' : '费用明细'
  return `<section class="card"><h3>${title}</h3><dl>${lines.join('')}</dl></section>`
}

/** The goods with their pictures. @param link whether the merchant's page of the order can be opened from here */
export function goodsCard({ shopping }: LaunchView, link: boolean): string {
  if (!shopping) return ''
  const { appid, path } = shopping.link
  const button = `<button type="button" class="link" data-appid="${escape(appid)}" data-path="${escape(path)}">查看商家订单<span aria-hidden="true">›</span></button>`
  const list = `<ul class="goods">${shopping.goods.map(goods).join('')}</ul>`
  return `<section class="card"><h3>商品</h3>${list}${link ? button : ''}</section>`
}

/** A picture from elsewhere stays a tile: nothing beyond this machine is called. */
function goods({ name, picture, price, count }: GoodsView): string {
  const local = loopbackUrl(picture)
  const image = local === undefined ? '' : `<img src="${escape(local)}" alt="" width="64" height="64">`
  return `<li><span class="picture">${image}</span><span class="name">${escape(name)}</span><span class="price">${yuan(price)}<small>×${count}</small></span></li>`
}

/** When and where, and which personal data the merchant sent. */
export function serviceCard(view: LaunchView): string {
  const rows = view.rows.map(({ label, value }) => line(label, escape(value)))
  if (view.personal.length > 0) rows.push(line('商家提交的信息', escape(view.personal.join('、'))))
  rows.push(line('商户单号', escape(view.out_order_no), ' class="number"'))
  const title = view.shopping ? '订单信息' : '服务信息'
  return `<section class="card"><h3>${title}</h3><dl>${rows.join('')}</dl></section>`
}

/** Whether the order came to nothing. */
export const isGone = ({ state }: LaunchView): boolean => ['REVOKED', 'EXPIRED'].includes(state)

/** Where the order stands. */
export function stateMark(view: LaunchView): string {
  const kind = isGone(view) ? 'state over' : 'state'
  return `<p class="${kind}" role="status">${escape(view.stateText)}</p>`
}

export const backButton = '<button type="button" class="go" data-leave="merchant">返回商家</button>'

/** What the page's script does something to: an order, or a signed plan. */
export const dataOf = (view: LaunchView, openid: string | undefined): string =>
  `data-order="${escape(view.out_order_no)}" data-query-id="${escape(view.query_id)}"` +
  (openid === undefined ? '' : ` data-openid="${escape(openid)}"`)
