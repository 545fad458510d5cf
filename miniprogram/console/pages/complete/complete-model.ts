import type { DraftLine, DraftProblem } from '../../completion'
import type { Moment } from '../../../domain/period'
import type { ConsoleOrderView } from '../../../domain/view'

/** A line with a key that stays while lines before it come and go. */
export type KeyedLine = DraftLine & { key: string }

/** What is wrong with one line, field by field; empty = good. */
export type LineProblem = Record<keyof DraftLine, string>

export const keyed = (lines: readonly DraftLine[], next: () => string): KeyedLine[] =>
  lines.map((line) => ({ ...line, key: next() }))

/** The first problem at a path, or nothing. */
export const textOf = (problems: readonly DraftProblem[], path: string): string =>
  problems.find((problem) => problem.path === path)?.text ?? ''

/** The problems of a list's lines, in the order of the lines. */
export const lineProblems = (
  problems: readonly DraftProblem[],
  list: 'fees' | 'discounts',
  length: number,
): LineProblem[] =>
  Array.from({ length }, (_, index) => ({
    name: textOf(problems, `${list}[${index}].name`),
    amount: textOf(problems, `${list}[${index}].amount`),
    description: textOf(problems, `${list}[${index}].description`),
  }))

/** When the service started: when the customer confirmed. */
export const startOf = ({ events }: Pick<ConsoleOrderView, 'events'>): Moment | undefined =>
  events.reduce<Moment | undefined>(
    (found, { what, at }) => (what === 'USER_ACCEPTED' ? at : found),
    undefined,
  )
