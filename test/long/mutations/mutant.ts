import type { Dice } from '../dice'
import type { Event } from './letter'

/**
 * What must refuse a mutant, in the order in which `notify` looks. The last three concern what is signed, ours and well-formed:
 * `state` and `known` change nothing at all, `total` leaves an alert for a person and asks WeChat Pay again.
 */
export const CHECKS = [
  'method',
  'size',
  'bytes',
  'header',
  'window',
  'serial',
  'signature',
  'probe',
  'envelope',
  'algorithm',
  'tag',
  'plaintext',
  'an error of its own, 500',
  'merchant, app, service, person',
  'number, schema',
  'state, known',
  'total, doubt (only asked about)',
] as const
export type Check = (typeof CHECKS)[number]

/** A way to make mutants. */
export interface Mutation {
  name: string
  /** Which check must refuse it; several where chance decides. */
  refusedBy: readonly Check[]
  make(dice: Dice): Event
}
