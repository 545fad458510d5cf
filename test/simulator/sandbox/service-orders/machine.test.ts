import * as fc from 'fast-check'
import { type Switches } from '../../../../simulator/sandbox'
import { ControlFailure } from '../../../../simulator/sandbox/failure'
import { closeAll, insider, sandboxFor } from '../ground'
import { modes, Side } from './ground'

afterEach(closeAll)

/** facts 2.2 in the seeds' words (2.3), written down apart from the sandbox's own table. */
const allowed = new Set([
  'CREATED>USER_ACCEPTED',
  'CREATED>REVOKED',
  'CREATED>EXPIRED',
  'USER_ACCEPTED>FINISHED',
  'USER_ACCEPTED>REVOKED',
  'FINISHED>FINISHED',
  'FINISHED>USER_PAID',
  'FINISHED>REVOKED',
])
/** The same in the words of this protocol. */
const triples: Readonly<Record<string, readonly (string | undefined)[]>> = {
  CREATED: ['CREATED', undefined, undefined],
  USER_ACCEPTED: ['DOING', 'USER_CONFIRM', undefined],
  FINISHED: ['DOING', 'MCH_COMPLETE', 'USER_PAYING'],
  USER_PAID: ['DONE', undefined, 'USER_PAID'],
  REVOKED: ['REVOKED', undefined, undefined],
  EXPIRED: ['EXPIRED', undefined, undefined],
}

type Deed = (side: Side) => unknown
type Detail = Record<'seq' | 'amount', number> & { paid_type: string }

const sumOf = (details: readonly { amount: number }[]): number =>
  details.reduce((sum, { amount }) => sum + amount, 0)

const zero = { post_payments: [{ name: '费', amount: 0 }], total_amount: 0 }
const deeds: Readonly<Record<string, Deed>> = {
  create: (side) => side.create('M'),
  cancel: (side) => side.on('M', 'cancel', { reason: 'r' }),
  complete: (side) => side.complete('M'),
  completeZero: (side) => side.complete('M', zero),
  modify: (side) => side.modify('M', 400),
  modifyMore: (side) => side.modify('M', 900),
  collect: (side) => side.on('M', 'pay'),
  sync: (side) => side.sync('M'),
  confirm: ({ sandbox }) => sandbox.act('M', 'confirm'),
  pay: ({ sandbox }) => sandbox.act('M', 'pay'),
  part: ({ sandbox }) => sandbox.payPart('M', 150),
  fail: ({ sandbox }) => sandbox.act('M', 'fail'),
  deduct: ({ sandbox }) => sandbox.deduct('M', 120),
  minute: ({ sandbox }) => sandbox.setClock({ advanceSeconds: 60 }),
  hour: ({ sandbox }) => sandbox.setClock({ advanceSeconds: 3600 }),
  month: ({ sandbox }) => sandbox.setClock({ advanceSeconds: 30 * 86_400 }),
}

/** A third of the lists begins where there is a bill: most that is left to chance never gets so far. */
const beginnings = [['create'], ['create', 'confirm'], ['create', 'confirm', 'minute', 'complete']]

async function attempt(deed: Deed | undefined, side: Side): Promise<void> {
  try {
    await deed?.(side)
  } catch (error) {
    // Refused because of the state; anything else is a fault of the sandbox.
    if (!(error instanceof ControlFailure)) throw error
  }
}

const switches: fc.Arbitrary<Partial<Switches>> = fc.record({
  cancelWhilePaying: fc.constantFrom('refused', 'allowed'),
  serviceZeroTotal: fc.constantFrom('done', 'done-and-notified', 'uncollected'),
  modifyTimes: fc.constantFrom('once', 'any'),
  collectAnswer: fc.constantFrom('order', 'USERPAYING'),
  deductionInParts: fc.constantFrom('whole', 'half-first'),
})

test.each(modes)(
  'random events never leave the table, and the money is right: %s',
  async (mode) => {
    const visited = new Set<string>()
    const sandbox = await sandboxFor()
    const side = new Side(sandbox, insider(sandbox), mode)
    const names = fc.array(fc.constantFrom(...Object.keys(deeds)), { minLength: 6, maxLength: 16 })
    await fc.assert(
      fc.asyncProperty(switches, fc.constantFrom(null, 30), names, async (values, delay, list) => {
        sandbox.reset()
        sandbox.setSwitches(values)
        sandbox.setDeductionDelay(delay)
        let total = Infinity
        for (const name of [...(beginnings[list.length % 3] ?? []), ...list]) {
          await attempt(deeds[name], side)
          const { data } = await side.query('M')
          const { collection, need_collection } = data as {
            collection?: { state: string; paying_amount: number; paid_amount: number; details: Detail[] }
            need_collection?: boolean
          }
          const { state, charged } = sandbox.order('M')
          const zeroed = data['total_amount'] === 0
          const wanted = [...(triples[state] ?? [])]
          expect([data['state'], data['state_description'], collection?.state]).toEqual(
            zeroed ? [wanted[0], wanted[1], undefined] : wanted,
          )
          expect(need_collection ?? false).toBe(collection !== undefined)
          if (collection) {
            expect(collection.paying_amount + collection.paid_amount).toBe(data['total_amount'])
            const { details } = collection
            expect(sumOf(details)).toBe(collection.paid_amount)
            expect(details.map(({ seq }) => seq)).toEqual(details.map((_, index) => index + 1))
            expect(sumOf(details.filter(({ paid_type }) => paid_type === 'NEWTON'))).toBe(charged)
          } else expect(charged).toBe(0)
          // What is to be paid only falls.
          const now = (data['total_amount'] as number | undefined) ?? Infinity
          expect(now).toBeLessThanOrEqual(total)
          total = now
        }
        const { history } = sandbox.order('M') as unknown as { history: { state: string; at: number }[] }
        history.reduce((before, after) => {
          expect(allowed).toContain(`${before.state}>${after.state}`)
          expect(after.at).toBeGreaterThanOrEqual(before.at)
          visited.add(`${before.state}>${after.state}`)
          return after
        })
        const taken = sandbox.world.transactions.all()
        expect(sumOf(taken)).toBe(sandbox.order('M').charged)
        const paid = sandbox.notifications().filter(({ event }) => event === 'PAYSCORE.USER_PAID')
        expect(paid.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 120, seed: 20_261_120 },
    )
    expect([...visited].sort()).toEqual([...allowed].sort())
  },
  30_000,
)
