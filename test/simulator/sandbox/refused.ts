import { type Reply } from './ground'

/** Expects a refusal with its code, the HTTP status that goes with it, and the field it names. */
export function refused(reply: Reply, code: string, field?: string): void {
  expect([
    reply.status,
    reply.data['code'],
    (reply.data['detail'] as { field?: string } | undefined)?.field,
  ]).toEqual([{ NO_AUTH: 403, ORDER_NOT_EXIST: 404, RESOURCE_NOT_EXISTS: 404 }[code] ?? 400, code, field])
}

/** A text of so many Chinese characters. */
export const long = (size: number): string => '长'.repeat(size)
