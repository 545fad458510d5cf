/**
 * The most telling stories over another product; `npm run test:long -- products` tells all of them over all. The variable is
 * read when a story opens, and test files have a process's environment of their own.
 */
process.env['PRODUCT'] = 'service-orders/merchant'

describe.each(['payafter', 'at-once'])('%s, over today’s protocol, as the merchant itself', (stories) => {
  jest.requireActual(`./${stories}.test`)
})
