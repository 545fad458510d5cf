import { loadInto, type LoadablePage, shown } from '../behaviors/loadable'
import type { Answer } from '../domain/contract'
import type { ConsoleOrderView } from '../domain/view'
import { call } from '../platform/cloud'
import { consoleNews } from '../platform/order-news'
import { cheer, go } from '../platform/wechat'

/** Loads a page of the console; who is no operator is taken to the page that says how to become one. */
export async function loadForOperator<T>(
  page: LoadablePage,
  ask: () => Promise<Answer<T>>,
  accept: (data: T) => { patch: Record<string, unknown>; empty?: boolean },
): Promise<void> {
  const failure = await loadInto(page, ask, accept)
  if (failure?.code === 'NOT_OPERATOR') go.instead('/console/pages/join/join')
}

/** Loads the order that a form is about. */
export const loadOrder = (
  page: LoadablePage & { orderId: string },
  patchOf: (order: ConsoleOrderView) => Record<string, unknown>,
): Promise<void> =>
  loadForOperator(
    page,
    () => call('console', 'get', { orderId: page.orderId }),
    ({ order }) => ({ patch: patchOf(order) }),
  )

/** Sends a form about an order; done, the page before it shows the order as it is now. */
export async function submit(
  page: Pick<LoadablePage, 'setData'>,
  ask: () => Promise<Answer<{ order: ConsoleOrderView }>>,
  done: string,
): Promise<void> {
  page.setData({ busy: true })
  const answer = await ask()
  if (!answer.ok) {
    page.setData({ busy: false, failure: shown(answer.failure) })
    return
  }
  consoleNews.tell(answer.data.order)
  cheer(done)
  go.back()
}

/** A page with a form about one order. */
interface OrderForm {
  orderId: string
  reload(): Promise<void>
}

/** How every form about an order begins, and begins again; for a page's options. */
export const orderForm = {
  onLoad(this: OrderForm, { orderId = '' }: { orderId?: string }) {
    this.orderId = orderId
    void this.reload()
  },
  onRetry(this: OrderForm) {
    void this.reload()
  },
}
