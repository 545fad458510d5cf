import { changedPrice, shownOffer } from '../../../miniprogram/pages/offer/offer-model'
import { hotelNight, preview } from '../fixtures'

describe('offer page', () => {
  it('shows no amounts of options: prices come from the preview alone', () => {
    expect(JSON.stringify(shownOffer(hotelNight))).not.toMatch(/amount|maxCharge|fees/)
  })

  it('reads the details of PRICE_CHANGED', () => {
    expect(changedPrice({ revision: 4, preview })).toEqual({ revision: 4, preview })
  })

  it.each([
    undefined,
    null,
    'x',
    {},
    { revision: '4', preview },
    { revision: 4 },
    { revision: 4, preview: { ...preview, maxCharge: 1.5 } },
    { revision: 4, preview: { ...preview, fees: undefined } },
  ])('refuses %j: what cannot be shown cannot be agreed to', (details) => {
    expect(changedPrice(details)).toBeUndefined()
  })
})
