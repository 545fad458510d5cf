import { startAutomator } from '../../simulator/automator'
import { startPhonePage } from '../../simulator/phone'
import { startWorld } from '../../simulator/world'
import { productOfTests } from '../journeys/products'

/** What the tests need to know; with another phone (a real WeChat DevTools) these come from outside. */
export const ENDPOINT = 'WX_AUTO_ENDPOINT'
export const OPERATOR_ENDPOINT = 'WX_AUTO_ENDPOINT_OPERATOR'
export const SANDBOX = 'PAYSCORE_SANDBOX'

declare global {
  var closeLocalWorld: (() => Promise<void>) | undefined
}

/** Starts the local world with a phone in Chromium, unless an endpoint is given. Deductions wait for the test's word. */
export default async function setup(): Promise<void> {
  if (process.env[ENDPOINT]) return
  const project = process.cwd()
  const world = await startWorld({
    project,
    product: productOfTests(),
    sandbox: { deductionDelaySeconds: null, fontStylesheet: '/font.css' },
  })
  if (!world.sandbox) throw new Error('no sandbox')
  const page = await startPhonePage({
    project,
    cloudbase: world.cloudbase.origin,
    sandbox: world.sandbox.origin,
  })
  const phone = await startAutomator({ pageUrl: page.origin })
  process.env[ENDPOINT] = phone.endpoint
  process.env[OPERATOR_ENDPOINT] = `${phone.endpoint}?person=local-operator-1`
  process.env[SANDBOX] = world.sandbox.origin
  globalThis.closeLocalWorld = async () => {
    await phone.close()
    await page.close()
    await world.close()
  }
}
