import type { ProtocolRules } from '../../protocol'

/** What an order's life allows here. */
export const PAYAFTER_RULES: ProtocolRules = {
  modes: ['merchant'],
  asks: true,
  unused: 'complete',
  waives: false,
  unconfirmed: 'expires',
  launch: 'signed-set',
}
