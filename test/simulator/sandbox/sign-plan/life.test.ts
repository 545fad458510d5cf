import fc from 'fast-check'
import { type OrderSummary, type Sandbox, type SignSummary } from '../../../../simulator/sandbox'
import {
  detailTransitions,
  signTransitions,
  type Step,
} from '../../../../simulator/sandbox/sign-plan/user-sign-plans/machine'
import { ControlFailure } from '../../../../simulator/sandbox/failure'
import { ago, closeAll, insider, must, nextDay, sandboxFor } from '../ground'
import { modes, type Mode } from '../service-orders/ground'
import { lessons, PlanSide } from './ground'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await sandboxFor()
})
beforeEach(() => {
  sandbox.reset()
})
afterAll(closeAll)

const side = (mode: Mode = 'merchant'): PlanSide => new PlanSide(sandbox, insider(sandbox), mode)
const day = 86_400
const overTime = async (no: string): Promise<unknown> =>
  (await must(side().querySign(no))).data['plan_over_time']

describe('by the clock', () => {
  test('a plan of 30 days ends at midnight after the 30 days that follow its signing', async () => {
    nextDay(sandbox, 15)
    await side().unsigned('S')
    expect(await overTime('S')).toBe('')
    const today = ago(sandbox, 0)
    sandbox.actOnSignPlan('S', 'confirm')
    const over = String(await overTime('S'))
    expect(over).toMatch(/T00:00:00\+08:00$/)
    const utc = (text: string): number =>
      Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6, 8)))
    expect((utc(over.replaceAll('-', '')) - utc(today)) / (day * 1000)).toBe(31)
    const left = Date.parse(over) / 1000 - sandbox.world.time.business() / 1000
    sandbox.setClock({ advanceSeconds: Math.floor(left) - 1 })
    expect((await side().states('S'))[0]).toBe('SIGNED')
    sandbox.setClock({ advanceSeconds: 2 })
    expect(await side().states('S')).toEqual(['EXPIRE', 'NOT_USED', 'NOT_USED', 'NOT_USED'])
    expect(sandbox.signPlan('S').history.at(-1)).toMatchObject({ event: 'expire', at: Date.parse(over) })
  })

  test('a session that is in use at the end goes on, and is paid', async () => {
    await side().signed('S')
    await side().begun('S', 1)
    sandbox.setClock({ advanceSeconds: 40 * day })
    expect(await side().states('S')).toEqual(['EXPIRE', 'USING', 'NOT_USED', 'NOT_USED'])
    await must(side().complete('S', 1))
    sandbox.act('S-1', 'pay')
    expect(await side().states('S')).toEqual(['EXPIRE', 'USED', 'NOT_USED', 'NOT_USED'])
  })

  test('what ended before the time was over stays ended', async () => {
    await side().signed('S')
    for (const number of [1, 2, 3]) await side().paid('S', number)
    await side().signed('T')
    await must(side().stopSign('T'))
    sandbox.setClock({ advanceSeconds: 400 * day })
    expect((await side().states('S'))[0]).toBe('COMPLETE')
    expect((await side().states('T'))[0]).toBe('SIGN_PLAN_CANCEL')
  })

  test('an unsigned one stays so, and a repeated create brings no new package by default', async () => {
    await side().unsigned('S')
    sandbox.setClock({ advanceSeconds: 400 * day })
    expect((await side().states('S'))[0]).toBe('UNSIGNED')
  })
})

describe('ended by the user', () => {
  test('cancelled between two sessions', async () => {
    await side().signed('S')
    await side().paid('S', 1)
    sandbox.actOnSignPlan('S', 'cancel')
    const { data } = await must(side().querySign('S'))
    expect(data).toMatchObject({ sign_state: 'SIGN_PLAN_CANCEL', cancel_sign_type: 'USER' })
  })

  test('cancelled while a session is in use, which goes on', async () => {
    await side().signed('S')
    await side().begun('S', 1)
    sandbox.actOnSignPlan('S', 'cancel')
    expect(await side().states('S')).toEqual(['SIGN_PLAN_CANCEL', 'USING', 'NOT_USED', 'NOT_USED'])
    await must(side().complete('S', 1))
    sandbox.act('S-1', 'pay')
    expect((await side().states('S'))[1]).toBe('USED')
  })

  test('closing the service ends what this user signed, and nothing else', async () => {
    await side().signed('S')
    await side().unsigned('T', { openid: 'oUser2' })
    sandbox.actOnSignPlan('T', 'confirm')
    await side().unsigned('U')
    sandbox.setAvailable('oUser1', false)
    const { data } = await must(side().querySign('S'))
    expect(data).toMatchObject({ sign_state: 'SIGN_PLAN_CANCEL', cancel_sign_type: 'REVOKE_SERVICE' })
    expect([(await side().states('T'))[0], (await side().states('U'))[0]]).toEqual(['SIGNED', 'UNSIGNED'])
  })
})

/** Elsewhere, so that nothing is delivered. */
const notify_url = 'https://shop.example/notify'

