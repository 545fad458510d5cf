import type { ProtocolRules } from '../../protocol'

/** What an order's life allows here. */
export const SERVICE_RULES: ProtocolRules = {
  lines: ['payafter', 'pay-on-delivery', 'sign-plan'],
  modes: ['merchant', 'partner'],
  asks: false,
  unused: 'cancel',
  waives: true,
  unconfirmed: 'cancelled-by-us',
  launch: 'package',
}
