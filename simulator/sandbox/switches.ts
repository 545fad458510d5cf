import { ControlFailure } from './failure'
import { billSwitches } from './bill/switches'
import { orderSwitches } from './orders/switches'
import { payOnDeliverySwitches } from './pay-on-delivery/switches'
import { payafterSwitches } from './payafter-orders/switches'
import { platformSwitches } from './platform-switches'
import { refundSwitches } from './refunds/switches'
import { serviceSwitches } from './service-orders/switches'
import { signPlanSwitches } from './sign-plan/switches'

/** Every assumption of the sandbox; a protocol adds its own list. */
export const switchList = [
  ...platformSwitches,
  ...orderSwitches,
  ...payafterSwitches,
  ...serviceSwitches,
  ...payOnDeliverySwitches,
  ...signPlanSwitches,
  ...refundSwitches,
  ...billSwitches,
] as const

type Definition = (typeof switchList)[number]

/** The chosen value of every switch. */
export type Switches = { readonly [D in Definition as D['name']]: D['values'][number] }

export const defaultSwitches = Object.fromEntries(
  switchList.map(({ name, values }) => [name, values[0]]),
) as unknown as Switches

/**
 * Checks what came over the control call.
 * @throws ControlFailure 400 naming the unknown switch or value
 */
export function parseSwitches(given: Readonly<Record<string, unknown>>): Partial<Switches> {
  for (const [name, value] of Object.entries(given)) {
    const definition = switchList.find((one) => one.name === name)
    if (!definition)
      throw new ControlFailure(400, `There is no switch ${name}; GET /sandbox/switches lists them.`)
    if (!definition.values.some((one) => one === value)) {
      throw new ControlFailure(400, `Switch ${name} takes ${definition.values.join(' | ')}.`)
    }
  }
  return given as Partial<Switches>
}
