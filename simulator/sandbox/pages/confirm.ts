import { escape, yuan } from './html'
import { backButton, dataOf, feeCard, serviceCard, stateMark } from './parts'
import { type LaunchView } from './view'

const tick =
  '<svg class="tick" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="24"/><path d="M14 25l7 7 13-15"/></svg>'

const hero = (view: LaunchView, below: string): string => `
<section class="card hero">
<p class="merchant">${escape(view.merchant)}</p>
<h2 tabindex="-1">${escape(view.introduction)}</h2>
${below}
</section>`

/** The confirm page's content: asks while the order is open, else says what became of it. */
export function confirmPage(view: LaunchView, openid: string | undefined): string {
  const data = dataOf(view, openid)
  if (!view.open) return over(view, data)
  return `<div hidden ${data}></div>
${hero(view, `<p class="amount">最高<strong>${yuan(view.risk_amount)}</strong></p>`)}
${feeCard(view)}
${serviceCard(view)}
<p class="note">确认后不会立即扣款。服务结束后，按实际费用自动扣款，最高不超过 ${yuan(view.risk_amount)}。</p>
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
<p class="note">服务结束后，按实际费用自动扣款，最高不超过 ${yuan(view.risk_amount)}。</p>
<div class="actions">${backButton}</div>`
}

function over(view: LaunchView, data: string): string {
  return `<div hidden ${data}></div>
${hero(view, stateMark(view))}
${feeCard(view)}
${serviceCard(view)}
<div class="actions">${backButton}</div>`
}

/** The detail page's content. */
export function detailPage(view: LaunchView): string {
  const amount =
    view.total_amount === undefined
      ? `<p class="amount">最高<strong>${yuan(view.risk_amount)}</strong></p>`
      : `<p class="amount">${view.paid ? '实付' : '应付'}<strong>${yuan(view.total_amount)}</strong></p>`
  return `<div hidden ${dataOf(view, undefined)}></div>
${hero(view, amount + stateMark(view))}
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
