import * as fc from 'fast-check'
import { type Sandbox, type Switches } from '../../../simulator/sandbox'
import { ControlFailure } from '../../../simulator/sandbox/failure'
import {
  ago,
  base,
  closeAll,
  completeBody,
  createBody,
  own,
  queryOf,
  sandboxFor,
  insider,
  type Stranger,
} from './ground'

afterEach(closeAll)

/** facts 2.1 as pairs, written down apart from the sandbox's own table. */
const allowed = new Set([
  'CREATED>USER_ACCEPTED',
  'CREATED>EXPIRED',
  'CREATED>REVOKED',
  'USER_ACCEPTED>FINISHED',
  'USER_ACCEPTED>REVOKED',
  'FINISHED>USER_PAID',
  'FINISHED>REVOKED',
])

const actions = {
  create: ({ call, sandbox }: Scene) => call('POST', base, { data: createBody(sandbox, 'M') }),
  cancel: ({ call, sandbox }: Scene) =>
    call('POST', `${base}/M/cancel`, { data: { ...own(sandbox), reason: 'r' } }),
  complete: (scene: Scene) => complete(scene, {}),
  completeZero: (scene: Scene) => complete(scene, { total_amount: 0, fees: [] }),
  completeUnused: (scene: Scene) =>
    complete(scene, {
      finish_type: 1,
      cancel_reason: 'r',
      total_amount: 0,
      fees: [],
      real_service_end_time: null,
    }),
  sync: ({ call, sandbox }: Scene) => {
    const data = { ...own(sandbox), type: 'Order_Paid', detail: { paid_time: ago(sandbox, 2) } }
    return call('POST', `${base}/M/sync`, { data })
  },
  confirm: ({ sandbox }: Scene) => attempt(() => sandbox.act('M', 'confirm')),
  decline: ({ sandbox }: Scene) => attempt(() => sandbox.act('M', 'decline')),
  pay: ({ sandbox }: Scene) => attempt(() => sandbox.act('M', 'pay')),
  fail: ({ sandbox }: Scene) => attempt(() => sandbox.act('M', 'fail')),
  minute: ({ sandbox }: Scene) => attempt(() => sandbox.setClock({ advanceSeconds: 60 })),
  hour: ({ sandbox }: Scene) => attempt(() => sandbox.setClock({ advanceSeconds: 3600 })),
}
interface Scene {
  readonly sandbox: Sandbox
  readonly call: Stranger
}

const attempt = (work: () => unknown): Promise<void> => {
  try {
    work()
  } catch (error) {
    // Refused because of the state; anything else is a fault of the sandbox.
    if (!(error instanceof ControlFailure)) throw error
  }
  return Promise.resolve()
}

async function complete({ call, sandbox }: Scene, more: object): Promise<unknown> {
  const { data } = await call('GET', base, queryOf(sandbox, 'M'))
  const ticket = String(data['finish_ticket'] ?? 'none')
  return call('POST', `${base}/M/complete`, { data: completeBody(sandbox, ticket, more) })
}

const switches: fc.Arbitrary<Partial<Switches>> = fc.record({
  cancelAfterAcceptance: fc.constantFrom('refused', 'allowed'),
  cancelAfterFinish: fc.constantFrom('refused', 'allowed'),
  finishTypeOneState: fc.constantFrom('FINISHED', 'REVOKED'),
  zeroTotal: fc.constantFrom('finished', 'paid', 'paid-and-notified'),
})

test('random events never leave the table, and the amounts are kept', async () => {
  const visited = new Set<string>()
  const sandbox = await sandboxFor()
  const scene = { sandbox, call: insider(sandbox) }
  const steps = fc.array(fc.constantFrom(...(Object.keys(actions) as (keyof typeof actions)[])), {
    maxLength: 14,
  })
  await fc.assert(
    fc.asyncProperty(switches, fc.constantFrom(null, 30), steps, async (values, delay, names) => {
      sandbox.reset()
      sandbox.setSwitches(values)
      sandbox.setDeductionDelay(delay)
      let total: number | undefined
      for (const name of ['create', 'confirm', ...names] as const) {
        if (name === 'confirm' && names.length % 3 === 0) continue
        await actions[name](scene)
        const order = (await scene.call('GET', base, queryOf(sandbox, 'M'))).data
        expect(order['risk_amount']).toBe(9900)
        if (total !== undefined) expect(order['total_amount']).toBe(total)
        total = order['total_amount'] as number | undefined
        if (order['finish_transaction_id'] !== undefined) expect(order['state']).toBe('USER_PAID')
        expect('finish_ticket' in order).toBe(order['state'] === 'USER_ACCEPTED')
      }
      const { history } = sandbox.order('M') as unknown as { history: { state: string; at: number }[] }
      history.reduce((before, after) => {
        expect(allowed).toContain(`${before.state}>${after.state}`)
        expect(after.at).toBeGreaterThanOrEqual(before.at)
        visited.add(`${before.state}>${after.state}`)
        return after
      })
      const paid = sandbox.notifications().filter((one) => one.event === 'PAYSCORE.USER_PAID')
      expect(paid.length).toBeLessThanOrEqual(1)
    }),
    { numRuns: 300, seed: 20_261_120 },
  )
  expect([...visited].sort()).toEqual([...allowed].sort())
}, 30_000)
