import { type Protocol } from '../protocol'
import { type World } from '../world'
import { confirmPage, detailPage, problemPage } from './confirm'
import { document } from './html'
import { launchDetail, launchUse, type LaunchFields } from './launch'
import { script } from './script'

/** WeChat Pay's own pages, as the phone opens them. */
export interface Pages {
  /** @returns the HTML of `/sandbox/pages/<name>`, undefined when there is no such page */
  render(name: string, given: LaunchFields): string | undefined
}

export function pages(
  world: World,
  protocols: readonly Protocol[],
  fontStylesheet: string | undefined,
): Pages {
  const page = (title: string, body: string): string => document({ title, body, script, fontStylesheet })
  return {
    render(name, given) {
      if (name !== 'use' && name !== 'detail') return undefined
      const launch = (name === 'use' ? launchUse : launchDetail)(world, protocols, given)
      if ('hint' in launch) return page(launch.title, problemPage(launch.title, launch.hint, launch.code))
      return name === 'use'
        ? page('确认订单', confirmPage(launch, given['openid']))
        : page('订单详情', detailPage(launch))
    },
  }
}

/** Keeps the pages to themselves; only this machine may frame them. */
export const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline' 'self'; font-src 'self'; script-src 'unsafe-inline'; " +
    "img-src 'self' http://127.0.0.1:* http://localhost:*; connect-src 'self'; frame-ancestors 'self' http://127.0.0.1:* http://localhost:*",
  'X-Content-Type-Options': 'nosniff',
}
