import type { ActionName, Answer, FunctionName, RequestOf, ResponseOf } from '../domain/contract'
import { settings } from '../settings'
import { forReader, localFailure, readAnswer, readTransportError } from './answer'
import { type EnvVersion, worldProblem } from './world'

/** Longer than any function may run, so that the function's own answer comes first. */
const TIMEOUT_MS = 25_000

const problem = worldProblem(settings, wx.getAccountInfoSync().miniProgram.envVersion as EnvVersion)

/** Opens the cloud environment; nothing to do in the local world. Call once, when the app starts. */
export function openCloud(): void {
  if (settings.world === 'cloud' && !problem) wx.cloud.init({ env: settings.env, traceUser: false })
}

function overCloud(name: string, data: Record<string, unknown>): Promise<unknown> {
  return wx.cloud.callFunction({ name, data }).then(({ result }) => result as unknown)
}

function overHttp(name: string, data: Record<string, unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    wx.request({
      url: `${settings.localUrl}/local/call/${name}`,
      method: 'POST',
      data,
      timeout: TIMEOUT_MS,
      success: ({ statusCode, data: body }) => {
        if (statusCode === 200 && typeof body === 'object') resolve((body as { result?: unknown }).result)
        else resolve({ ok: false, failure: localFailure('INTERNAL') })
      },
      fail: reject,
    })
  })
}

/**
 * Calls an action of a function. Never throws: whatever goes wrong comes back as a failure that a page can show.
 * A changing call is not repeated here; only the page knows whether that is safe.
 */
export async function call<F extends FunctionName, A extends ActionName<F>>(
  name: F,
  action: A,
  request: RequestOf<F, A>,
): Promise<Answer<ResponseOf<F, A>>> {
  return forReader(name, await ask(name, action, request))
}

async function ask<F extends FunctionName, A extends ActionName<F>>(
  name: F,
  action: A,
  request: RequestOf<F, A>,
): Promise<Answer<ResponseOf<F, A>>> {
  if (problem) return { ok: false, failure: problem }
  const data = { action, ...(request as object) }
  try {
    return readAnswer<ResponseOf<F, A>>(
      await (settings.world === 'cloud' ? overCloud(name, data) : overHttp(name, data)),
    )
  } catch (error) {
    return { ok: false, failure: readTransportError(error) }
  }
}
