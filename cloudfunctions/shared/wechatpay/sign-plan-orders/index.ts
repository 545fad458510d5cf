export { priceOf, readSession } from './answer'
export { sessionFacts } from './facts'
export { prepareSession, type NewSession, type SessionContext } from './create'
