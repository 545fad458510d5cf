import { escape, yuan } from './html'
import { backButton } from './parts'
import { type PlanView, type SessionView } from './plan-view'

const tick =
  '<svg class="tick" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="24"/><path d="M14 25l7 7 13-15"/></svg>'

const dataOf = ({ merchant_sign_plan_no }: PlanView, openid: string | undefined): string =>
  `<div hidden data-kind="sign-plans" data-order="${escape(merchant_sign_plan_no)}"` +
  `${openid === undefined ? '' : ` data-openid="${escape(openid)}"`}></div>`

const hero = (view: PlanView, below: string): string => `
<section class="card hero">
<p class="merchant">${escape(view.merchant)}</p>
<h2 tabindex="-1">${escape(view.name)}</h2>
${below}
</section>`

/** The original price is shown only where something else is paid. */
const struck = (original: number, price: number): string =>
  original > price ? `<s>原价 ${yuan(original)}</s>` : ''

const total = ({ sessions, total, original }: PlanView): string =>
  `<p class="amount">共 ${sessions.length} 次，合计<strong>${yuan(total)}</strong>${struck(original, total)}</p>`

const over = ({ state }: PlanView): boolean => state === 'SIGN_PLAN_CANCEL' || state === 'EXPIRE'

const mark = (view: PlanView): string =>
  `<p class="${over(view) ? 'state over' : 'state'}" role="status">${escape(view.stateText)}</p>`

/** @param signed whether it says how far the user has come */
function sessionsCard({ sessions }: PlanView, signed: boolean): string {
  const line = ({ name, price, original, rule = '', stateText }: SessionView): string =>
    `<li><span class="name">${escape(name)}</span><span class="price">${struck(original, price)} ${yuan(price)}</span>` +
    `<small>${escape(rule)}</small><small>${signed ? escape(stateText) : ''}</small></li>`
  return `<section class="card"><h3>每次服务</h3><ol class="sessions">${sessions.map(line).join('')}</ol></section>`
}

function termsCard({ days, until, merchant_sign_plan_no }: PlanView): string {
  const end =
    until === ''
      ? `<div><dt>有效期</dt><dd>签约后 ${days} 天</dd></div>`
      : `<div><dt>有效期至</dt><dd>${escape(until)}</dd></div>`
  const number = `<div class="number"><dt>商户单号</dt><dd>${escape(merchant_sign_plan_no)}</dd></div>`
  return `<section class="card"><h3>计划信息</h3><dl>${end}${number}</dl></section>`
}

const rules =
  '<p class="note">签约后不会立即扣款。每次服务结束后按当次实际金额自动扣款；未使用的服务可以取消，不收费用。</p>'

const failure = '<p class="failure" role="alert"></p>'

/** Asks the user to sign while that is possible, else shows what became of it. */
export function signingPage(view: PlanView, openid: string | undefined): string {
  const data = dataOf(view, openid)
  if (view.state !== 'UNSIGNED') return signedPage(view)
  return `${data}
${hero(view, total(view))}
${sessionsCard(view, false)}
${termsCard(view)}
${rules}
<div class="actions">
${failure}
<button type="button" class="go" data-act="confirm">确认签约</button>
<button type="button" class="leave" data-leave="close">暂不签约</button>
</div>
<template id="done">${done(view, data, '签约成功', rules)}</template>`
}

/** What the user signed, how far they have come, and the way out. */
export function signedPage(view: PlanView): string {
  const data = dataOf(view, undefined)
  const note = view.using ? '<p class="note">进行中的服务不受取消影响，结束后仍会扣款。</p>' : ''
  const cancel = `${failure}\n<button type="button" class="leave" data-act="cancel">取消签约</button>`
  return `${data}
${hero(view, total(view) + mark(view))}
${sessionsCard(view, true)}
${termsCard(view)}
${view.state === 'SIGNED' ? note : ''}
<div class="actions">${backButton}${view.state === 'SIGNED' ? cancel : ''}</div>
<template id="done">${done(view, data, '已取消签约', note)}</template>`
}

const done = (view: PlanView, data: string, what: string, note: string): string => `${data}
${hero(view, `${tick}<p class="state" role="status">${what}</p>`)}
${note}
<div class="actions">${backButton}</div>`
