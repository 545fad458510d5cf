import { disagreements } from '../agreement'
import type { Story } from '../story'
import type { Ending, Plot, Said, Scene } from './plot'

interface Answered {
  ok?: boolean
  data?: { order?: ReturnType<Ending['view']> }
  failure?: { code: string }
}

/** The state of both sides now, and what everybody was told. */
export function endingOf({ story, orderId }: Scene, answers: ReadonlyMap<string, unknown>): Ending {
  const order = story.documents().find(({ _id }) => _id === orderId)
  const answer = (part: string): Answered | undefined => answers.get(part) as Answered | undefined
  const said = (part: string): Said => {
    const { ok, failure } = answer(part) ?? {}
    if (ok === true) return 'done'
    return failure === undefined || UNKNOWN.includes(failure.code) ? 'unknown' : 'refused'
  }
  return {
    order,
    there: story.atWeChatPay(orderId),
    said,
    view: (part) => answer(part)?.data?.order,
    failure: (part) => answer(part)?.failure?.code,
  }
}

/** Failures that do not say whether it happened. */
const UNKNOWN = ['RESULT_UNKNOWN', 'INTERNAL']

/**
 * What must hold after every schedule, once time passed and `reconcile` had nothing due: see `disagreements`; nothing for a
 * person to look at without cause; and what the story itself demands.
 */
export function wrongWith(plot: Plot, scene: Scene, ending: Ending): string[] {
  const { story, orderId } = scene
  const { order, there } = ending
  if (!order) return there.length === 0 ? [] : ['WeChat Pay has an order that we do not have']
  const wrong = disagreements(order, story.atWeChatPay(orderId), story.world.clock.now())
  const causes = plot.alerts?.(ending) ?? []
  for (const alert of order.alerts)
    if (!causes.some((word) => alert.includes(word))) wrong.push(`an alert without cause: ${alert}`)
  for (const { _id } of story.world.cloudbase.store.list('alerts'))
    wrong.push(`an alert without cause: ${_id}`)
  // Nothing goes back at WeChat Pay in these stories: whoever believed that it did was shown something old.
  for (const { what, note = '' } of order.audit)
    if (what === 'correction') wrong.push(`a correction: ${note}`)
  // Nothing was lost that a function cannot deal with: whoever says INTERNAL met something that nobody thought of.
  for (const { name } of plot.parts)
    if (ending.failure(name) === 'INTERNAL') wrong.push(`${name} was answered INTERNAL`)
  return [...wrong, ...(plot.wrong?.(ending) ?? [])]
}

/** Whether nothing is left to do, so far as it can be seen from outside. */
export const isSettled = (story: Story, orderId: string): boolean => {
  const order = story.documents().find(({ _id }) => _id === orderId)
  return !order || disagreements(order, story.atWeChatPay(orderId), story.world.clock.now()).length === 0
}
