import {
  type FieldProblem,
  type PayAnswer,
  type PreparedCall,
  ValidationError,
} from '../../../../cloudfunctions/shared/wechatpay'
import { makeKeys } from './keys-of-the-day'

export const keys = makeKeys()
/** 2026-11-20 10:00:00 in Beijing. */
export const NOW = Date.UTC(2026, 10, 20, 2, 0, 0)
export const context = { keyring: keys.keyring, clock: () => NOW }

/** The problems that a call is refused for; none when it is not. */
export function problemsOf(prepare: () => PreparedCall): string[] {
  try {
    prepare()
    return []
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error
    return error.problems.map(({ path, problem }: FieldProblem) => `${path}: ${problem}`)
  }
}

/** Without these fields. */
export function without<T extends object>(value: T, ...names: (keyof T)[]): T {
  const copy = { ...value }
  for (const name of names) Reflect.deleteProperty(copy, name)
  return copy
}

export const answerOf = (body: unknown, status = 200): PayAnswer => ({
  status,
  body,
  requestId: '08-0',
  serverTime: NOW,
  skewMs: 0,
})
export const bodyOf = ({ body }: PreparedCall): Record<string, unknown> =>
  JSON.parse(body) as Record<string, unknown>
