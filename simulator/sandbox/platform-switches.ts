import { define } from './switch-definition'

/** Assumptions about signing, certificates and notifications: the same for every protocol. */
export const platformSwitches = [
  define({
    name: 'platformKey',
    values: ['public-key', 'certificate'],
    assumption:
      'An answer to a request without Wechatpay-Serial, and a notification, is signed with the WeChat Pay public key.',
    source: '5.3: while a merchant is moved from certificates to the public key, both come',
    check: 'Read Wechatpay-Serial of the first notification: PUB_KEY_ID_… or 40 hex digits.',
  }),
  define({
    name: 'certificatesDownload',
    values: ['served', 'refused'],
    assumption:
      'GET /v3/certificates is answered; merchants who only ever had a public key get an error whose code is unknown.',
    source: '5.3',
    check: 'Call GET /v3/certificates once with the real keys and note status and code.',
  }),
  define({
    name: 'retriedNotification',
    values: ['signed-again', 'same-signature'],
    assumption: 'A repeated notification carries a new timestamp, nonce and signature.',
    source: '0.0, 6.4: nothing found; the ±300 s check depends on it',
    check: 'Answer 500 to one notification and compare Wechatpay-Timestamp of its repetition.',
  }),
  define({
    name: 'rateLimitCode',
    values: ['FREQUENCY_LIMITED', 'FREQUENCY_LIMIT', 'RATELIMIT_EXCEEDED'],
    assumption: 'Too many requests are answered 429 FREQUENCY_LIMITED.',
    source: '4.2, 9-19: three spellings',
    check: 'Nothing to do: only the HTTP status is used. Note the code when a 429 is seen.',
  }),
] as const
