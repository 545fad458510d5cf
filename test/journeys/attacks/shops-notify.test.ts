import { OPERATOR, STRANGER } from '../story'
import { betweenShops, FIRST, FIRSTS_APP, HOTEL, SECOND } from './two-shops'

/** Validly signed by WeChat Pay, decrypted with our own key, and still about another shop: routed by sub_mchid, or refused. */

const shops = betweenShops()
let letters = 0

const effectOf = async (resource: object): Promise<unknown> => {
  const id = `shops-${++letters}`
  expect(await shops().forge.post(shops().forge.letter({ id, resource: resource as never }))).toMatchObject({
    status: 200,
  })
  return shops().story.world.cloudbase.store.get('notifications', id)?.['effect']
}

describe('a notification with WeChat Pay’s own key, about another shop', () => {
  const confirmed = (more: object = {}) => ({
    ...shops().forge.resource(`${shops().waiting}_1`, 'DOING'),
    service_id: shops().story.document(shops().waiting).service_id,
    sub_mchid: SECOND,
    state_description: 'USER_CONFIRM',
    time_range: {},
    ...more,
  })

  it.each<[string, () => object, string]>([
    ['another shop’s', () => ({ sub_mchid: FIRST }), 'foreign'],
    ['no shop’s', () => ({ sub_mchid: undefined }), 'foreign'],
    ['an unknown shop’s', () => ({ sub_mchid: '1900009999' }), 'foreign'],
    ['of a shop that is a number', () => ({ sub_mchid: Number(SECOND) }), 'foreign'],
    ['of a shop that is a list', () => ({ sub_mchid: [SECOND] }), 'foreign'],
    ['of our merchant number as the shop', () => ({ sub_mchid: shops().story.world.credentials.mchid }), 'foreign'],
    ['of the shop as the merchant', () => ({ mchid: SECOND }), 'foreign'],
    ['of another service provider', () => ({ mchid: '1999999999' }), 'foreign'],
    ['of another mini-program', () => ({ appid: 'wxother0000000000' }), 'foreign'],
    ['of another person in our mini-program', () => ({ openid: STRANGER }), 'foreign'],
    ['of another person in the shop’s', () => ({ sub_appid: FIRSTS_APP, sub_openid: STRANGER }), 'foreign'],
    ['of another service', () => ({ service_id: '00002000000000170000000000000009' }), 'foreign'],
    ['in the words of payafter-orders', () => ({ state: 'USER_ACCEPTED', state_description: undefined, time_range: undefined }), 'foreign'],
    ['of a signing', () => ({ sign_plan_id: '1', sign_state: 'SIGNED' }), 'unknown'],
    ['of a refund that there is not', () => ({ out_refund_no: `${shops().others}_r1`, refund_status: 'SUCCESS' }), 'unknown'],
    ['of a refund whose number is a path', () => ({ out_refund_no: '../roster', refund_status: 'SUCCESS' }), 'unknown'],
    ['of a refund whose number is from the prototype', () => ({ out_refund_no: '__proto__', refund_status: 'SUCCESS' }), 'unknown'],
    ['of a refund without a number', () => ({ out_refund_no: undefined, refund_status: 'SUCCESS' }), 'unknown'],
  ])('%s: an order’s notification changes nothing', async (_, more, effect) => {
    expect(await effectOf(confirmed(more()))).toBe(effect)
  }) // prettier-ignore
})

describe('a notification about a refund of the second shop', () => {
  let number = ''
  beforeAll(async () => {
    const { story } = shops()
    const { orderId } = await story.accepted('hotel-night', HOTEL)
    await story.pass(60)
    await story.complete(orderId, 900)
    await story.pass(5)
    await story.pay({ out_order_no: `${orderId}_1` })
    await story.get(orderId)
    const request = { orderId, requestKey: `${orderId}-refund-1`, amount: 300, reason: '多收费用' }
    await story.call('console', 'refund', request, OPERATOR)
    number = `${orderId}_r1`
    shops().look()
  })
  const told = (more: object = {}) => {
    const { credentials, cloudbase } = shops().story.world
    const transactionId = cloudbase.store.get('refunds', number)?.['transactionId']
    return {
      sp_mchid: credentials.mchid,
      sub_mchid: SECOND,
      out_refund_no: number,
      refund_status: 'SUCCESS',
      transaction_id: transactionId,
      success_time: '2026-11-20T20:00:00+08:00',
      amount: { refund: 300, total: 900, payer_refund: 300, payer_total: 900 },
      ...more,
    }
  }

  it.each<[string, () => object, string]>([
    ['of another shop', () => ({ sub_mchid: FIRST }), 'foreign'],
    ['of no shop', () => ({ sub_mchid: undefined }), 'foreign'],
    ['of a shop that is a list', () => ({ sub_mchid: [SECOND] }), 'foreign'],
    ['of another service provider', () => ({ sp_mchid: '1999999999' }), 'foreign'],
    ['of the shop as the merchant', () => ({ sp_mchid: undefined, mchid: SECOND }), 'foreign'],
    ['of another payment', () => ({ transaction_id: '4200000000000000000000000000' }), 'foreign'],
    ['of another amount', () => ({ amount: { refund: 900, total: 900 } }), 'foreign'],
    ['of an amount that is none', () => ({ amount: { refund: -300, total: 900 } }), 'unknown'],
    ['of an amount as a text', () => ({ amount: { refund: '300', total: 900 } }), 'unknown'],
    ['without a word for its state', () => ({ refund_status: '' }), 'unknown'],
    ['of the next refund, which there is not', () => ({ out_refund_no: number.replace('_r1', '_r2') }), 'unknown'],
    ['of refund 0', () => ({ out_refund_no: number.replace('_r1', '_r0') }), 'unknown'],
    ['with a leading zero', () => ({ out_refund_no: number.replace('_r1', '_r01') }), 'unknown'],
    ['with an order’s number', () => ({ out_refund_no: number.replace('_r1', '_1') }), 'unknown'],
  ])('%s: a refund’s notification changes nothing', async (_, more, effect) => {
    expect(await effectOf(told(more()))).toBe(effect)
  }) // prettier-ignore

  it('control: the genuine one is applied; afterwards an older or a closed one changes nothing', async () => {
    expect(await effectOf(told())).toBe('applied')
    expect(shops().story.world.cloudbase.store.get('refunds', number)).toMatchObject({ state: 'succeeded' })
    const order = () => JSON.stringify(shops().story.document(number.slice(0, 24)).refunds)
    const before = order()
    for (const refund_status of ['PROCESSING', 'CLOSED', 'ABNORMAL']) await effectOf(told({ refund_status }))
    expect(order()).toBe(before)
    shops().look()
  })
})

it('control: a notification that names the order’s shop is applied', async () => {
  const resource = {
    ...shops().forge.resource(`${shops().waiting}_1`, 'DOING'),
    service_id: shops().story.document(shops().waiting).service_id,
    sub_mchid: SECOND,
    state_description: 'USER_CONFIRM',
  }
  await shops().forge.post(shops().forge.letter({ id: 'genuine', resource }))
  expect(shops().story.document(shops().waiting).state).toBe('USER_ACCEPTED')
  shops().look()
})
