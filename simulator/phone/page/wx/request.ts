import { currentPerson } from '../runtime/person'
import { setWorldOffset } from '../runtime/world-date'
import { type Phone } from '../runtime/phone'
import { type Api, failureOf, type Options, type Result, textOption, WxFailure } from './async-api'

const LOCAL_CALL = /^\/local\/call\/([^/?]+)/

/** wx.request: no promise but a task, as in WeChat. */
export const request = ({ meters, report }: Phone): Api => ({
  request(options: Options): unknown {
    const controller = new AbortController()
    const done = (result: Result, callback?: (result: Result) => void): void => {
      try {
        callback?.(result)
        options.complete?.(result)
      } catch (error) {
        report(error)
      }
    }
    const target = targetOf(textOption(options.url))
    meters.request(target?.functionName)
    const what =
      target?.functionName === undefined
        ? `请求 ${textOption(options.url)}`
        : callName(target.functionName, options.data)
    meters.wait(what, send(target, options, controller)).then(
      (result) => done({ errMsg: 'request:ok', ...result }, options.success),
      (error: unknown) => done(failureOf('request', error), options.fail),
    )
    return {
      abort: () => controller.abort(),
      onHeadersReceived: () => undefined,
      offHeadersReceived: () => undefined,
      onChunkReceived: () => undefined,
      offChunkReceived: () => undefined,
    }
  },
})

interface Target {
  url: string
  /** The cloud function that the local world runs for this request. */
  functionName: string | undefined
}

/** `orders.create` for a call of a cloud function. */
export const callName = (name: string, data: unknown): string => {
  const { action } = (data ?? {}) as { action?: unknown }
  return typeof action === 'string' ? `${name}.${action}` : name
}

/** Calls a function of the local world as the person who holds the phone. */
export async function callLocal(name: string, data: unknown): Promise<{ statusCode: number; data: unknown }> {
  const target = { url: `/local/call/${encodeURIComponent(name)}`, functionName: name }
  return send(target, { method: 'POST', data }, new AbortController())
}

/** Loopback addresses of the local world become this page's own, which hands them on; other hosts are refused. */
function targetOf(address: string): Target | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) return undefined
  const functionName = LOCAL_CALL.exec(url.pathname)?.[1]
  const local = url.pathname.startsWith('/local/') || url.pathname.startsWith('/sandbox')
  return { url: local ? url.pathname + url.search : url.href, functionName }
}

async function send(
  target: Target | undefined,
  options: Options,
  controller: AbortController,
): Promise<{ data: unknown; statusCode: number; header: Record<string, string>; cookies: string[] }> {
  if (!target) {
    console.error(
      `blocked: wx.request to ${textOption(options.url)}; the phone page talks to the local world only`,
    )
    throw new WxFailure('url not in domain list', { errno: 600002 })
  }
  const method = textOption(options.method ?? 'GET').toUpperCase()
  const timer = setTimeout(() => controller.abort('timeout'), Number(options.timeout ?? 60_000))
  try {
    const header: Record<string, string> = {
      'content-type': 'application/json',
      ...lowerCased(options.header),
      ...(target.url.startsWith('/') && { 'x-local-openid': currentPerson().openid }),
    }
    const body = bodyOf(method, options.data, header['content-type'] ?? '')
    const response = await fetch(method === 'GET' ? withQuery(target.url, options.data) : target.url, {
      method,
      headers: header,
      signal: controller.signal,
      ...(body !== undefined && { body }),
    })
    setWorldOffset(response.headers.get('x-local-clock-offset-ms'))
    const data = await read(response, options)
    return { data, statusCode: response.status, header: Object.fromEntries(response.headers), cookies: [] }
  } catch (error) {
    if (controller.signal.reason === 'timeout') throw new WxFailure('timeout', { errno: 5 })
    if (controller.signal.aborted) throw new WxFailure('abort', { errno: 600003 })
    throw new WxFailure(error instanceof Error ? error.message : '', { errno: 600001 })
  } finally {
    clearTimeout(timer)
  }
}

const lowerCased = (header: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((header ?? {}) as object).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )

function withQuery(url: string, data: unknown): string {
  if (typeof data !== 'object' || data === null) return url
  const query = new URLSearchParams(
    Object.entries(data).map(([key, value]) => [key, String(value)]),
  ).toString()
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`
}

function bodyOf(method: string, data: unknown, type: string): string | ArrayBuffer | undefined {
  if (method === 'GET' || (data ?? null) === null) return undefined
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data
  if (type.includes('x-www-form-urlencoded')) return withQuery('', data).slice(1)
  return JSON.stringify(data)
}

async function read(response: Response, options: Options): Promise<unknown> {
  if (options.responseType === 'arraybuffer') return response.arrayBuffer()
  const text = await response.text()
  if ((options.dataType ?? 'json') !== 'json') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
