import { problemsOf } from '../../../../cloudfunctions/shared/offers/check'
import { PAYAFTER_ORDERS, PRODUCTS } from '../../../../simulator/world/product'
import { demoOffers } from '../../../../simulator/world/demo-offers'

const places = { service_id: '00002000000000170000000000000001', shops: ['1900007782', '1900007783'] }

describe('the demo offers', () => {
  it.each(PRODUCTS)('of $protocol as $mode are good', (product) => {
    const offers = demoOffers({ ...places, product })
    const others =
      product.protocol === 'service-orders' ? ['tea-shop', 'bakery', 'badminton-course', 'yoga-card'] : []
    expect(offers.map(({ _id }) => _id)).toEqual(['power-bank', 'hotel-night', 'home-cleaning', ...others])
    for (const offer of offers) expect(problemsOf(offer)).toEqual([])
  })
})

const [powerBank] = demoOffers({ ...places, product: PAYAFTER_ORDERS })
const without = (field: string): object =>
  Object.fromEntries(Object.entries({ ...powerBank }).filter(([name]) => name !== field))
const nights = (option: object) => ({
  choices: [{ id: 'nights', label: '晚数', options: [{ id: 'one', label: '1 晚', ...option }] }],
})

describe('an offer that is wrong', () => {
  it.each<[string, unknown, string]>([
    ['is no document', null, ''],
    ['is a list', [], '_id'],
    ['has an unknown protocol', { ...powerBank, protocol: 'servicepayondelivery' }, 'protocol'],
    ['has a prototype name for a protocol', { ...powerBank, protocol: 'constructor' }, 'protocol'],
    ['has a protocol that is no text', { ...powerBank, protocol: ['payafter-orders'] }, 'protocol'],
    ['has an unknown mode', { ...powerBank, mode: 'provider' }, 'mode'],
    ['has an unknown line', { ...powerBank, line: 'hire' }, 'line'],
    ['signs plans on payafter-orders', { ...powerBank, fees: [], line: 'sign-plan' }, 'line'],
    ['signs plans and has a price of its own', { ...powerBank, line: 'sign-plan', protocol: 'service-orders' }, 'fees'],
    ['is payafter-orders as a partner', { ...powerBank, mode: 'partner', sub_mchid: '1900007782' }, 'mode'],
    ['is a partner’s without a shop', { ...powerBank, protocol: 'service-orders', mode: 'partner' }, 'sub_mchid'],
    ['is a merchant’s with a shop', { ...powerBank, sub_mchid: '1900007782' }, 'sub_mchid'],
    ['has a shop’s name for a number', { ...powerBank, protocol: 'service-orders', mode: 'partner', sub_mchid: '一店' }, 'sub_mchid'],
    ['asks what service-orders cannot carry', { ...powerBank, protocol: 'service-orders', asks: [{ field: 'phone', why: '联系' }] }, 'asks'],
    ['asks what nobody knows', { ...powerBank, asks: [{ field: 'email', why: '联系' }] }, 'asks.0.field'],
    ['charges more than its risk amount', { ...powerBank, maxCharge: 9901 }, 'maxCharge'],
    ['charges half a fen', { ...powerBank, maxCharge: 99.5 }, 'maxCharge'],
    ['risks nothing', { ...powerBank, riskAmount: 0, maxCharge: 0 }, 'riskAmount'],
    ['has a free line', { ...powerBank, fees: [{ name: '收费标准' }] }, 'fees[0]'],
    ['has a line in yuan', { ...powerBank, fees: [{ name: '房费', amount: '298.00' }] }, 'fees[0].amount'],
    ['has a line without a name', { ...powerBank, fees: [{ amount: 1 }] }, 'fees.0.name'],
    ['has an introduction that is too long', { ...powerBank, introduction: '字'.repeat(21) }, 'introduction'],
    ['has no introduction', { ...powerBank, introduction: ' ' }, 'introduction'],
    ['has a choice of nothing', { ...powerBank, choices: [{ id: 'nights', label: '晚数', options: [] }] }, 'choices.0.options'],
    ['has an option above the risk amount', { ...powerBank, ...nights({ maxCharge: 9901 }) }, 'choices[0].options[0].maxCharge'],
    ['has an option with a free line', { ...powerBank, ...nights({ fees: [{ name: '房费' }] }) }, 'choices[0].options[0].fees[1]'],
    ...['service_id', 'merchant', 'startLocation', 'mode', 'revision', 'fees', 'choices', 'asks', 'steps', 'rules', 'riskName']
      .map((field): [string, unknown, string] => [`has no ${field}`, without(field), field]),
  ])('%s', (_, document, path) => {
    expect(problemsOf(document).map((problem) => problem.path)).toContain(path)
  }) // prettier-ignore

  const tea = { id: 'tea', name: '龙井', picture: 'https://pictures.example.com/tea.png', amount: 6800 }
  const shop = {
    ...powerBank,
    line: 'pay-on-delivery',
    protocol: 'service-orders',
    fees: [],
    asks: [],
    riskName: 'ESTIMATE_ORDER_COST',
    receiveAfterDays: 7,
    goods: [tea],
  }
  const sells = (...goods: object[]) => ({ ...shop, goods })

  it('of goods, as it should be, is good, also with a shelf longer than any order', () => {
    expect(problemsOf(shop)).toEqual([])
    const many = Array.from({ length: 150 }, (_, n) => ({ ...tea, id: `tea-${n}`, name: `龙井 ${n} 号` }))
    expect(problemsOf(sells(...many))).toEqual([])
  })

  it.each<[string, unknown, string]>([
    ['goods over payafter-orders', { ...shop, protocol: 'payafter-orders' }, 'line'],
    ['goods of another line', { ...powerBank, goods: [tea] }, 'goods'],
    ['no goods', { ...shop, goods: undefined }, 'goods'],
    ['an empty shelf', sells(), 'goods'],
    ['no time to receive', { ...shop, receiveAfterDays: undefined }, 'receiveAfterDays'],
    ['no days to receive', { ...shop, receiveAfterDays: 0 }, 'receiveAfterDays'],
    ['a month and a day to receive', { ...shop, receiveAfterDays: 31 }, 'receiveAfterDays'],
    ['fees beside goods', { ...shop, fees: [{ name: '运费', amount: 1 }] }, 'fees'],
    ['discounts beside goods', { ...shop, discounts: [{ name: '减', description: '减' }] }, 'discounts'],
    ['choices beside goods', { ...shop, ...nights({}) }, 'choices'],
    ['one id twice', sells(tea, { ...tea, name: '毛尖' }), 'goods'],
    ['one name twice', sells(tea, { ...tea, id: 'other' }), 'goods'],
    ['a name of 21 characters', sells({ ...tea, name: '茶'.repeat(21) }), 'goods.0.name'],
    ['a name in two lines', sells({ ...tea, name: '龙\n井' }), 'goods[0].name'],
    ['goods for nothing', sells({ ...tea, amount: 0 }), 'goods.0.amount'],
    ['goods for half a fen', sells({ ...tea, amount: 0.5 }), 'goods.0.amount'],
    ['goods for less than nothing', sells({ ...tea, amount: -1 }), 'goods.0.amount'],
    ['goods that nobody can order', sells({ ...tea, amount: 9901 }), 'goods[0].amount'],
    ['a picture without TLS', sells({ ...tea, picture: 'http://pictures.example.com/tea.png' }), 'goods.0.picture'],
    ['a picture that is a script', sells({ ...tea, picture: 'javascript:alert(1)' }), 'goods.0.picture'],
    ['more in an order than a bill can say', sells({ ...tea, most: 100 }), 'goods.0.most'],
    ['an id with a dot, which is the stock’s', sells({ ...tea, id: 'tea.1' }), 'goods.0.id'],
  ])('has %s', (_, document, path) => {
    expect(problemsOf(document).map((problem) => problem.path)).toContain(path)
  }) // prettier-ignore

  it('is told with every problem, and with none of its values', () => {
    const problems = problemsOf({ ...powerBank, maxCharge: 12345, merchant: undefined, asks: [] })
    expect(problems.map(({ path }) => path)).toEqual(['merchant', 'maxCharge'])
    expect(JSON.stringify(problems)).not.toContain('12345')
  })
})

it('an offer without a protocol is one of service-orders: it must ask nothing', () => {
  const asking = { ...without('protocol'), asks: [{ field: 'phone', why: '到店前联系' }] }
  expect(problemsOf(without('protocol'))).toEqual([])
  expect(problemsOf(asking)).toEqual([
    { path: 'asks', problem: "must be empty: service-orders has no field for a person's data" },
  ])
})
