import { setWorldOffset, WorldDate } from '../../../../simulator/phone/page/runtime/world-date'

afterEach(() => {
  setWorldOffset('0')
})

it("the phone's clock goes with the world's", () => {
  const before = Date.now()
  setWorldOffset('7200000')
  expect(WorldDate.now() - before).toBeGreaterThanOrEqual(7_200_000)
  expect(new WorldDate().getTime() - before).toBeGreaterThanOrEqual(7_200_000)
  expect(new WorldDate(0).getTime()).toBe(0)
  expect(new WorldDate(2026, 10, 20)).toEqual(new Date(2026, 10, 20))
  expect(new WorldDate()).toBeInstanceOf(Date)
})

it('an answer without the offset, or with nonsense, changes nothing', () => {
  setWorldOffset('60000')
  setWorldOffset(null)
  setWorldOffset('soon')
  expect(WorldDate.now() - Date.now()).toBeGreaterThanOrEqual(59_000)
})
