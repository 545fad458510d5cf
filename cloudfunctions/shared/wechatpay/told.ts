import { type Moment, parseTimeText } from '#domain/period'

/** A text field of an identity as it is said: absent only when it is not there; what is there and no text is nobody's. */
export function saidText(resource: object, name: string): string | undefined {
  const value: unknown = Object.hasOwn(resource, name)
    ? (resource as Record<string, unknown>)[name]
    : undefined
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : ''
}

/** A time as an order tells it; `undefined` while it says OnAccept, and for anything that is no time. */
export const saidMoment = (text: string | undefined): Moment | undefined =>
  text === undefined ? undefined : parseTimeText(text)
