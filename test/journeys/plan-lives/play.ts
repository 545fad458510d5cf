import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import type { PlanDocument } from '../../../cloudfunctions/shared/plans/document'
import { currentAttempt, type SignDocument } from '../../../cloudfunctions/shared/signs/document'
import { FunctionError } from '../../../simulator/cloudbase'
import { ControlFailure } from '../../../simulator/sandbox/failure'
import { Forge } from '../attacks/forge'
import { CARD, DRAFT } from '../plans'
import { OPERATOR, type Story } from '../story'
import type { Coverage } from './coverage'
import { nextStep } from './next-step'
import { onSession } from './on-session'
import { atRest, neverBroken } from './promises'
import type { Act, Life, OnSomebody, Step } from './steps'

let plays = 0

/** One random life of a plan, of two customers who sign it and of its sessions, in a world that forgot the lives before. */
export class Play {
  private readonly name = `life-${String(++plays).padStart(6, '0')}`
  private readonly people = [`${this.name}-ann`, `${this.name}-bob`]
  private readonly keys = new Map<string, string>()
  private readonly forge: Forge
  private wishes = 0
  private sessions = 1
  private stopKilling = (): void => undefined
  private killed: string | undefined

  constructor(
    private readonly story: Story,
    private readonly coverage: Coverage,
  ) {
    this.forge = new Forge(story)
  }

  /** @throws Error with every promise that was broken */
  async run({ sessions, steps }: Life): Promise<void> {
    const { story } = this
    this.sessions = sessions
    await story.forget()
    const stopWaiting = this.notifyFirst()
    try {
      for (const step of steps) await this.take(step)
    } finally {
      stopWaiting()
      this.stopKilling()
      story.sandbox.faults.clear()
      story.world.cloudbase.endTransactions()
    }
    // Twenty minutes: what may be sent again by people no longer is.
    for (let run = 0; run < 7; run++) {
      await story.pass(100)
      await story.settle(1)
    }
    must(atRest(story))
    for (const sign of this.signs()) this.coverage.end(sign.state)
    for (const { outcome, state } of story.documents()) this.coverage.end(`session ${outcome ?? state}`)
  }

  private plans = (): PlanDocument[] => this.list<PlanDocument>('plans')
  private signs = (): SignDocument[] => this.list<SignDocument>('signs')
  private list<D>(name: string): D[] {
    return this.story.world.cloudbase.store.list(name) as unknown as D[]
  }

  /** Somebody's newest signing. */
  private signOf(who: number): SignDocument | undefined {
    return this.signs()
      .filter(({ openid }) => openid === this.people[who])
      .sort((a, b) => b.turn - a.turn)[0]
  }

  /** The order of the session that began last. */
  private sessionOf(sign: SignDocument | undefined): OrderDocument | undefined {
    return this.story
      .documents()
      .filter(({ session }) => sign !== undefined && session?.signId === sign._id)
      .sort((a, b) => (b.session?.no ?? 0) - (a.session?.no ?? 0))[0]
  }

  private nextOf(who: number): Act {
    const sign = this.signOf(who)
    return nextStep(who, this.plans()[0]?.state, sign?.state, this.sessionOf(sign)?.state)
  }

