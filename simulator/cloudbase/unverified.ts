/** Something the local CloudBase does because nobody here could ask the real one. */
export interface Assumption {
  assumption: string
  /** The option that changes it, where there is one. */
  option?: string
  /** Section of facts/cloudbase.md, or why there is no source. */
  source: string
  /** What to do on the first real day. */
  check: string
}

/** For docs/unverified.md. */
export const cloudBaseAssumptions: readonly Assumption[] = [
  {
    assumption: 'An update that changes no value reports `updated: 0`.',
    source: 'MongoDB; 2.6, trap 10',
    check: 'Update a document with its own values and read stats.updated.',
  },
  {
    assumption: 'A transaction lives 30 seconds at most.',
    option: 'transactionTtlMs',
    source: 'no limit stated; 4.1',
    check: 'Hold a transaction open and commit after 10, 20 and 40 s.',
  },
  {
    assumption:
      'What the open transaction of a dead function has written is nobody’s until its time is over: a plain update waits, another transaction fails at once.',
    option: 'transactionTtlMs',
    source: '4.1 for a transaction that lives; nothing is said of one whose function died',
    check:
      'Exit the process after an update inside a transaction, then update that document every second and note when it works.',
  },
  {
    assumption: 'A failed request ends its transaction; rolling it back afterwards is an error.',
    source: 'MongoDB',
    check: 'Provoke a conflict, then call rollback and look at the error.',
  },
  {
    assumption: 'Creating an existing collection fails with -502001 and "Table exist".',
    source: 'no record found',
    check: 'Call createCollection twice.',
  },
  {
    assumption: 'A read of where() inside a transaction is refused.',
    source: 'vendor documentation; 4.1',
    check: 'Read by where() inside a transaction.',
  },
  {
    assumption: 'WX variables of the last call are gone before a call without a person.',
    option: 'staleContext',
    source: '2.3: the published runtime shim never deletes them',
    check: 'Call a function as a person, then by timer on the same instance, and log WX_OPENID.',
  },
  {
    assumption:
      'TCB_SOURCE is `wx_trigger` for a timer and `wx_http` for HTTP access; `,scf` is appended between functions.',
    source: '2.3 for `scf`; the other two are guesses',
    check: 'Log TCB_SOURCE in a timer run and in an HTTP call.',
  },
  {
    assumption:
      'The integration event has text for text/*, JSON, JavaScript, XML and forms, base64 for all else; text arrives byte for byte.',
    source: '7.1; the bytes through the real gateway are unknown',
    check: 'Let WeChat Pay notify once and look whether the signature holds.',
  },
  {
    assumption:
      'A function that fails behind HTTP access answers 502, one that takes too long 504, an oversized body 413.',
    source: 'limits from 7.1; the answers are guesses',
    check: 'Throw, sleep too long, and send 200 KB of text.',
  },
  {
    assumption: 'A crashed function answers -504002, one that takes too long -504003.',
    source: '2.5 and messages seen in public reports',
    check: 'Exit the process in a function; sleep beyond its limit.',
  },
  {
    assumption:
      '`wx.request` in WeChat DevTools sends no Origin, one of this machine, or https://servicewechat.com; others are refused by /local.',
    source: 'no record found; web sites must be kept out',
    check: "Set world: 'local' in DevTools and look whether calls are answered 403.",
  },
]
