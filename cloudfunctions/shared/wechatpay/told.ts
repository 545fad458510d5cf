import { type Moment, parseTimeText } from '#domain/period'

/** A text field of an identity as it is said: absent only when it is not there; what is there and no text is nobody's. */
export function saidText(resource: object, name: string): string | undefined {
  const value: unknown = Object.hasOwn(resource, name)
    ? (resource as Record<string, unknown>)[name]
    : undefined
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : ''
}

/** A time as RFC 3339 tells it; `undefined` for anything else. */
export function saidInstant(text: string | undefined): Moment | undefined {
  const moment = text !== undefined && /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(moment) ? undefined : moment
}

/** A time as an order tells it; `undefined` while it says OnAccept, and for anything that is no time. */
export const saidMoment = (text: string | undefined): Moment | undefined =>
  text === undefined ? undefined : parseTimeText(text)
