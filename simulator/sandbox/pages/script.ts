/**
 * The pages' own script. Leaving tells the window around: 「返回商家」 with the query_id, × without, the link of goods
 * with the page to open. Confirming is the control call a tester could make too. Addresses are relative, so that the
 * pages work behind a proxy.
 */
export const script = `
const main = document.getElementById('main')
const tell = (message) => parent.postMessage({ source: 'payscore-sandbox', ...message }, '*')
const leave = (extraData) => tell({ action: 'back', extraData })
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button')
  if (!button) return
  const order = main.querySelector('[data-order]')?.dataset ?? {}
  if (button.dataset.leave === 'close') leave(undefined)
  if (button.dataset.leave === 'merchant') leave(order.queryId ? { query_id: order.queryId } : undefined)
  if (button.dataset.path) tell({ action: 'open', appid: button.dataset.appid, path: button.dataset.path })
  if (!button.dataset.act) return
  const buttons = main.querySelectorAll('.actions button')
  buttons.forEach((one) => { one.disabled = true })
  try {
    const answer = await fetch('../' + (order.kind ?? 'orders') + '/' + encodeURIComponent(order.order) + '/' + button.dataset.act, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(order.openid ? { openid: order.openid } : {}),
    })
    if (button.dataset.act === 'decline') { leave(undefined); return }
    if (!answer.ok) throw new Error('state')
    main.innerHTML = document.getElementById('done').innerHTML
    main.querySelector('h2').focus()
  } catch (error) {
    main.querySelector('.failure').textContent =
      error.message === 'state' ? (order.kind ? '计划' : '订单') + '状态已变化，请返回商家查看' : '网络异常，请重试'
    buttons.forEach((one) => { one.disabled = false })
  }
})
`
