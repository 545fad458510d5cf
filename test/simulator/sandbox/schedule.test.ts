import { base, closeAll, createBody, sandboxFor, stranger } from './ground'

afterEach(closeAll)

it('holds a call before anything is done, and before it is answered', async () => {
  const sandbox = await sandboxFor()
  const held: { at: string; release: () => void }[] = []
  const hold = (at: string) => new Promise<void>((release) => held.push({ at, release }))
  const isMade = () => sandbox.orders().some(({ out_order_no }) => out_order_no === 'held1')
  const next = async () => {
    for (;;) {
      const one = held.shift()
      if (one) return one
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  sandbox.schedule = {
    before: ({ method, path }) => hold(`before ${method} ${path}`),
    after: ({ path }) => hold(`after ${path}`),
  }
  let answered = false
  const reply = stranger(sandbox)('POST', base, { data: createBody(sandbox, 'held1') }).then((answer) => {
    answered = true
    return answer
  })

  const before = await next()
  expect([before.at, isMade()]).toEqual([`before POST ${base}`, false])
  before.release()
  const after = await next()
  expect([after.at, isMade(), answered]).toEqual([`after ${base}`, true, false])
  after.release()
  expect((await reply).status).toBe(200)
})
