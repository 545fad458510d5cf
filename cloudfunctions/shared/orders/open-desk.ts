import { systemClock } from '../clock'
import { given } from '../given'
import type { ActionContext } from '../handler'
import { openPay } from '../pay'
import type { Desk } from './desk'

/** The desk of one call. @throws ConfigError when the settings are incomplete */
export async function openDesk(ctx: Omit<ActionContext, 'caller'>): Promise<Desk> {
  const { config, clock, random, store, log } = ctx
  const { client, keyring } = await openPay(ctx)
  return {
    store,
    pay: client,
    prepare: { keyring, clock },
    launch: { mchid: config.mchid, ...given('apiV2Key', config.apiV2Key) },
    ...given('notifyUrl', config.notifyUrl),
    sandbox: config.sandbox,
    clock,
    random,
    // The pay client waits by the machine's clock; the business clock may have been moved.
    deadline: systemClock() + (ctx.deadline - clock()),
    log,
  }
}
