import type { Page } from 'playwright-core'
import { sentenceOf, type FailureCode } from '../../miniprogram/domain/failure'

/** `function.action` → what it answers; a failure is named by its code; `never` does not answer. */
export type Answers = Record<string, unknown>

/** A page in a state, to be looked at. */
export interface Scene {
  name: string
  page: string
  answers?: Answers
  act?: (page: Page) => Promise<void>
  height?: number
  wait?: number
}

export const tap = (page: Page, id: string): Promise<void> => page.locator(`#${id}`).tap()

export const failed = (code: FailureCode, details?: unknown) => ({
  ok: false,
  failure: {
    code,
    message: sentenceOf(code),
    requestId: 'r-7f3a9c12',
    ...(details === undefined ? {} : { details }),
  },
})

export const ok = (data: unknown) => ({ ok: true, data })
