/** A request of the client (facts/wechat-runtime.md 6.1). */
export interface Request {
  id: string
  method: string
  params: Record<string, unknown>
}

/** @returns undefined when the text is no request; such a frame can only be ignored, it has no id to answer */
export function parseRequest(text: string): Request | undefined {
  try {
    const { id, method, params } = JSON.parse(text) as Partial<Request>
    if (typeof id !== 'string' || typeof method !== 'string') return undefined
    return { id, method, params: params ?? {} }
  } catch {
    return undefined
  }
}

export const resultFrame = (id: string, result: unknown): string =>
  JSON.stringify({ id, result: result ?? {} })

export const errorFrame = (id: string, error: unknown): string =>
  JSON.stringify({ id, error: { message: messageOf(error) } })

/** The mini-program's own message, without the words that Playwright puts around it. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const own = text.replace(/^\w+\.\w+: (?:Error: )?/, '')
  return own.split(/\n\s+at /)[0] ?? own
}
