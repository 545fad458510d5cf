import { startAutomator } from '../../simulator/automator'
import { startPhonePage } from '../../simulator/phone'
import { startWorld, type World } from '../../simulator/world'
import type { Product } from '../../simulator/world/product'

/** The local world with phones in Chromium. */
export interface Stage {
  world: World
  sandbox: string
  /** For `automator.connect`: the customer's phone and the operator's. */
  endpoint: string
  operatorEndpoint: string
  close(): Promise<void>
}

/** Deductions wait for the test's word. */
export async function openStage(product: Product): Promise<Stage> {
  const project = process.cwd()
  const world = await startWorld({
    project,
    product,
    sandbox: { deductionDelaySeconds: null, fontStylesheet: '/font.css' },
  })
  if (!world.sandbox) throw new Error('no sandbox')
  const page = await startPhonePage({
    project,
    cloudbase: world.cloudbase.origin,
    sandbox: world.sandbox.origin,
  })
  const phone = await startAutomator({ pageUrl: page.origin })
  return {
    world,
    sandbox: world.sandbox.origin,
    endpoint: phone.endpoint,
    operatorEndpoint: `${phone.endpoint}?person=local-operator-1`,
    async close() {
      await phone.close()
      await page.close()
      await world.close()
    },
  }
}
