import type { ProtocolRules } from '../../protocol'

/** What an order's life allows here. */
export const PAYAFTER_RULES: ProtocolRules = {
  lines: ['payafter'],
  modes: ['merchant'],
  asks: true,
  unused: 'complete',
  waives: false,
  unconfirmed: 'expires',
  launch: 'signed-set',
}
