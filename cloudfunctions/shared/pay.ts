import type { ActionContext } from './handler'
import { createKeyring, createPayClient, type Keyring, type PayClient } from './wechatpay'

/** How WeChat Pay is spoken to, and the keys that prove what it says. */
export interface Pay {
  client: PayClient
  keyring: Keyring
}

export async function openPay({ config, log }: Pick<ActionContext, 'config' | 'log'>): Promise<Pay> {
  const keyring = createKeyring(config.publicKeys)
  const { mchid, merchantSerial, merchantPrivateKey, baseUrl, backupUrl, sandbox } = config
  const client = createPayClient({
    mchid,
    merchantSerial,
    merchantPrivateKey,
    keyring,
    baseUrl,
    sandbox,
    ...(backupUrl === undefined ? {} : { backupUrl }),
    log: ({ action, status, code, requestId, durationMs }) =>
      log('wechatpay', { action, status, code, payRequestId: requestId, ms: durationMs }),
  })
  return { client, keyring }
}
