import { machineClock } from './clock'
import { Counters } from './counters'
import { Databases } from './databases'
import { DocumentAccess } from './document-access'
import { CloudError } from './errors'
import { type CloudBaseEvent } from './events'
import { Faults } from './faults'
import { Gateway } from './gateway'
import { History } from './history'
import { handleLocal, type LocalApiParts } from './local-api'
import { type CloudBase, type CloudBaseOptions } from './options'
import { readFunctions } from './runtime/function-config'
import { FunctionError } from './runtime/function-error'
import { FunctionRuntime } from './runtime/function-runtime'
import { handleRoute, routeOf } from './runtime/http-route'
import { timerEvent, Timers } from './runtime/timers'
import { sdkEnvironment } from './sdk-environment'
import { listen, sendJson } from './server'
import { sendStored } from './storage'

export { sdkEnvironment } from './sdk-environment'
export { CloudError } from './errors'
export { FunctionError } from './runtime/function-error'
export type * from './events'
export type * from './options'
export type { BusinessClock } from './clock'
export type { Fault, FaultRule, FaultTarget } from './faults'
export type { HeldRequest, Schedule } from './gateway'
export type { OutgoingWatcher } from './runtime/function-runtime'
export { cloudBaseAssumptions, type Assumption } from './unverified'
export type { CollectionManifest } from './store/database'
export type { IndexDeclaration, IndexField } from './store/ordered-index'

/** Starts a local CloudBase on 127.0.0.1. @throws Error when functionRoot holds no function, or the port is taken */
export async function startCloudBase(options: CloudBaseOptions = {}): Promise<CloudBase> {
  const clock = options.clock ?? machineClock
  const envId = options.envId ?? 'local'
  const definitions = options.functionRoot === undefined ? [] : readFunctions(options.functionRoot)
  const faults = new Faults()
  for (const rule of options.faults ?? []) faults.add(rule)
  const counters = new Counters()
  const history = new History()
  const databases = new Databases(
    {
      manifest: options.collections ?? {},
      createDeclared: options.createDeclared ?? true,
      createMissing: options.createMissing ?? false,
      transactionTtlMs: options.transactionTtlMs ?? 30_000,
    },
    options.dir,
  )
  const store = new DocumentAccess(databases, envId)
  const emit = (event: CloudBaseEvent) => {
    if (event.kind === 'database') {
      counters.count(event)
      if (event.callId !== undefined) runtime.countDatabaseCall(event.callId, event.examined)
    }
    history.keep(event)
    options.onEvent?.(event)
  }
  const environments = new Map<string, Record<string, string>>()
  const runtime = new FunctionRuntime({
    definitions,
    environmentOf: (name) => environments.get(name) ?? {},
    clock,
    appid: options.appid ?? 'wx0000000000000000',
    envId,
    staleContext: options.staleContext ?? false,
    codeCache: options.codeCache,
    emit,
  })
  const gateway = new Gateway({
    clock,
    faults,
    ...(options.schedule ? { schedule: options.schedule } : {}),
    database: (env) => databases.get(env),
    callOf: (token) => runtime.callOf(token),
    kill: (callId) => {
      runtime.killCall(callId)
    },
    callFunction: (name, event) => runtime.invoke(name, event, { source: 'scf' }).catch(asSdkSeesIt),
    emit,
  })
  const routes = options.routes ?? {}
  const fireTimer = (name: string) => {
    const trigger = definitions.find((definition) => definition.name === name)?.triggers[0]
    return runtime.invoke(name, timerEvent(trigger ?? { name: 'manual', config: '' }, clock.now()), {
      source: 'timer',
    })
  }
  const local: LocalApiParts = {
    clockOffsetMs: () => clock.offsetMs,
    functions: () => runtime.names,
    invoke: (name, event, context) => runtime.invoke(name, event, context),
    fireTimer,
    store,
    history,
  }

  const server = await listen(options.port ?? 0, async (request, body, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://local')
    const route = routeOf(routes, pathname)
    if (pathname === '/admin' && request.method === 'POST') {
      // The SDK is no browser: a page of some other site that posts here is refused.
      if (request.headers.origin === undefined) await gateway.handle(body, request, response)
      else sendJson(response, 403, { message: 'The database is not for browsers.' })
    } else if (pathname === '/healthz') sendJson(response, 200, { ok: true })
    else if (pathname.startsWith('/storage/')) await sendStored(options.storage, pathname, response)
    else if (pathname.startsWith('/local/')) await handleLocal(local, request, body, response)
    else if (route)
      await handleRoute(request, body, response, envId, route.route, (event) =>
        runtime.invoke(route.function, event, { source: 'http' }),
      )
    else sendJson(response, 404, { message: `The local CloudBase has nothing at ${pathname}.` })
  })
  const origin = `http://127.0.0.1:${server.port}`
  const adminUrl = `${origin}/admin`
  const common = typeof options.env === 'function' ? options.env(origin) : options.env
  const special =
    typeof options.perFunctionEnv === 'function' ? options.perFunctionEnv(origin) : options.perFunctionEnv
  const path = process.env['PATH']
  for (const { name } of definitions)
    environments.set(name, {
      ...(path === undefined ? {} : { PATH: path }),
      ...sdkEnvironment({ adminUrl }, envId),
      ...common,
      ...special?.[name],
    })
  const timers = options.timers
    ? new Timers(definitions, clock, (name, event) => {
        // A failing timer run is an event like any other call; the cloud tells nobody either.
        runtime.invoke(name, event, { source: 'timer' }).catch(() => undefined)
      })
    : undefined

  return {
    origin,
    port: server.port,
    adminUrl,
    store,
    faults,
    counters,
    history,
    invoke: (name, event, context) => runtime.invoke(name, event, context),
    fireTimer,
    kill: (name) => runtime.kill(name),
    watchOutgoing: (watcher) => runtime.watchOutgoing(watcher),
    whenIdle: () => runtime.whenIdle(),
    endTransactions() {
      databases.endTransactions()
    },
    async close() {
      timers?.close()
      await runtime.close()
      await server.close()
      databases.close()
    },
  }
}

/** Function → function: the SDK drops the code (errCode -1 in 4.0.2) and keeps the text. */
function asSdkSeesIt(error: unknown): never {
  if (!(error instanceof FunctionError)) throw error
  throw new CloudError(
    error.errCode === -501000 ? 'FUNCTIONS_REQUEST_FAIL' : 'FUNCTIONS_EXECUTE_FAIL',
    error.detail,
  )
}
