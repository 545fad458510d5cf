import { escape, yuan } from './html'
import { backButton, dataOf, feeCard, goodsCard, isGone, serviceCard, stateMark } from './parts'
import { type LaunchView } from './view'

const tick =
  '<svg class="tick" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="24"/><path d="M14 25l7 7 13-15"/></svg>'

const hero = (view: LaunchView, below: string): string => `
<section class="card hero">
<p class="merchant">${escape(view.merchant)}</p>
<h2 tabindex="-1">${escape(view.introduction)}</h2>
${below}
</section>`

const amount = (what: string, fen: number): string =>
  `<p class="amount">${what}<strong>${yuan(fen)}</strong></p>`

/** What the user agrees to; goods cost nothing today. */
function asked({ risk_amount, shopping }: LaunchView): string {
  if (!shopping) return amount('最高', risk_amount)
  return `${amount('今日支付', 0)}<p class="later">确认收货后付 ${yuan(shopping.due)}</p>`
}

/** What it costs as far as it is known; an order of goods that came to nothing costs nothing. */
function amountOf(view: LaunchView): string {
  if (view.total_amount !== undefined) return amount(view.paid ? '实付' : '应付', view.total_amount)
  if (!view.shopping) return amount('最高', view.risk_amount)
  return isGone(view) ? '' : amount('确认收货后付', view.shopping.due)
}

const promise = ({ risk_amount, shopping }: LaunchView): string =>
  `${shopping ? '确认收货' : '服务结束'}后，按实际费用自动扣款，最高不超过 ${yuan(risk_amount)}。`

/** The confirm page's content: asks while the order is open, else says what became of it. */
export function confirmPage(view: LaunchView, openid: string | undefined): string {
  const data = dataOf(view, openid)
  if (!view.open) return over(view, data)
  return `<div hidden ${data}></div>
${hero(view, asked(view))}
${goodsCard(view, false)}
${feeCard(view)}
${serviceCard(view)}
<p class="note">确认后不会立即扣款。${promise(view)}</p>
<div class="actions">
<p class="failure" role="alert"></p>
<button type="button" class="go" data-act="confirm">确认订单</button>
<button type="button" class="leave" data-act="decline">暂不使用</button>
</div>
<template id="done">${confirmed(view, data)}</template>`
}

function confirmed(view: LaunchView, data: string): string {
  return `<div hidden ${data}></div>
${hero(view, `${tick}<p class="state" role="status">订单已确认</p>`)}
<p class="note">${promise(view)}</p>
<div class="actions">${backButton}</div>`
}

function over(view: LaunchView, data: string): string {
  return `<div hidden ${data}></div>
${hero(view, stateMark(view))}
${goodsCard(view, false)}
${feeCard(view)}
${serviceCard(view)}
<div class="actions">${backButton}</div>`
}

/** The detail page's content. */
export function detailPage(view: LaunchView): string {
  return `<div hidden ${dataOf(view, undefined)}></div>
${hero(view, amountOf(view) + stateMark(view))}
${goodsCard(view, true)}
${feeCard(view)}
${serviceCard(view)}
<div class="actions">${backButton}</div>`
}

/** Why the page cannot be opened. */
export function problemPage(title: string, hint: string, code: string): string {
  return `<section class="card problem" role="alert">
<h2 tabindex="-1">${escape(title)}</h2>
<p>${escape(hint)}</p>
<p class="code">${escape(code)}</p>
</section>
<div class="actions">${backButton}</div>`
}
