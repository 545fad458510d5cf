import { createHash } from 'node:crypto'
import type { OrderKey } from '../../../../../cloudfunctions/shared/protocol'
import {
  closeConnections,
  createKeyring,
  createPayClient,
  type PreparedCall,
  readPrivateKey,
  readPublicKey,
} from '../../../../../cloudfunctions/shared/wechatpay'
import { bills, refunds } from '../../../../../cloudfunctions/shared/wechatpay'
import { serviceOrders } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/adapter'
import { prepareFirst } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/create-input'
import { readChanged } from '../../../../../cloudfunctions/shared/wechatpay/service-orders'
import { generateKeys, type Sandbox, startSandbox } from '../../../../../simulator/sandbox'
import { anotherKey } from '../../../../keys/pool'

type Mode = 'merchant' | 'partner'
const MODES: readonly Mode[] = ['merchant', 'partner']
const HOUR = 3_600_000
const keys = generateKeys(Date.now(), anotherKey)
const NOTIFY = 'http://127.0.0.1:9/pay/notify'
const FEES = [{ name: '使用费', description: '3 元/小时', amount: 800 }]
const DISCOUNTS = [{ name: '会员', description: '会员立减', amount: 200 }]

/** Our client on one side, WeChat Pay's fake on the other: neither was written after the other. */
async function meet(mode: Mode, options: Parameters<typeof startSandbox>[0] = {}) {
  const sandbox = await startSandbox({
    keys,
    deductionDelaySeconds: null,
    refundDelaySeconds: null,
    ...options,
  })
  open.push(sandbox)
  const { credentials, clock } = sandbox
  const keyring = createKeyring([
    {
      serial: credentials.platformPublicKeyId,
      publicKey: readPublicKey(credentials.platformPublicKey, 'KEY'),
    },
  ])
  const client = createPayClient({
    mchid: credentials.mchid,
    merchantSerial: credentials.merchantSerial,
    merchantPrivateKey: readPrivateKey(credentials.merchantPrivateKey),
    keyring,
    baseUrl: sandbox.origin,
    sandbox: true,
  })
  const now = (): number => clock.now()
  const context = { keyring, clock: now }
  const key: OrderKey = {
    out_order_no: 'Meet_1',
    service_id: credentials.serviceId,
    appid: credentials.appid,
    ...(mode === 'partner' ? { sub_mchid: credentials.subMchid } : {}),
  }
  const send = (call: PreparedCall | undefined) => {
    if (!call) throw new Error('The protocol has no such call.')
    return client.send(call)
  }
  const create = () =>
    prepareFirst(
      {
        ...key,
        notifyUrl: NOTIFY,
        introduction: '共享充电宝',
        fees: [{ name: '使用费', description: '3 元/小时' }],
        discounts: DISCOUNTS,
        riskName: 'DEPOSIT',
        riskAmount: 9900,
        start: 'OnAccept',
        endsAt: now() + 24 * HOUR,
        startLocation: '深圳湾万象城',
      },
      context,
    )
  const complete = (total = 600, fees = FEES, discounts = DISCOUNTS) =>
    serviceOrders.prepareComplete(
      {
        ...key,
        finishType: 2,
        fees,
        discounts,
        total,
        riskAmount: 9900,
        endedAt: now() - 60_000,
        profitSharing: false,
      },
      context,
    )
  const query = async () => serviceOrders.readQuery(await send(serviceOrders.prepareQuery(key, context)))
  const cancel = () => serviceOrders.prepareCancel({ ...key, reason: '用户取消' }, context)
  const confirmed = async () => {
    await send(create())
    sandbox.act('Meet_1', 'confirm', 'oUser1')
    sandbox.setClock({ advanceSeconds: 2 * 3600 })
  }
  return { sandbox, client, context, key, send, create, complete, query, cancel, confirmed, now }
}
const open: Sandbox[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})
afterAll(() => {
  closeConnections()
})

