import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { nameOf, PRODUCTS } from '../../simulator/world/product'

/**
 * Every journey and every end-to-end story over every product, or over one; the built functions are the ones that `npm run build` left.
 * @returns whether all of them passed
 */
export function everyProduct(only: string | undefined, print: (line: string) => void): boolean {
  const names = PRODUCTS.map(nameOf).filter((name) => only === undefined || name === only)
  if (names.length === 0) throw new Error(`There is no ${only ?? ''}: ${PRODUCTS.map(nameOf).join(', ')}.`)
  const failed = names.filter((name) => {
    print(name)
    const jest = join(process.cwd(), 'node_modules', 'jest', 'bin', 'jest.js')
    const { status } = spawnSync(process.execPath, [jest, 'test/journeys', 'test/e2e'], {
      env: { ...process.env, PRODUCT: name },
      stdio: 'inherit',
    })
    return status !== 0
  })
  print(
    failed.length === 0
      ? `All journeys and end-to-end stories over ${names.join(', ')}.`
      : `Failed: ${failed.join(', ')}.`,
  )
  return failed.length === 0
}
