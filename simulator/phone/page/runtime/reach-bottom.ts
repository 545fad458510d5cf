import { callHook, type Report } from './hooks'
import { type OpenPage } from './open-page'

/** Calls onPageScroll, and onReachBottom once each time the end comes near. */
export function reachBottom({ view, tree }: OpenPage, distance: number, report: Report): void {
  let near = false
  view.addEventListener('scroll', () => {
    callHook(tree.instance, 'onPageScroll', report, { scrollTop: view.scrollTop })
    const now = view.scrollHeight - view.scrollTop - view.clientHeight <= distance
    if (now && !near) callHook(tree.instance, 'onReachBottom', report)
    near = now
  })
}
