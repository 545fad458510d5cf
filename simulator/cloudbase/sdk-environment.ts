import { randomUUID } from 'node:crypto'

/**
 * Variables that make the real wx-server-sdk of a process talk to a local CloudBase (facts/cloudbase.md 2.4).
 * @param envId names the database; a fresh one when absent, so that every test file has its own
 */
export function sdkEnvironment(
  { adminUrl }: { adminUrl: string },
  envId = `local-${randomUUID().slice(0, 8)}`,
): Record<string, string> {
  return {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    SCF_NAMESPACE: envId,
    TCB_ENV: envId,
    // Missing keys would end the process by an unhandled rejection; the gateway does not check them.
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: envId,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
    // Without it a failed request leaves a timer of three seconds behind.
    SILENCE: 'true',
  }
}
