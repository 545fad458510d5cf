import type { Mode } from '#domain/offer'
import { given } from '../given'
import type { ActionContext } from '../handler'
import { ConfigError } from '../wechatpay/errors'

/** The mini-programs that WeChat Pay knows an order by: its confirm page opens from one of them alone (facts 7.4, 4108). */
export interface App {
  appid: string
  /** The shop's own mini-program; there only for an order that is placed in it. */
  sub_appid?: string
}

/**
 * For which mini-program an order is made: as a merchant the caller's; as a service provider ours, and the shop's beside it
 * when the caller is in that one.
 * @throws ConfigError in partner mode without WECHATPAY_APPID
 */
export function appOf({ caller, config }: Pick<ActionContext, 'caller' | 'config'>, mode: Mode): App {
  if (mode === 'merchant') return { appid: caller.appid }
  const { appid } = config
  if (appid === undefined)
    throw new ConfigError(
      'WECHATPAY_APPID',
      "is not set. A service provider's orders are made for its own mini-program: set its appid.",
    )
  return { appid, ...given('sub_appid', caller.appid === appid ? undefined : caller.appid) }
}
