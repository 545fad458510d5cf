import type { PlanDocument } from '../../../cloudfunctions/shared/plans/document'
import type { SignDocument } from '../../../cloudfunctions/shared/signs/document'
import { courseDisagreements } from '../agreement'
import { planDisagreements } from '../plans'
import type { Story } from '../story'

const listed = <D>({ world }: Story, collection: 'plans' | 'signs'): D[] =>
  world.cloudbase.store.list(collection) as unknown as D[]

/** What the two sides do not say alike of plans, signings and the order of their sessions; nothing in stories without plans. */
export const courseDifferences = (story: Story): string[] => [
  ...planDisagreements(story),
  ...listed<SignDocument>(story, 'signs').flatMap((sign) =>
    courseDisagreements(sign, story.documents(), story.sandbox),
  ),
]

/** What was written for a person to look at, or corrected, about a plan, a signing or any session. */
export const noticesOf = (story: Story): string[] =>
  [
    ...listed<PlanDocument>(story, 'plans'),
    ...listed<SignDocument>(story, 'signs'),
    ...story.documents(),
  ].flatMap(({ _id, alerts, audit }) => [
    ...alerts.map((alert) => `${_id}: an alert without cause: ${alert}`),
    ...audit
      .filter(({ what }) => what === 'correction')
      .map(({ note = '' }) => `${_id}: a correction: ${note}`),
  ])
