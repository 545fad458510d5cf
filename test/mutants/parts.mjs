// @ts-check

/**
 * A part of the sources: what of it is mutated, and the tests that must kill the mutants. Journeys run bundled functions and
 * never see a mutant of a source, so only tests that import the sources count. New folders fall into a part by themselves.
 * @typedef {{ mutate: string[], tests: string }} Part
 */

const shared = 'cloudfunctions/shared'
const keys = '{certificates,keyring,keys,notification,personal,sealed,signing,verifying}'
const calls = '{bills,checks,errors,refunds}'

/** `{a,b}` of a path, in a pattern of tests. @param {string} names */
const any = (names) => names.slice(1, -1).replaceAll(',', '|')

/** Every source below a folder, and the tests that mirror it. @param {string} folder @returns {Part} */
const below = (folder) => ({ mutate: [`${folder}/**/*.ts`], tests: `/test/${folder}/` })

/** Folders of `shared` that are parts of their own. */
const OWN = ['wechatpay', 'orders', 'notify', 'operators', 'store', 'refunds', 'offers', 'lines', 'delivery']

/** What belongs to goods of what lies directly in `shared`, and of what operators do. */
const goods = '{line,lines,stock}'
const actions = '{ship,answer-return}'

/** @type {Record<string, Part>} */
export const parts = {
  domain: { ...below('miniprogram/domain'), tests: '/test/domain/' },
  /** The way to WeChat Pay and back: calls, connections, answers. */
  wechatpay: {
    mutate: [`${shared}/wechatpay/*.ts`, `!${shared}/wechatpay/${keys}.ts`],
    tests: `/test/${shared}/wechatpay/(?=(bills/)?[^/]+$)(?!strangers)`,
  },
  /** What proves and seals: keys, certificates, signatures, notifications. */
  keys: {
    mutate: [`${shared}/wechatpay/${keys}.ts`],
    tests: `/test/${shared}/wechatpay/(${any(keys)}|strangers|published)`,
  },
  /** What is said beside orders: bills, refunds, the checks of fields, errors. */
  calls: {
    mutate: [`${shared}/wechatpay/${calls}/**/*.ts`],
    tests: `/test/${shared}/wechatpay/(${any(calls)})/`,
  },
  protocols: {
    mutate: [`${shared}/wechatpay/*/**/*.ts`, `!${shared}/wechatpay/${calls}/**`],
    tests: `/test/${shared}/wechatpay/(?!(${any(calls)})/)[\\w-]+/`,
  },
  orders: below(`${shared}/orders`),
  notify: below(`${shared}/notify`),
  operators: below(`${shared}/operators`),
  store: below(`${shared}/store`),
  refunds: below(`${shared}/refunds`),
  offers: below(`${shared}/offers`),
  /** What the lines differ in, and goods: their stock, sending, receiving and giving them back. */
  goods: {
    mutate: [
      `${shared}/${goods}.ts`,
      `${shared}/{lines,delivery}/**/*.ts`,
      `cloudfunctions/console/${actions}.ts`,
    ],
    tests: `/test/cloudfunctions/(shared/(${any(goods)}|delivery)|console/(${any(actions)}))(?=[./])`,
  },
  /** Without the function's own beginning and end, which journeys alone call. */
  reconcile: {
    ...below('cloudfunctions/reconcile'),
    mutate: ['cloudfunctions/reconcile/**/*.ts', '!cloudfunctions/reconcile/index.ts'],
  },
  /** What lies directly in the folder, and folders to come. */
  ground: {
    mutate: [`${shared}/**/*.ts`, `!${shared}/${goods}.ts`, ...OWN.map((one) => `!${shared}/${one}/**`)],
    tests: `/test/${shared}/(?!(${OWN.join('|')})/|(${any(goods)})\\.)`,
  },
}
