import type { PrepareContext, PreparedCall } from '../call'
import { type NewOrder, type NewOrderCall, prepareNewOrder } from './new-order'

/** Devices that a service is about. */
export interface Device {
  start_device_id?: string
  end_device_id?: string
  materiel_no?: string
}

/** 创建支付分订单: what a new order says. */
export interface CreateParams extends NewOrder {
  device?: Device
}

const DEVICE = { optional: 50 }

const CREATE: NewOrderCall = {
  resource: 'serviceorder',
  shape: {
    device: {
      optional: {
        object: { start_device_id: DEVICE, end_device_id: DEVICE, materiel_no: { optional: 100 } },
      },
    },
  },
  discounts: 'description',
}

/**
 * `POST /v3/payscore/serviceorder` or, with `sub_mchid`, `/v3/payscore/partner/serviceorder` (facts: 1.7.1, 3).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareCreate(params: CreateParams, context: PrepareContext): PreparedCall {
  return prepareNewOrder(CREATE, params, context)
}
