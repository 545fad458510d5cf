import { withNextCheck } from '../../../../cloudfunctions/shared/orders/schedule'
import { anOrder, T0 } from './fixtures'

const MINUTE = 60_000
const next = (minutes: number, checks = 4): number =>
  ((withNextCheck({ ...anOrder({ state: 'CREATED' }), checks }, T0 + minutes * MINUTE).nextCheckAt ?? NaN) -
    T0) /
  MINUTE

describe('an unconfirmed order', () => {
  it("is looked at just after WeChat Pay's hour", () => {
    expect(next(40)).toBe(61)
  })

  it('and every few minutes after it, because a late create ends late', () => {
    expect(next(62)).toBe(77)
    expect(next(100)).toBe(115)
  })

  it('but not for ever', () => {
    expect(next(130)).toBe(130 + 360)
  })
})
