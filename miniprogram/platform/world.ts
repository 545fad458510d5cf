import { type Failure } from '../domain/failure'
import type { Settings } from '../settings'
import { localFailure } from './answer'

/** Where this package runs: `develop` is WeChat DevTools or a preview; `trial` and `release` reach other people. */
export type EnvVersion = 'develop' | 'trial' | 'release'

/** Why the settings cannot work here, if they cannot. Shown as a full page, because nothing else could be done. */
export function worldProblem(
  { world, env }: Pick<Settings, 'world' | 'env'>,
  envVersion: EnvVersion,
): Failure | undefined {
  if (world === 'local') return envVersion === 'develop' ? undefined : localFailure('WRONG_WORLD')
  if (env.trim() === '')
    return localFailure(
      'NOT_DEPLOYED',
      "还没有填写云开发环境 ID：请打开 miniprogram/settings.ts，修改 env: '' 这一行",
    )
  return undefined
}