  private async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'call-fault':
        this.story.sandbox.faults.add({ kind: step.kind, on: step.on, times: step.times })
        return
      case 'notification-fault':
        this.story.sandbox.faults.add({ kind: step.kind })
        return
      case 'kill':
        this.kill(step.number, step.phase)
        return
      default:
        await this.watched(step.do === 'advance' ? this.nextOf(step.who) : step)
        must(neverBroken(this.story))
    }
  }

  /** Takes a step that may fail, and counts in which states it was taken and what went wrong meanwhile. */
  private async watched(step: Act): Promise<void> {
    const sign = this.signOf('who' in step ? step.who : 0)
    const states = {
      plan: this.plans()[0]?.state ?? 'none',
      sign: sign?.state ?? 'none',
      session: this.sessionOf(sign)?.state ?? 'none',
    }
    const before = this.story.sandbox.faults.list().map((fault) => ({ ...fault }))
    this.killed = undefined
    await this.act(step).catch((error: unknown) => {
      // A function that died, or a person's act that WeChat Pay does not offer now: both belong to the story.
      if (!(error instanceof FunctionError || error instanceof ControlFailure)) throw error
    })
    const left = new Map(this.story.sandbox.faults.list().map(({ id, times }) => [id, times]))
    const met = before.filter(({ id, times }) => (left.get(id) ?? 0) < times).map(({ kind }): string => kind)
    this.coverage.step(states, step.do, this.killed === undefined ? met : [...met, this.killed])
  }

  private async act(step: Act): Promise<unknown> {
    const { story } = this
    const planId = this.plans()[0]?._id
    switch (step.do) {
      case 'pass':
        // What dies is a function that a step calls; what died holds nothing for ever.
        this.stopKilling()
        story.world.cloudbase.endTransactions()
        return story.pass(step.seconds)
      case 'reconcile':
        return story.reconcile()
      case 'create-plan': {
        // Always the same wish: however often it comes, there is one plan.
        const requestKey = `${this.name}-plan-key`
        const draft = { ...DRAFT, details: DRAFT.details.slice(0, this.sessions) }
        return story.ask('console', 'createPlan', { offerId: CARD, requestKey, ...draft }, OPERATOR)
      }
      case 'look-plan':
        return planId ? story.ask('console', 'getPlan', { planId }, OPERATOR) : nothing()
      case 'stop-plan':
        return planId ? story.ask('console', 'stopPlan', { planId }, OPERATOR) : nothing()
      default:
        return planId ? this.actOf(step, planId) : nothing()
    }
  }

  private actOf(step: OnSomebody, planId: string): Promise<unknown> {
    const openid = this.people[step.who] ?? ''
    if (step.do === 'sign' || step.do === 'sign-again') {
      const known = this.keys.get(openid)
      const requestKey =
        step.do === 'sign-again' && known !== undefined ? known : `${this.name}-wish-${++this.wishes}`
      this.keys.set(openid, requestKey)
      return this.story.ask('orders', 'sign', { planId, requestKey }, openid)
    }
    const sign = this.signOf(step.who)
    return sign ? this.onSign(step, sign, openid) : nothing()
  }

  private onSign(step: OnSomebody, sign: SignDocument, openid: string): Promise<unknown> {
    const { story } = this
    const { _id: signId } = sign
    const number = currentAttempt(sign).number
    switch (step.do) {
      case 'get-sign':
        return story.ask('orders', 'getSign', { signId }, openid)
      case 'reopen':
        return story.ask('orders', 'reopenSign', { signId }, openid)
      case 'retry':
        return story.ask('orders', 'retrySign', { signId }, openid)
      case 'cancel-sign':
        return story.ask('orders', 'cancelSign', { signId }, openid)
      case 'look-sign':
        return story.ask('console', 'getSign', { signId }, OPERATOR)
      case 'end-sign':
        return story.ask('console', 'cancelSign', { signId, reason: '场馆装修' }, OPERATOR)
      case 'start':
      case 'check-in': {
        const no = Math.min(Math.max(sign.started + 1 + step.ahead, 1), 50)
        return step.do === 'start'
          ? story.ask('orders', 'startSession', { signId, no }, openid)
          : story.ask('console', 'startSession', { signId, no }, OPERATOR)
      }
      case 'confirm':
      case 'end':
        story.sandbox.actOnSignPlan(number, step.do === 'end' ? 'cancel' : 'confirm', openid)
        return story.sandbox.whenIdle()
      case 'tell':
        return this.tell(step, sign)
      default: {
        const order = this.sessionOf(sign)
        return order ? onSession(story, step, order, openid) : nothing()
      }
    }
  }

  /** A notification with WeChat Pay's own keys about a signing that is there, whatever is true of it. */
  private tell({ state, event }: Extract<Act, { do: 'tell' }>, sign: SignDocument): Promise<unknown> {
    const { appid, service_id, plan_id, sub_mchid, openid } = sign
    const { number } = currentAttempt(sign)
    const there = this.story.sandbox.signPlans().find((one) => one.merchant_sign_plan_no === number)
    if (!there) return nothing()
    const { sign_plan_id } = there
    const resource = {
      ...{ sign_plan_id, merchant_sign_plan_no: number, mchid: this.story.world.credentials.mchid },
      ...(sub_mchid === undefined ? {} : { sub_mchid }),
      ...{ appid, service_id, plan_id, openid, sign_state: state },
      cancel_sign_type: event === 'SIGN' ? 'NOT_CANCEL' : 'USER',
    }
    return this.forge.post(this.forge.letter({ event_type: `PAYSCORE.USER_${event}_PLAN`, resource }))
  }

  /** A notification of what a call did is applied before the function hears its answer: chance would decide otherwise. */
  private notifyFirst(): () => void {
    return this.story.world.cloudbase.watchOutgoing(
      async ({ phase, path, function: name }): Promise<'continue'> => {
        if (phase === 'after' && name !== 'notify' && !path.startsWith('/admin'))
          await this.story.sandbox.whenIdle()
        return 'continue'
      },
    )
  }

  /** The function that sends the `number`-th request from now on dies there. */
  private kill(number: number, phase: 'before' | 'after'): void {
    this.stopKilling()
    let seen = 0
    this.stopKilling = this.story.world.cloudbase.watchOutgoing((event) => {
      if (event.phase !== phase || ++seen !== number) return 'continue'
      this.stopKilling()
      this.killed = `killed ${phase}`
      return 'kill'
    })
  }
}

const nothing = (): Promise<void> => Promise.resolve()

function must(wrong: readonly string[]): void {
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
}
