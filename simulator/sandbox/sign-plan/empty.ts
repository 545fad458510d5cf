import { present } from '../present'
import { type World } from '../world'

/**
 * Optional texts of an answer about plans: a switch says whether those that are not known are empty or left out.
 * @param values texts by field name, undefined where not known
 */
export function known(world: World, values: Readonly<Record<string, string | undefined>>): object {
  if (world.switches().planEmptyFields === 'absent') return present(values)
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? '']))
}
