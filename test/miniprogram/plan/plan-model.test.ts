import { shownOffer, shownPlans } from '../../../miniprogram/plan/pages/plan/plan-model'
import { badminton, course, signIn, trial } from '../plan-fixtures'

describe('the plans of an offer', () => {
  it('begin with the first one; another is shown when it is chosen, the first when that is gone', () => {
    const shown = shownPlans([course, trial], [], '')
    expect(shown.plan?.planId).toBe(course.planId)
    expect(shown.choices.map(({ name }) => name)).toEqual([course.name, trial.name])
    expect(shownPlans([course, trial], [], trial.planId).plan?.planId).toBe(trial.planId)
    expect(shownPlans([course], [], trial.planId)).toMatchObject({
      plan: { planId: course.planId },
      choices: [],
    })
  })

  it('say what all sessions come to, and what is saved where something is', () => {
    expect(shownPlans([course], [], '')).toMatchObject({
      plan: {
        total: 55800,
        original: 72000,
        saved: 16200,
        count: '共 6 次',
        days: '签约后 90 天内',
        signId: '',
      },
      charge: { label: '合计', fen: 55800 },
    })
    const flat = shownPlans([trial], [], '').plan
    expect(flat).not.toHaveProperty('original')
    expect(flat).not.toHaveProperty('saved')
  })

  it('cannot be signed twice: what is signed leads to its page', () => {
    const sign = signIn('SIGNED', ['paid'])
    const shown = shownPlans([course, trial], [sign], course.planId)
    expect(shown.plan?.signId).toBe(sign.signId)
    expect(shown.cards).toMatchObject([{ orderId: sign.signId, state: '已签约' }])
    expect(shownPlans([course, trial], [sign], trial.planId).plan?.signId).toBe('')
  })

  it('may be none: what was signed before is shown all the same', () => {
    expect(shownPlans([], [], '')).toEqual({ choices: [], plan: null, charge: null, cards: [] })
    expect(shownPlans([], [signIn('SIGNED')], '').cards).toHaveLength(1)
  })

  it('of an offer whose inner side stays out of the view', () => {
    expect(Object.keys(shownOffer(badminton)).sort()).toEqual([
      'introduction',
      'merchant',
      'name',
      'rules',
      'steps',
      'summary',
    ])
  })
})
