import { type Phone } from '../runtime/phone'
import { type Api } from './async-api'

interface Queryable {
  createSelectorQuery(): unknown
  createIntersectionObserver(options?: unknown): unknown
}

/** wx.createSelectorQuery and wx.createIntersectionObserver; before the first page only `in()` makes sense. */
export const query = ({ pages }: Phone): Api => ({
  createSelectorQuery: () =>
    pages.top?.tree.instance.createSelectorQuery() ?? {
      in: (component: Queryable) => component.createSelectorQuery(),
    },
  createIntersectionObserver: (component: Queryable, options?: unknown) =>
    component.createIntersectionObserver(options),
})
