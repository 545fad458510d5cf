import manifest from '../../../cloudfunctions/collections.json'
import {
  type CloudBase,
  type CloudBaseOptions,
  type CollectionManifest,
  sdkEnvironment,
  startCloudBase,
} from '../../../simulator/cloudbase'

/** A local CloudBase for one test file, reached by the real wx-server-sdk of this process. */
export interface TestCloud {
  cloud: CloudBase
  /** The database that the SDK talks to now. */
  env(): string
  /** Points the SDK to an empty database. */
  fresh(): void
}

/** Starts it with the deployment's own manifest. */
export async function openTestCloud(options: CloudBaseOptions = {}): Promise<TestCloud> {
  const cloud = await startCloudBase({ collections: manifest as CollectionManifest, ...options })
  return {
    cloud,
    env: () => process.env['TCB_ENV'] ?? '',
    fresh: () => void Object.assign(process.env, sdkEnvironment(cloud)),
  }
}
