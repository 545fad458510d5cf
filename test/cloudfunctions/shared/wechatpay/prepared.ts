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

/** A copy with another value at a path such as `fees[0].fee_name`; without the field where the value is `undefined`. */
export function changed<T extends object>(value: T, path: string, to: unknown): T {
  const copy = structuredClone(value)
  const names = path.split(/[.[\]]+/)
  const last = names.pop() ?? ''
  const into = names.reduce<object>((one, name) => Reflect.get(one, name) as object, copy)
  if (to === undefined) Reflect.deleteProperty(into, last)
  else Reflect.set(into, last, to)
  return copy
}

/** A text field of a call: the longest it may be, and whether the call goes without; `elsewhere`: other fields decide that. */
export type Bound = readonly [path: string, max: number, need: 'needed' | 'optional' | 'elsewhere']

/** Whether one text field is what it must be, tried in a call that is good otherwise. */
export function expectBound<P extends object>(
  prepare: (params: P) => PreparedCall,
  params: P,
  [path, max, need]: Bound,
): void {
  const problems = (to: unknown) => problemsOf(() => prepare(changed(params, path, to)))
  expect(problems('a'.repeat(max))).toEqual([])
  expect(problems('a'.repeat(max + 1))).toEqual([`${path}: is longer than ${max} characters`])
  expect(problems('')).toEqual([`${path}: is empty`])
  expect(problems(7)).toEqual([`${path}: is not a text`])
  if (need !== 'elsewhere')
    expect(problems(undefined)).toEqual(need === 'needed' ? [`${path}: is missing`] : [])
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