describe.each(MODES)('as %s', (mode) => {
  test('create, confirm, complete, pay, refund, bill', async () => {
    const { sandbox, client, context, key, send, create, complete, query } = await meet(mode)
    const call = create()
    const created = serviceOrders.readCreate(await send(call))
    expect(created).toMatchObject({ state: 'CREATED', businessType: 'wxpayScoreUse' })
    expect(serviceOrders.readCreate(await send(call))).toMatchObject({ order_id: created.order_id })
    expect(await query()).toMatchObject({ state: 'CREATED', raw: 'CREATED' })

    sandbox.act('Meet_1', 'confirm', 'oUser1')
    const accepted = await query()
    expect(accepted).toMatchObject({ state: 'USER_ACCEPTED', raw: 'DOING/USER_CONFIRM', openid: 'oUser1' })
    expect(accepted).not.toHaveProperty('total')

    sandbox.setClock({ advanceSeconds: 2 * 3600 })
    const answer = await send(complete())
    expect(answer.status).toBe(mode === 'merchant' ? 200 : 204)
    const owed = await query()
    expect(owed).toMatchObject({
      state: 'FINISHED',
      raw: 'DOING/MCH_COMPLETE/USER_PAYING',
      total: 600,
      paid: 0,
    })
    expect(owed.endedAt).toBeGreaterThan(owed.startedAt ?? Infinity)

    sandbox.act('Meet_1', 'pay')
    const paid = await query()
    expect(paid).toMatchObject({
      state: 'USER_PAID',
      raw: 'DONE/USER_PAID',
      total: 600,
      paid: 600,
      paidElsewhere: false,
      payments: [{ transactionId: paid.transactionId, amount: 600 }],
    })

    const shop = key.sub_mchid === undefined ? {} : { sub_mchid: key.sub_mchid }
    const refund = refunds.prepareRefund(
      {
        transaction_id: paid.transactionId ?? '',
        out_refund_no: 'Meet_1-r1',
        reason: '少收一小时',
        notify_url: NOTIFY,
        amount: { refund: 250, total: 600, currency: 'CNY' },
        ...shop,
      },
      context,
    )
    const asked = refunds.readRefund(await send(refund))
    expect(asked).toMatchObject({ status: 'PROCESSING', refund: 250, total: 600, out_refund_no: 'Meet_1-r1' })
    expect(refunds.readRefund(await send(refund)).refund_id).toBe(asked.refund_id)
    const told = async () =>
      refunds.readRefund(
        await send(refunds.prepareRefundQuery({ out_refund_no: 'Meet_1-r1', ...shop }, context)),
      )
    expect((await told()).status).toBe('PROCESSING')
    sandbox.actOnRefund('Meet_1-r1', 'succeed')
    expect(await told()).toMatchObject({ status: 'SUCCESS', succeededAt: expect.any(Number) as number })

    sandbox.setClock({ advanceSeconds: 36 * 3600 })
    const day = new Date((paid.paidAt ?? 0) + 8 * HOUR).toISOString().slice(0, 10)
    const file = bills.readTradeBill(await send(bills.prepareTradeBill({ bill_date: day }, context)))
    const bytes = await client.download(file)
    expect(createHash('sha1').update(bytes).digest('hex')).toBe(file.hash_value)
    const { rows } = bills.readBill(bytes.toString('utf8'))
    expect(rows.find(({ trade_state }) => trade_state === 'SUCCESS')).toMatchObject({
      transaction_id: paid.transactionId,
      trade_type: 'AUTH',
      amount: 600,
      service_order: { order_id: created.order_id, out_order_no: 'Meet_1' },
      at: paid.paidAt,
    })
    expect(rows.find(({ out_refund_no }) => out_refund_no === 'Meet_1-r1')).toMatchObject({
      refund: 250,
      trade_state: 'REFUND',
    })
  })

  test('cancelled before it is confirmed, and again with the same bytes', async () => {
    const { send, create, cancel, query } = await meet(mode)
    await send(create())
    const call = cancel()
    expect((await send(call)).status).toBe(mode === 'merchant' ? 200 : 204)
    await send(call)
    expect(await query()).toMatchObject({ state: 'REVOKED' })
  })

  test('cancelled after it was confirmed, and after it was completed', async () => {
    const one = await meet(mode)
    await one.confirmed()
    await one.send(one.cancel())
    expect(await one.query()).toMatchObject({ state: 'REVOKED' })
    const other = await meet(mode)
    await other.confirmed()
    await other.send(other.complete())
    await other.send(other.cancel())
    expect(await other.query()).toMatchObject({ state: 'REVOKED' })
  })

  test('nothing to pay', async () => {
    const { send, complete, confirmed, query } = await meet(mode)
    await confirmed()
    await send(complete(0, [{ name: '使用费', description: '免费', amount: 0 }], []))
    expect((await query()).total).toBe(0)
  })

  test('modified, collected and paid', async () => {
    const { sandbox, send, complete, confirmed, query, key, context } = await meet(mode)
    await confirmed()
    await send(complete())
    const lower = serviceOrders.prepareModify?.(
      {
        ...key,
        fees: FEES,
        discounts: [{ name: '会员', description: '会员立减', amount: 300 }],
        total: 500,
        before: 600,
        riskAmount: 9900,
        reason: '多算了',
      },
      context,
    )
    expect((await send(lower)).status).toBe(mode === 'merchant' ? 200 : 204)
    expect(await query()).toMatchObject({ state: 'FINISHED', total: 500 })
    const collected = await send(serviceOrders.prepareCollect?.(key, context))
    expect(readChanged('collect', collected)).not.toHaveProperty('package')
    sandbox.setClock({ advanceSeconds: 60 })
    const after = await query()
    expect(['FINISHED', 'USER_PAID']).toContain(after.state)
    expect(after.total).toBe(500)
  })

  test('paid to the merchant', async () => {
    const { sandbox, send, complete, confirmed, query, key, context, now } = await meet(mode)
    await confirmed()
    await send(complete())
    sandbox.setClock({ advanceSeconds: 3600 })
    const answer = await send(serviceOrders.prepareSync({ ...key, paidAt: now() - 60_000 }, context))
    expect(answer.status).toBe(mode === 'merchant' ? 200 : 204)
    const paid = await query()
    expect(paid).toMatchObject({ state: 'USER_PAID', paidElsewhere: true, total: 600 })
    expect(paid).not.toHaveProperty('payments')
  })

  test.each(['pending', 'prepaid'] as const)('the %s message, once', async (kind) => {
    const { send, confirmed, key, context, now } = await meet(mode)
    await confirmed()
    const call = serviceOrders.prepareMessage?.(
      { ...key, kind, fees: FEES, discounts: DISCOUNTS, total: 600, day: now() + 24 * HOUR },
      context,
    )
    expect((await send(call)).status).toBe(204)
    await expect(send(call)).rejects.toMatchObject({ outcome: 'refused', verified: true })
  })
})
