import { machineClock } from './clock'
import { Databases } from './databases'
import { DocumentAccess } from './document-access'
import { CloudError } from './errors'
import { type CloudBaseEvent } from './events'
import { Faults } from './faults'
import { Gateway } from './gateway'
import { type CloudBase, type CloudBaseOptions } from './options'
import { listen, sendJson } from './server'

export { sdkEnvironment } from './sdk-environment'
export { CloudError } from './errors'
export type * from './events'
export type * from './options'
export type { BusinessClock } from './clock'
export type { Fault, FaultRule, FaultTarget } from './faults'
export type { HeldRequest, Schedule } from './gateway'
export type { CollectionManifest } from './store/database'
export type { IndexDeclaration, IndexField } from './store/ordered-index'

/** Starts a local CloudBase on 127.0.0.1. */
export async function startCloudBase(options: CloudBaseOptions = {}): Promise<CloudBase> {
  const clock = options.clock ?? machineClock
  const faults = new Faults()
  const databases = new Databases(
    {
      manifest: options.collections ?? {},
      createDeclared: options.createDeclared ?? true,
      createMissing: options.createMissing ?? false,
      transactionTtlMs: options.transactionTtlMs ?? 30_000,
    },
    options.dir,
  )
  const emit = (event: CloudBaseEvent) => options.onEvent?.(event)
  const gateway = new Gateway({
    clock,
    faults,
    ...(options.schedule ? { schedule: options.schedule } : {}),
    database: (env) => databases.get(env),
    callOf: () => undefined,
    kill: () => undefined,
    callFunction: (name) =>
      Promise.reject(
        new CloudError('FUNCTIONS_REQUEST_FAIL', `FunctionName parameter could not be found: ${name}`),
      ),
    emit,
  })
  const server = await listen(options.port ?? 0, async (request, body, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://local')
    if (pathname === '/admin' && request.method === 'POST') await gateway.handle(body, request, response)
    else if (pathname === '/healthz') sendJson(response, 200, { ok: true })
    else sendJson(response, 404, { message: `The local CloudBase has nothing at ${pathname}.` })
  })
  const origin = `http://127.0.0.1:${server.port}`
  return {
    origin,
    port: server.port,
    adminUrl: `${origin}/admin`,
    store: new DocumentAccess(databases, options.envId ?? 'local'),
    faults,
    async close() {
      await server.close()
      databases.close()
    },
  }
}
