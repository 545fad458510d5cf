import { createHash } from 'node:crypto'
import { recordNotification, type Effect } from '../../../../cloudfunctions/shared/notify/record'
import type { Notification } from '../../../../cloudfunctions/shared/wechatpay'
import { MemoryStore } from '../../../long/mutations/memory-store'

const AT = Date.UTC(2026, 10, 20, 4)
const rawBody = Buffer.from('{"小":1}')
const headers = {
  'Wechatpay-Timestamp': '1',
  'wechatpay-nonce': 'n',
  'Wechatpay-Serial': ['s'],
  'Wechatpay-Signature': 'g',
}

async function recorded(
  effect: Effect,
  { id = 'EV-1', event_type = 'PAYSCORE.USER_PAID', out_order_no = 'abc_1' as unknown } = {},
  more: Record<string, unknown> = headers,
) {
  const store = new MemoryStore([])
  const notification = { id, event_type, resource: { out_order_no } } as unknown as Notification
  const request = { method: 'POST', headers: more as typeof headers, rawBody }
  const result = await recordNotification(store, notification, effect, request, AT)
  const [document] = await store.find<Record<string, unknown>>('notifications')
  const alerts = await store.find<Record<string, unknown>>('alerts')
  const again = () => recordNotification(store, notification, effect, request, AT + 1)
  return { result, document, alerts, again, store }
}

it('what could be used is kept by its id and effect alone', async () => {
  for (const effect of ['applied', 'duplicate', 'noted'] as const) {
    const { result, document, alerts, again } = await recorded(effect)
    expect(result).toBe('inserted')
    expect(document).toEqual({
      _id: 'EV-1',
      schema: 1,
      version: 1,
      at: AT,
      event_type: 'PAYSCORE.USER_PAID',
      effect,
      out_order_no: 'abc_1',
    })
    expect(alerts).toEqual([])
    expect(await again()).toBe('exists')
  }
})

it.each([
  ['foreign', 'foreign-notification'],
  ['unknown', 'unknown-notification'],
] as const)('what is %s is kept as it came, and alerted once', async (effect, kind) => {
  const { document, alerts, again, store } = await recorded(effect)
  expect(document).toMatchObject({
    effect,
    raw: { body: '{"小":1}', timestamp: '1', nonce: 'n', serial: 's', signature: 'g' },
  })
  expect(alerts).toEqual([expect.objectContaining({ kind, out_order_no: 'abc_1' })])
  expect(await again()).toBe('exists')
  expect(await store.find('alerts')).toEqual(alerts)
  const bare = await recorded(effect, {}, {})
  expect(bare.document?.['raw']).toMatchObject({ timestamp: '', nonce: '', serial: '', signature: '' })
})

it.each([[7], [undefined], [null], ['a b'], ['号'], [''], ['x'.repeat(65)], [' abc'], ['abc '], [['abc']]])(
  'a number like %j is not written down',
  async (out_order_no) => {
    const { document, alerts } = await recorded('unknown', { out_order_no: out_order_no ?? null })
    expect(document).not.toHaveProperty('out_order_no')
    expect(alerts[0]).not.toHaveProperty('out_order_no')
  },
)

it('an odd word for what happened is not written down, an odd id as its digest', async () => {
  expect((await recorded('unknown', { event_type: 'a b' })).document?.['event_type']).toBe('(odd)')
  for (const id of ['a b', 'x'.repeat(65), '', ' EV', 'EV!'])
    expect((await recorded('noted', { id })).document?.['_id']).toBe(
      `sha256_${createHash('sha256').update(id).digest('hex')}`,
    )
  expect((await recorded('noted', { id: 'x'.repeat(64) })).document?.['_id']).toBe('x'.repeat(64))
})
