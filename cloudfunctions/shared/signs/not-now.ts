import { Failed } from '../failed'
import type { SignDocument } from './document'

/** What a page showed as possible and is not any more: something about it is under way, or it changed. */
export const notNow = ({ pending }: Pick<SignDocument, 'pending'>): Failed =>
  pending
    ? new Failed('PENDING')
    : new Failed('STATE_CHANGED', { sentence: '签约的状态已经变化，不能进行此操作' })
