import { payOnDeliverySwitches } from '../../../../simulator/sandbox/pay-on-delivery/switches'
import { closeAll, insider, must } from '../ground'
import { toldApart } from '../told-apart'
import { word } from '../service-orders/ground'
import { GoodsSide, tea } from './ground'

afterEach(closeAll)

/** Looks at one switch from outside; what it sees must differ between values. */
type Look = (side: GoodsSide) => Promise<unknown>

const looks: Record<(typeof payOnDeliverySwitches)[number]['name'], Look> = {
  goodsConfirmByDefault: async (side) => word(await side.create('O', { need_user_confirm: null })),
  mchidAsMerchant: async (side) => {
    await must(side.create('P', { mchid: side.sandbox.credentials.mchid }))
    return word(await side.create('O'))
  },
  shoppingLengths: async (side) => {
    const picture = (length: number): string => 'https://a.example/'.padEnd(length, 'x')
    const longest = { name: '茶'.repeat(20), picture: picture(255), count: 100 }
    const goods = Array.from({ length: 30 }, () => ({ ...tea, ...longest }))
    const shopping_info = side.shopping({ goods })
    await must(side.create('O', { shopping_info }))
    await must(side.create('P', side.withLink({ path: 'p'.repeat(128) })))
    const longer = [
      side.withGoods({ name: '茶'.repeat(21) }),
      side.withGoods({ picture: picture(256) }),
      side.withGoods({ count: 101 }),
      side.withLink({ path: 'p'.repeat(129) }),
      { shopping_info: { ...shopping_info, goods: [...goods, tea] } },
    ]
    const answers = await Promise.all(longer.map((more, index) => side.create(`L${index}`, more)))
    expect(new Set(answers.map(word)).size).toBe(1)
    return answers.map(word)
  },
  goodsPicture: async (side) =>
    word(await side.create('O', side.withGoods({ picture: 'http://a.example/t.png' }))),
  freeGoods: async (side) => word(await side.create('O', side.withGoods({ amount: 0 }))),
  jumpLinkApp: async (side) => word(await side.create('O', side.withLink({ appid: 'wx0' }))),
  goodsComparedWithPayments: async (side) => {
    await must(side.create('P'))
    await must(side.create('Q', { post_payments: [{ name: '商品', description: '按件计' }] }))
    await must(side.create('R', { post_payments: null }))
    return word(await side.create('O', { post_payments: [{ name: '商品金额', amount: 9801 }] }))
  },
  shoppingInQuery: async (side) => {
    const created = await must(side.create('O'))
    expect(created.data['shopping_info']).toEqual(side.shopping())
    const { data } = await must(side.query('O'))
    return data['shopping_info'] === undefined ? 'absent' : data['shopping_info']
  },
}

test.each(payOnDeliverySwitches.map(({ name }) => name))(
  '%s: every value can be told apart',
  async (name) => {
    await toldApart(name, (sandbox) => looks[name](new GoodsSide(sandbox, insider(sandbox), 'merchant')))
  },
)

test.each(['goodsConfirmByDefault', 'mchidAsMerchant'] as const)(
  '%s says nothing of service providers',
  async (name) => {
    const seen = new Set<unknown>()
    const values = payOnDeliverySwitches.find((one) => one.name === name)?.values ?? []
    await toldApart(name, async (sandbox) => {
      seen.add(await looks[name](new GoodsSide(sandbox, insider(sandbox), 'partner')))
      return sandbox.switches[name]
    })
    expect([seen.size, values.length]).toEqual([1, 2])
  },
)