/** What anybody may do next; most of it is refused most of the time. */
const deeds = {
  sign: (one: PlanSide) => Promise.resolve(one.sandbox.actOnSignPlan('R', 'confirm')),
  cancelPlan: (one: PlanSide) => Promise.resolve(one.sandbox.actOnSignPlan('R', 'cancel')),
  closeService: (one: PlanSide) => Promise.resolve(one.sandbox.setAvailable('oUser1', false)),
  stop: (one: PlanSide) => one.stopSign('R'),
  stopPlan: (one: PlanSide) => one.stopPlan('R-plan'),
  begin: (one: PlanSide, n: number) => one.session('R', n, { notify_url }),
  complete: (one: PlanSide, n: number) => {
    one.sandbox.setClock({ advanceSeconds: 60 })
    return one.complete('R', n)
  },
  cancel: (one: PlanSide, n: number) => one.cancel('R', n),
  pay: (one: PlanSide, n: number) => Promise.resolve(one.sandbox.act(`R-${n}`, 'pay')),
  sync: (one: PlanSide, n: number) => one.orders.sync(`R-${n}`),
  hour: (one: PlanSide) => Promise.resolve(one.sandbox.setClock({ advanceSeconds: 3600 })),
  month: (one: PlanSide) => Promise.resolve(one.sandbox.setClock({ advanceSeconds: 31 * day })),
}
type Deed = keyof typeof deeds

/** What must hold after every step. */
function problems(
  now: SignSummary,
  earlier: SignSummary['history'],
  orders: readonly OrderSummary[],
): string[] {
  const wrong: string[] = []
  const must = (holds: boolean, otherwise: string): void => {
    if (!holds) wrong.push(otherwise)
  }
  const past = JSON.stringify(now.history.slice(0, earlier.length))
  must(past === JSON.stringify(earlier), 'what happened was forgotten')
  const open = orders.filter(({ state }) => state === 'USER_ACCEPTED' || state === 'FINISHED')
  must(open.filter(({ total_amount }) => total_amount !== 0).length < 2, 'two sessions are in use')
  const numbers = orders.map(({ out_order_no }) => out_order_no).join()
  must(
    numbers ===
      now.sessions
        .slice(0, orders.length)
        .map((one) => one.merchant_plan_detail_no)
        .join(),
    'one is skipped',
  )
  for (const [index, { charged }] of orders.entries())
    must(charged <= (lessons[index]?.actual_price ?? 0), 'one costs more than its price')
  return wrong
}

/** Every step must be one of the table, after the one before it, and not earlier. */
function follows(table: object, steps: readonly Step<string, string>[], seen: Set<string>): void {
  const moves = table as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  for (const [index, { event, state, at }] of steps.entries()) {
    const before = steps[index - 1]
    if (!before) continue
    expect(moves[before.state]?.[event]).toContain(state)
    expect(at).toBeGreaterThanOrEqual(before.at)
    seen.add(`${before.state} ${event} ${state}`)
  }
}

test('random deeds never leave the tables; one session in use at most, none skipped, none above its price', async () => {
  const seen = new Set<string>()
  const usual: Deed[] = ['begin', 'complete', 'pay']
  const deed = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...usual) },
    { weight: 2, arbitrary: fc.constantFrom<Deed>('cancel', 'sync', 'hour') },
    { weight: 1, arbitrary: fc.constantFrom(...(Object.keys(deeds) as Deed[])) },
  )
  // Mostly the session whose turn it is, sometimes any.
  const turn = fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
  )
  const step = fc.tuple(deed, turn)
  const setting = fc.record({
    detailUsedWhen: fc.constantFrom('paid' as const, 'completed' as const),
    planOverWhileUsing: fc.constantFrom('EXPIRE' as const, 'SIGNED' as const),
    lastSessionCancelled: fc.constantFrom('COMPLETE' as const, 'SIGNED' as const),
    unusedDetails: fc.constantFrom('NOT_USED' as const, 'SIGN_PLAN_DETAIL_CANCEL' as const),
    unsignedAfterPackage: fc.constantFrom('UNSIGNED' as const, 'EXPIRE' as const),
  })
  const mode = fc.constantFrom(...modes)
  const play = fc.asyncProperty(
    mode,
    setting,
    fc.boolean(),
    fc.array(step, { minLength: 12, maxLength: 30 }),
    async (whose, switches, begins, steps) => {
      sandbox.reset()
      sandbox.setSwitches(switches)
      const one = side(whose)
      await one.unsigned('R', { notify_url })
      if (begins) one.sandbox.actOnSignPlan('R', 'confirm')
      let earlier = sandbox.signPlan('R').history
      for (const [what, n] of steps) {
        const count = sandbox.orders().length
        try {
          await deeds[what](one, n || Math.min(Math.max(what === 'begin' ? count + 1 : count, 1), 3))
        } catch (error) {
          if (!(error instanceof ControlFailure)) throw error
        }
        const now = sandbox.signPlan('R')
        const wrong = problems(now, earlier, sandbox.orders())
        if ((await one.states('R'))[0] !== now.state) wrong.push('a query says something else')
        if (wrong.length > 0) throw new Error(`After ${what} ${n}: ${wrong.join(', ')}`)
        earlier = now.history
      }
      const { history, sessions } = sandbox.signPlan('R')
      follows(signTransitions, history, seen)
      for (const one of sessions) follows(detailTransitions, one.history, seen)
    },
  )
  await fc.assert(play, { numRuns: 60, seed: 20261120 })
  process.stdout.write(`${seen.size} moves seen\n${[...seen].sort().join('\n')}\n`)
  expect(seen.size).toBeGreaterThanOrEqual(11)
})
