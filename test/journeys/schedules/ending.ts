import { isUnbalanced } from '../../../cloudfunctions/shared/orders/holding'
import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import { disagreements, moneyDisagreements } from '../agreement'
import { restLeaks } from '../goods'
import type { Story } from '../story'
import { courseDifferences, noticesOf } from './course'
import type { Ending, Plot, Said, Scene } from './plot'

interface Answered {
  ok?: boolean
  data?: { order?: ReturnType<Ending['view']> } & ReturnType<Ending['data']>
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
  const { sandbox } = story
  return {
    order,
    there: story.atWeChatPay(orderId),
    refunds: sandbox.refunds().filter(({ out_refund_no }) => out_refund_no.startsWith(`${orderId}_`)),
    calls: (end) =>
      sandbox.requests().filter(({ path }) => path.includes(`${orderId}_`) && path.endsWith(end)).length,
    said,
    view: (part) => answer(part)?.data?.order,
    failure: (part) => answer(part)?.failure?.code,
    leaks: () => restLeaks(story),
    signs: story.world.cloudbase.store.list('signs') as unknown as Ending['signs'],
    signsThere: sandbox.signPlans(),
    data: (part) => answer(part)?.data,
  }
}

/** Failures that do not say whether it happened. */
const UNKNOWN = ['RESULT_UNKNOWN', 'INTERNAL']

/**
 * What must hold after every schedule, once time passed and `reconcile` had nothing due: see `disagreements`; nothing for a
 * person to look at without cause; and what the story itself demands.
 */
export function wrongWith(plot: Plot, { story, course }: Scene, ending: Ending): string[] {
  if (course) return wrongWithCourse(plot, story, ending)
  const { order, there } = ending
  if (!order) {
    const unknown = there.length === 0 ? [] : ['WeChat Pay has an order that we do not have']
    return [...unknown, ...(plot.wrong?.(ending) ?? [])]
  }
  const wrong = differences(story, order)
  const causes = plot.alerts?.(ending) ?? []
  for (const alert of order.alerts)
    if (!causes.some((word) => alert.includes(word))) wrong.push(`an alert without cause: ${alert}`)
  for (const { _id } of story.world.cloudbase.store.list('alerts'))
    wrong.push(`an alert without cause: ${_id}`)
  // Nothing goes back at WeChat Pay in these stories: whoever believed that it did was shown something old.
  for (const { what, note = '' } of order.audit)
    if (what === 'correction') wrong.push(`a correction: ${note}`)
  return [...wrong, ...internal(plot, ending), ...(plot.wrong?.(ending) ?? [])]
}

/** Nothing was lost that a function cannot deal with: whoever says INTERNAL met something that nobody thought of. */
const internal = ({ parts }: Plot, { failure }: Ending): string[] =>
  parts.filter(({ name }) => failure(name) === 'INTERNAL').map(({ name }) => `${name} was answered INTERNAL`)

/** The same of a plan, its signings and every session. */
const wrongWithCourse = (plot: Plot, story: Story, ending: Ending): string[] => [
  ...courseDifferences(story),
  ...story.documents().flatMap((order) => differences(story, order)),
  ...noticesOf(story),
  ...story.world.cloudbase.store.list('alerts').map(({ _id }) => `an alert without cause: ${_id}`),
  ...internal(plot, ending),
  ...(plot.wrong?.(ending) ?? []),
]

/** Whether nothing is left to do, so far as it can be seen from outside. */
export const isSettled = (story: Story): boolean =>
  courseDifferences(story).length === 0 &&
  story.documents().every((order) => !isUnbalanced(order) && differences(story, order).length === 0)

/** What the two sides do not say alike of an order and its money. */
const differences = (story: Story, order: OrderDocument): string[] => [
  ...disagreements(order, story.atWeChatPay(order._id), story.world.clock.now()),
  ...moneyDisagreements(order, story.sandbox),
]
