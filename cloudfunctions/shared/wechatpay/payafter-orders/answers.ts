import { AnswerReader } from '../answer'
import type { PayAnswer } from '../call'

/** What a changing call answers about the order. */
export interface ChangedOrder {
  out_order_no: string
  appid?: string
  mchid?: string
  service_id?: string
  /** WeChat Pay's own number. */
  order_id?: string
  /** Where the answer names one (documents differ); read it, never assume it. */
  state?: string
}

/** Create's answer. `package` opens the confirm page and is a secret; it is documented to last an hour. */
export interface CreatedAnswer extends ChangedOrder {
  package: string
  miniprogram_businesstype?: string
  miniprogram_appid?: string
  miniprogram_path?: string
  miniprogram_username?: string
}

const ORDER = ['appid', 'mchid', 'service_id', 'order_id', 'state'] as const
const LAUNCH = [
  'miniprogram_businesstype',
  'miniprogram_appid',
  'miniprogram_path',
  'miniprogram_username',
] as const

function readChanged(action: string, answer: PayAnswer): ChangedOrder {
  const reader = new AnswerReader(action, answer)
  const order: ChangedOrder = { out_order_no: reader.need('out_order_no') }
  reader.copy(order, ORDER, [])
  return order
}

/** @throws PayApiError `CLIENT_UNREADABLE` without number or package */
export function readCreate(answer: PayAnswer): CreatedAnswer {
  const reader = new AnswerReader('create', answer)
  const created: CreatedAnswer = {
    out_order_no: reader.need('out_order_no'),
    package: reader.need('package'),
  }
  reader.copy(created, ORDER, [])
  reader.copy(created, LAUNCH, [])
  return created
}

/** @throws PayApiError `CLIENT_UNREADABLE` without number */
export function readCancel(answer: PayAnswer): ChangedOrder {
  return readChanged('cancel', answer)
}

/** @throws PayApiError `CLIENT_UNREADABLE` without number */
export function readComplete(answer: PayAnswer): ChangedOrder {
  return readChanged('complete', answer)
}

/** Sync's answer has no service_id. @throws PayApiError `CLIENT_UNREADABLE` without number */
export function readSync(answer: PayAnswer): ChangedOrder {
  return readChanged('sync', answer)
}
