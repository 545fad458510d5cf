import { getMaxListeners, once } from 'node:events'
import http, { type RequestOptions, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { base, closeAll, createBody, insider, sandboxFor } from './ground'

afterEach(closeAll)

/** More than Node calls a leak when they listen to one signal, unless it is told otherwise. */
const MANY = 12

test('very many notifications under way at once are not called a leak', async () => {
  const waiting: ServerResponse[] = []
  const merchant = http.createServer((request, response) => {
    request.resume()
    waiting.push(response)
    if (waiting.length === MANY) for (const one of waiting) one.end()
  })
  await once(merchant.listen(0, '127.0.0.1'), 'listening')
  // Jest's `process` hears no warnings of Node, so what leads to them is looked at.
  const requests = jest.spyOn(http, 'request')
  try {
    const { port } = merchant.address() as AddressInfo
    const sandbox = await sandboxFor({ notifyUrls: { confirm: `http://127.0.0.1:${port}/` } })
    const call = insider(sandbox)
    for (let n = 0; n < MANY; n++) await call('POST', base, { data: createBody(sandbox, `N_${n}`) })
    for (let n = 0; n < MANY; n++) sandbox.act(`N_${n}`, 'confirm')
    await sandbox.whenIdle()
    expect(waiting).toHaveLength(MANY)
    const allowed = requests.mock.calls.map(([, options]) => {
      const { signal } = options as RequestOptions
      return signal === undefined ? NaN : getMaxListeners(signal)
    })
    expect(Math.min(...allowed)).toBeGreaterThanOrEqual(MANY)
  } finally {
    requests.mockRestore()
    merchant.closeAllConnections()
    merchant.close()
  }
})
