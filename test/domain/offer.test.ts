import fc from 'fast-check'
import { totalOf } from '../../miniprogram/domain/fee'
import { firstChoices, previewOffer } from '../../miniprogram/domain/offer'
import { offerCard, previewWith } from '../../miniprogram/domain/offer-card'
import { hotelNight, laundry, powerBank } from '../miniprogram/fixtures'

describe('offer', () => {
  it('prices fixed fees with their discount', () => {
    expect(previewOffer(laundry, {})).toMatchObject({ estimate: 3700, maxCharge: 12000 })
  })

  it('has no estimate where something is billed by use', () => {
    expect(previewOffer(powerBank, {})).not.toHaveProperty('estimate')
  })

  it('a choice replaces lines of the same name and adds others', () => {
    const preview = previewOffer(hotelNight, { room: 'loft', breakfast: 'two' })
    expect(preview).toMatchObject({
      fees: [
        { name: '房费', amount: 45800 },
        { name: '早餐', amount: 5600 },
      ],
      estimate: 51400,
    })
  })

  it('names the choice that is missing, unknown or too many', () => {
    expect(previewOffer(hotelNight, { room: 'loft' })).toEqual({ choice: 'breakfast', problem: 'missing' })
    expect(previewOffer(hotelNight, { room: 'attic', breakfast: 'two' })).toEqual({
      choice: 'room',
      problem: 'unknown-option',
    })
    expect(previewOffer(laundry, { colour: 'red' })).toEqual({ choice: 'colour', problem: 'unknown-choice' })
  })

  it.each(['constructor', '__proto__', 'toString'])('takes %s for no choice', (id) => {
    const offer = { ...laundry, choices: [{ id, label: '?', options: [{ id: 'x', label: 'x' }] }] }
    expect(previewOffer(offer, {})).toEqual({ choice: id, problem: 'missing' })
  })

  it('every estimate is the sum of what is shown', () => {
    const room = fc.constantFrom('garden', 'loft')
    const breakfast = fc.constantFrom('none', 'two')
    fc.assert(
      fc.property(room, breakfast, (a, b) => {
        const preview = previewWith(hotelNight, { room: a, breakfast: b })
        expect(preview.estimate).toBe(totalOf(preview.fees, preview.discounts))
      }),
    )
  })

  it('starts with the first options, and falls back to them', () => {
    expect(firstChoices(hotelNight)).toEqual({ room: 'garden', breakfast: 'none' })
    expect(previewWith(hotelNight, { room: 'gone' })).toEqual(
      previewWith(hotelNight, firstChoices(hotelNight)),
    )
  })

  it('cards show an estimate or a rule, never a zero that is none', () => {
    expect(offerCard(laundry)).toMatchObject({ charge: { label: '预估', fen: 3700 }, maxCharge: 12000 })
    expect(offerCard(powerBank)).toMatchObject({ rule: '3 元/小时，不足 1 小时按 1 小时', maxCharge: 9900 })
    expect(offerCard(powerBank)).not.toHaveProperty('charge')
  })

  it('says which offer has a choice without options', () => {
    const broken = { ...laundry, choices: [{ id: 'room', label: '房型', options: [] }] }
    expect(() => offerCard(broken)).toThrow('laundry')
  })
})

describe('a choice', () => {
  const option = (id: string, more: object) => ({ id, label: id, ...more })
  const offer = {
    ...laundry,
    fees: [
      { name: '洗', amount: 100 },
      { name: '送', amount: 50 },
    ],
    discounts: [],
    riskAmount: 900,
    maxCharge: 800,
    choices: [
      {
        id: 'size',
        label: '大小',
        options: [
          option('small', {}),
          option('large', {
            fees: [
              { name: '送', amount: 70 },
              { name: '箱', amount: 5 },
            ],
            riskAmount: 1900,
            maxCharge: 1800,
          }),
        ],
      },
      { id: 'time', label: '时间', options: [option('day', {})] },
    ],
  }

  it('changes the lines that it names, in their place, and the limits', () => {
    expect(previewOffer(offer, { size: 'large', time: 'day' })).toMatchObject({
      fees: [
        { name: '洗', amount: 100 },
        { name: '送', amount: 70 },
        { name: '箱', amount: 5 },
      ],
      riskAmount: 1900,
      maxCharge: 1800,
      estimate: 175,
    })
  })

  it('that changes nothing leaves everything as it is', () => {
    expect(previewOffer(offer, { size: 'small', time: 'day' })).toMatchObject({
      fees: offer.fees,
      riskAmount: 900,
      maxCharge: 800,
      estimate: 150,
    })
  })

  it('that is unknown is named although the others are known', () => {
    expect(previewOffer(offer, { size: 'small', time: 'day', colour: 'red' })).toEqual({
      choice: 'colour',
      problem: 'unknown-choice',
    })
  })
})

it('a card without a rule says none', () => {
  const card = offerCard({ ...powerBank, fees: [] })
  expect(card).not.toHaveProperty('rule')
  expect(card).not.toHaveProperty('charge')
})
