export { priceOf, readSession } from './answer'
export { prepareSession, type NewSession, type SessionContext } from './create'
