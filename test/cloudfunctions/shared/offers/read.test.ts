import type { LogFields } from '../../../../cloudfunctions/shared/log'
import type { OfferDocument } from '../../../../cloudfunctions/shared/offers/document'
import { findOffers, offerOf, readOffer } from '../../../../cloudfunctions/shared/offers/read'
import { demoOffers } from '../../../../simulator/world/demo-offers'
import { PAYAFTER_ORDERS } from '../../../../simulator/world/product'
import { FindingStore } from '../finding-store'

const APP = 'wx1234567890abcdef'
const places = { service_id: '500001', shops: ['1900007782', '1900007783'] }
const [good] = demoOffers({ ...places, product: PAYAFTER_ORDERS }) as unknown as OfferDocument[]
if (!good) throw new Error('no offer')
const { merchant: _own, ...bare } = good
const offer = (_id: string, more: object = {}): OfferDocument => ({ ...good, _id, ...more })
const ofShop = (_id: string, more: object = {}): OfferDocument => ({
  ...bare,
  _id,
  protocol: 'service-orders',
  mode: 'partner',
  sub_mchid: '1900007782',
  asks: [],
  ...more,
})
const shop = (more: object = {}) => ({
  _id: '1900007782',
  schema: 1,
  version: 1,
  name: '一店',
  phone: '400-1',
  enabled: true,
  sub_appid: 'wxshop00000000',
  ...more,
})

async function aDesk(
  offers: OfferDocument[],
  { appid = APP, own = APP as string | null, shops = [shop()] as object[] } = {},
) {
  const store = new FindingStore([])
  for (const one of offers) await store.insert('offers', one)
  for (const one of shops) await store.insert('shops', one as { _id: string })
  const log: [string, LogFields | undefined][] = []
  const ctx = {
    store,
    log: (step: string, fields?: LogFields) => void log.push([step, fields]),
    config: own === null ? {} : { appid: own },
    caller: { kind: 'person', openid: 'o', appid },
  }
  return { ctx: ctx as never as Parameters<typeof findOffers>[0], store, log }
}
const ids = async (...given: Parameters<typeof aDesk>) => {
  const { ctx } = await aDesk(...given)
  return (await findOffers(ctx)).map(({ _id }) => _id)
}

it('what is offered stands in the merchant’s order; what is off does not', async () => {
  const all = [
    offer('b', { rank: 2 }),
    offer('a', { rank: 3 }),
    offer('c', { rank: 1 }),
    offer('off', { enabled: false }),
  ]
  expect(await ids(all)).toEqual(['c', 'b', 'a'])
  expect(await ids(Array.from({ length: 51 }, (_, rank) => offer(`n${rank}`, { rank })))).toHaveLength(50)
})

it('a wrong document is offered to nobody, and the log says which and why, without its values', async () => {
  const { ctx, log } = await aDesk([offer('wrong', { maxCharge: 99_999_999 }), offer('right')])
  expect((await findOffers(ctx)).map(({ _id }) => _id)).toEqual(['right'])
  expect(log).toMatchObject([['offer hidden', { offerId: 'wrong', error: { name: 'ConfigError' } }]])
  const said = String((log[0]?.[1]?.error as Error).message)
  expect(said).toContain('maxCharge is above riskAmount')
  expect(said).not.toContain('99999999')
})

describe('one offer', () => {
  const read = async (document: OfferDocument, ...rest: [Parameters<typeof aDesk>[1]?]) => {
    const { ctx } = await aDesk([document], ...rest)
    return readOffer(ctx, document._id)
  }

  it('is there while it is on and right', async () => {
    expect(await read(offer('a'))).toMatchObject({ _id: 'a', merchant: good.merchant })
    expect(await read(offer('a', { enabled: false }))).toBeUndefined()
    expect(await read(offer('a', { fees: 'none' }))).toBeUndefined()
    const { ctx } = await aDesk([])
    expect(await readOffer(ctx, 'a')).toBeUndefined()
  })

  it('of a shop has the shop’s name and phone', async () => {
    expect(await read(ofShop('s'))).toMatchObject({
      merchant: { name: '一店', phone: '400-1' },
      protocol: 'service-orders',
    })
  })

  it.each([
    ['without a document', []],
    ['without a name', [shop({ name: ' ' })]],
    ['without a phone', [shop({ phone: '' })]],
    ['whose phone is no text', [shop({ phone: 400 })]],
  ])('of a shop %s is offered to nobody', async (_what, shops) => {
    const { ctx, log } = await aDesk([ofShop('s')], { shops })
    expect(await readOffer(ctx, 's')).toBeUndefined()
    expect(await findOffers(ctx)).toEqual([])
    expect(log.map(([step]) => step)).toEqual(['offer hidden', 'offer hidden'])
    expect(String((log[0]?.[1]?.error as Error).message)).toContain('sub_mchid')
  })

  it('of a shop that takes no orders is offered to nobody, and nothing is wrong with it', async () => {
    const { ctx, log } = await aDesk([ofShop('s')], { shops: [shop({ enabled: false })] })
    expect([await readOffer(ctx, 's'), await findOffers(ctx)]).toEqual([undefined, []])
    expect(log).toEqual([])
  })
})

it('in our own mini-program everything is offered, in a shop’s what is that shop’s', async () => {
  const all = [
    ofShop('one', { rank: 1 }),
    ofShop('two', { rank: 2, sub_mchid: '1900007783' }),
    offer('own', { rank: 3 }),
  ]
  const shops = [shop(), shop({ _id: '1900007783', sub_appid: 'wxshop00000002' })]
  expect(await ids(all, { shops })).toEqual(['one', 'two', 'own'])
  expect(await ids(all, { shops, appid: 'wxshop00000002' })).toEqual(['two'])
  expect(await ids(all, { shops, appid: 'wxsomebodyelse' })).toEqual([])
  expect(await ids(all, { shops, own: null, appid: 'wxsomebodyelse' })).toEqual(['one', 'two', 'own'])
})

it('shops are looked up at once, each once', async () => {
  const { ctx, store } = await aDesk([ofShop('a'), ofShop('b'), offer('c')])
  await findOffers(ctx)
  expect(store.asked.filter(({ collection }) => collection === 'shops').map(({ where }) => where)).toEqual([
    { _id: { in: ['1900007782'] } },
  ])
})

it('what a document leaves out is what a merchant of today has; the shop’s words win over the offer’s', () => {
  const { protocol: _any, ...plain } = good
  expect(offerOf(plain)).toMatchObject({ protocol: 'service-orders', merchant: good.merchant })
  const { merchant: _none, ...nameless } = plain
  expect(offerOf(nameless).merchant).toEqual({ name: '', phone: '' })
  expect(offerOf(good, { name: '一店', phone: '400-1' }).merchant).toEqual({ name: '一店', phone: '400-1' })
})
