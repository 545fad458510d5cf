import { switchList, type Sandbox, type Switches } from '../../../simulator/sandbox'
import { sandboxFor } from './ground'

/** Looks at one switch from outside, under each of its values; what is seen must differ between all of them. */
export async function toldApart(
  name: keyof Switches,
  look: (sandbox: Sandbox) => Promise<unknown>,
): Promise<void> {
  const seen = new Map<string, string>()
  for (const value of switchList.find((one) => one.name === name)?.values ?? []) {
    const sandbox = await sandboxFor({ switches: { [name]: value } })
    seen.set(value, JSON.stringify((await look(sandbox)) ?? null))
  }
  expect([...seen.keys()].length).toBeGreaterThan(1)
  expect(new Set(seen.values()).size).toBe(seen.size)
}
