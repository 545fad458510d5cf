// One process of `npm run test:long mutations`: its share of the mutants, with keys of its own.
import { childSetup } from '../child'
import { mutate } from './run'

process.send?.(await mutate(await childSetup<{ count: number; seed: number }>()))
process.disconnect()
