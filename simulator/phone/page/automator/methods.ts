/** One frame's parameters; each method checks what it reads. */
export type Params = Record<string, unknown>
export type Method = (params: Params) => unknown
export type Methods = Record<string, Method>
/** Sends an event to the client. */
export type Emit = (method: string, params: Params) => void

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
