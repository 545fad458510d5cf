import { createNotify } from '../shared/notify'
import { apply } from './apply'

/** Entry of the function: WeChat Pay's notifications, by HTTP access. The signature is the only identity. */
export const main = createNotify(apply)
