import type { Facts } from '../../protocol'

/** What the documents' example of a new session says, though a second word belongs to DOING alone (facts 1.11, 2.2). */
const BEGUN = 'CREATED/USER_CONFIRM'

/**
 * A session's facts out of its order's: nobody has to confirm it, so CREATED beside USER_CONFIRM is in service as well
 * (facts 9-11). A bare CREATED is not.
 */
export const sessionFacts = (facts: Facts): Facts =>
  facts.raw === BEGUN ? { ...facts, state: 'USER_ACCEPTED' } : facts
