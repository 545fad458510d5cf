import { codeOf, CUSTOMER, STRANGER, Target } from './attack'

/** What an order is made of is ours, whatever comes along with the wish. */

let target: Target
beforeAll(async () => {
  target = await Target.open()
})
afterAll(() => target.story.close())
afterEach(() => {
  target.expectUntouched()
})

describe('create', () => {
  it.each([
    [
      'a price',
      { price: 1, amount: 1, total: 1, fees: [{ name: 'x', amount: 1 }], preview: { maxCharge: 1 } },
    ],
    ['limits', { maxCharge: 1, riskAmount: 1, risk_amount: 1, max_charge: 1 }],
    ['a state', { state: 'USER_PAID', outcome: 'paid', filter: 'ended', pending: null }],
    ['an owner', { openid: STRANGER, appid: 'wxother0000000000', OPENID: STRANGER }],
    [
      'an identity',
      { _id: 'f'.repeat(24), orderId: 'f'.repeat(24), out_order_no: 'mine', version: 99, schema: 7 },
    ],
    ['attempts', { attempts: [{ n: 1, state: 'USER_PAID' }], current: 9, service_id: 'x', protocol: 'x' }],
    [
      'a prototype',
      JSON.parse('{"__proto__":{"state":"USER_PAID"},"constructor":{"prototype":{}}}') as object,
    ],
    ['control: nothing', {}],
  ])('with %s of its own is the order that we make of it', async (_, more) => {
    const answer = await target.ask('orders', { action: 'create', ...target.story.wish(), ...more })
    expect(codeOf(answer)).toBe('OK')
    const orderId = (answer.data?.['order'] as { orderId: string }).orderId
    const order = target.story.document(orderId)
    expect(order).toMatchObject({
      openid: CUSTOMER,
      appid: target.story.world.credentials.appid,
      state: 'CREATED',
      filter: 'open',
      schema: 1,
      version: 2,
      current: 1,
      service_id: target.story.world.credentials.serviceId,
      protocol: target.story.world.product.protocol,
      preview: { maxCharge: 9900, riskAmount: 9900, fees: [{ name: '收费标准' }] },
    })
    expect(order._id).toMatch(/^(?!f{24})[0-9a-f]{24}$/)
    expect(order.attempts).toHaveLength(1)
    const known = Object.keys(target.story.document(target.unconfirmed)).sort()
    expect(known).toEqual(expect.arrayContaining(Object.keys(order)))
  })

  it('a request key of somebody else makes an order of one’s own', async () => {
    const wish = target.story.wish()
    const [mine, theirs] = [
      await target.ask('orders', { action: 'create', ...wish }),
      await target.ask('orders', { action: 'create', ...wish }, STRANGER),
    ].map(({ data }) => (data?.['order'] as { orderId: string }).orderId)
    expect(mine).not.toBe(theirs)
    expect([mine, theirs].map((id) => target.story.document(id ?? '').openid)).toEqual([CUSTOMER, STRANGER])
  })

  it.each([
    ['requestKey with a separator', { requestKey: `${'a'.repeat(20)}|b` }],
    ['requestKey that is short', { requestKey: 'a'.repeat(15) }],
    ['requestKey that is long', { requestKey: 'a'.repeat(65) }],
    ['requestKey with a new line', { requestKey: `${'a'.repeat(20)}\n` }],
    ['requestKey that is a list', { requestKey: ['a'.repeat(20)] }],
    ['requestKey that is missing', { requestKey: undefined }],
    ['revision as a text', { revision: '1' }],
    ['revision that is a fraction', { revision: 1.5 }],
    ['choices as a list', { choices: [['nights', 'one']] }],
    ['choices as a text', { choices: 'one' }],
    ['a choice that is an object', { choices: { nights: { $ne: 1 } } }],
    ['a choice by a path', { choices: { 'nights.0': 'one' } }],
    ['21 choices', { choices: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`c${n}`, 'x'])) }],
    ['offerId as an operator', { offerId: { $gt: '' } }],
    ['offerId as a path', { offerId: '../offers/power-bank' }],
    ['offerId with a zero byte', { offerId: 'power-bank\0' }],
    ['a person that is a text', { person: '张三' }],
    ['a person with more fields', { person: { name: '张三', openid: STRANGER } }],
    ['a person with a list', { person: { name: ['张三'] } }],
    ['a prototype as a choice', { choices: JSON.parse('{"__proto__":"one"}') as object }],
    ['constructor as a choice', { choices: { constructor: 'one' } }],
  ])('%s: INVALID_REQUEST', async (_, more) => {
    const answer = await target.ask('orders', { action: 'create', ...target.story.wish(), ...more })
    expect(codeOf(answer)).toBe('INVALID_REQUEST')
    expect(JSON.stringify(answer)).not.toContain('张三')
  })

  it.each([
    ['UNKNOWN_OFFER', { offerId: '__proto__' }],
    ['UNKNOWN_OFFER', { offerId: 'constructor' }],
    ['UNKNOWN_CHOICE', { choices: { toString: 'one' } }],
    ['UNKNOWN_CHOICE', { offerId: 'hotel-night', choices: { nights: 'constructor' } }],
    ['UNKNOWN_CHOICE', { offerId: 'hotel-night', choices: { nights: '__proto__' } }],
    ['PRICE_CHANGED', { revision: 0 }],
    ['PRICE_CHANGED', { revision: -1 }],
    [
      'PERSON_REQUIRED',
      {
        offerId: 'hotel-night',
        choices: { nights: 'one' },
        person: { name: '\u202e三张', phone: '13800138000' },
      },
    ],
    [
      'PERSON_REQUIRED',
      {
        offerId: 'hotel-night',
        choices: { nights: 'one' },
        person: { name: '张\u200b三', phone: '13800138000' },
      },
    ],
    [
      'PERSON_REQUIRED',
      {
        offerId: 'hotel-night',
        choices: { nights: 'one' },
        person: { name: '张\ud800', phone: '13800138000' },
      },
    ],
    [
      'PERSON_REQUIRED',
      {
        offerId: 'hotel-night',
        choices: { nights: 'one' },
        person: { name: '张\n三', phone: '13800138000' },
      },
    ],
    [
      'PERSON_REQUIRED',
      { offerId: 'hotel-night', choices: { nights: 'one' }, person: { name: '张三', phone: '1380013800０' } },
    ],
  ])('%s for %j', async (code, more) => {
    // Where the protocol cannot carry a person's data nothing is asked, and what is sent is not looked at.
    const asked = code !== 'PERSON_REQUIRED' || 'name' in target.story.product.asked
    const answer = await target.ask('orders', { action: 'create', ...target.story.wish(), ...more })
    expect(codeOf(answer)).toBe(asked ? code : 'OK')
  })
})
