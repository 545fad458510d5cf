import { productOfTests } from '../journeys/products'
import { openStage } from './stage'

/** What the tests need to know; with another phone (a real WeChat DevTools) these come from outside. */
export const ENDPOINT = 'WX_AUTO_ENDPOINT'
export const OPERATOR_ENDPOINT = 'WX_AUTO_ENDPOINT_OPERATOR'
export const SANDBOX = 'PAYSCORE_SANDBOX'
/** Set where the stage is our own: a story of another product may open one for itself. */
export const OWN_STAGE = 'PAYSCORE_OWN_STAGE'

declare global {
  var closeLocalWorld: (() => Promise<void>) | undefined
}

/** Starts the local world with a phone in Chromium, unless an endpoint is given. */
export default async function setup(): Promise<void> {
  if (process.env[ENDPOINT]) return
  const stage = await openStage(productOfTests())
  process.env[OWN_STAGE] = '1'
  process.env[ENDPOINT] = stage.endpoint
  process.env[OPERATOR_ENDPOINT] = stage.operatorEndpoint
  process.env[SANDBOX] = stage.sandbox
  globalThis.closeLocalWorld = () => stage.close()
}
