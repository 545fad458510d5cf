import { currentAttempt, type SignDocument } from '../../cloudfunctions/shared/signs/document'
import { sessionDisagreements, sessionsOf } from './sessions'
import { noticesOf } from './schedules/course'
import { OPERATOR, type Story } from './story'

/** What kill points of plans share: where something is, what must hold of it, and how all that is under way ends. */
export const dyingPlansOf = (story: () => Story) => {
  const sessions = sessionsOf(story)
  const signOf = (id: string): SignDocument | undefined => sessions.signs().find(({ _id }) => _id === id)
  const ordersOf = (signId: string) =>
    story()
      .documents()
      .filter(({ session }) => session?.signId === signId)
      .sort((a, b) => (a.session?.no ?? 0) - (b.session?.no ?? 0))
  const finished = new Set<string>()

  /** A plan's state, or a signing's with those of its sessions. */
  const whereIs = (id: string): string => {
    const plan = sessions.plans().find(({ _id }) => _id === id)
    if (plan) return plan.state
    const sign = signOf(id)
    return sign ? [sign.state, ...ordersOf(id).map(({ state }) => state)].join(' ') : 'none'
  }

  return {
    /** Both sides of everything, and nothing for a person to look at; `ends` say where this one may be until it is finished. */
    agree(id: string, ends: string[]): void {
      expect(sessionDisagreements(story())).toEqual([])
      expect(noticesOf(story())).toEqual([])
      expect(story().world.cloudbase.store.list('alerts')).toEqual([])
      if (!finished.has(id)) expect(ends).toContain(whereIs(id))
    },

    /** What is in use is billed and paid, what is signed or not is cancelled, what can be signed is stopped. */
    async finish(id: string): Promise<void> {
      finished.add(id)
      if (whereIs(id) === 'NORMAL') await story().ask('console', 'stopPlan', { planId: id }, OPERATOR)
      for (const { _id } of ordersOf(id)) {
        const seen = await story().look(_id)
        if (seen.state === 'USER_ACCEPTED') await sessions.complete(seen)
        if (story().document(_id).state === 'FINISHED') await story().pay(seen)
      }
      const sign = signOf(id)
      if (sign && ['UNSIGNED', 'SIGNED'].includes(currentAttempt(sign).state))
        await story().call('console', 'cancelSign', { signId: id, reason: '结束' }, OPERATOR)
    },
  }
}
