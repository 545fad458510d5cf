import { type Protocol } from '../protocol'
import { type SignPlans } from '../sign-plan'
import { type World } from '../world'
import { confirmPage, detailPage, problemPage } from './confirm'
import { document } from './html'
import { launchDetail, launchUse, type LaunchFields, type LaunchProblem } from './launch'
import { launchPlan, launchSigned } from './launch-plan'
import { signedPage, signingPage } from './plan'
import { script } from './script'

/** WeChat Pay's own pages, as the phone opens them. */
export interface Pages {
  /** @returns the HTML of `/sandbox/pages/<name>`, undefined when there is no such page */
  render(name: string, given: LaunchFields): string | undefined
}

export function pages(
  world: World,
  protocols: readonly Protocol[],
  plans: SignPlans,
  fontStylesheet: string | undefined,
): Pages {
  const render: Readonly<Record<string, (given: LaunchFields) => Rendered>> = {
    use: (given) =>
      shown('确认订单', launchUse(world, protocols, given), (view) => confirmPage(view, given['openid'])),
    detail: (given) => shown('订单详情', launchDetail(world, protocols, given), detailPage),
    plan: (given) =>
      shown('签约计划', launchPlan(plans, given), (view) => signingPage(view, given['openid'])),
    signed: (given) => shown('我的计划', launchSigned(plans, given), signedPage),
  }
  return {
    render(name, given) {
      if (!Object.hasOwn(render, name)) return undefined
      const page = render[name]?.(given)
      return page && document({ ...page, script, fontStylesheet })
    },
  }
}

interface Rendered {
  readonly title: string
  readonly body: string
}

/** What was opened, or why it cannot be. */
function shown<V extends object>(
  title: string,
  view: V | LaunchProblem,
  page: (view: V) => string,
): Rendered {
  if (!('hint' in view)) return { title, body: page(view) }
  return { title: view.title, body: problemPage(view.title, view.hint, view.code) }
}

/** Keeps the pages to themselves; only this machine may frame them. */
export const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline' 'self'; font-src 'self'; script-src 'unsafe-inline'; " +
    "img-src 'self' http://127.0.0.1:* http://localhost:*; connect-src 'self'; frame-ancestors 'self' http://127.0.0.1:* http://localhost:*",
  'X-Content-Type-Options': 'nosniff',
}
