import { loadKeyring } from './certificates'
import type { ActionContext } from './handler'
import { type BillClient, createPayClient, type Keyring, type PayClient } from './wechatpay'

/** How WeChat Pay is spoken to, and the keys that prove what it says. */
export interface Pay {
  client: PayClient & BillClient
  keyring: Keyring
}

/** Longer than any answer that is still worth having; a call's own deadline ends earlier where there is less time. */
const TIMEOUT_MS = 6000

/**
 * The pay client of one call. Connections live in the process, not in the client, so opening one costs nothing.
 * @throws ConfigError when a setting is missing or wrong
 */
export async function openPay(ctx: Pick<ActionContext, 'config' | 'store' | 'clock' | 'log'>): Promise<Pay> {
  const { config, store, clock, log } = ctx
  const keyring = await loadKeyring(store, config, clock)
  const { mchid, merchantSerial, merchantPrivateKey, baseUrl, backupUrl, sandbox } = config
  const client = createPayClient({
    mchid,
    merchantSerial,
    merchantPrivateKey,
    keyring,
    baseUrl,
    sandbox,
    timeoutMs: TIMEOUT_MS,
    ...(backupUrl === undefined ? {} : { backupUrl }),
    log: ({ action, status, code, requestId, durationMs, outcome }) => {
      log('wechatpay', {
        action,
        status,
        code,
        payRequestId: requestId,
        ms: durationMs,
        ...(outcome === undefined ? {} : { outcome }),
      })
    },
  })
  return { client, keyring }
}
