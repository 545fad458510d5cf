import { createRequestKeys, type Storage } from '../../../miniprogram/platform/request-key'

function phone() {
  const kept = new Map<string, unknown>()
  const storage: Storage = {
    get: (key) => kept.get(key),
    set: (key, value) => void kept.set(key, JSON.parse(JSON.stringify(value))),
    remove: (key) => void kept.delete(key),
  }
  const clock = { now: 1_000_000 }
  let made = 0
  const open = () =>
    createRequestKeys(
      storage,
      () => clock.now,
      () => `key-${++made}`,
    )
  return { open, clock, kept }
}

describe('request keys', () => {
  it('a double tap and a killed app lead to the same key', () => {
    const { open, clock } = phone()
    const key = open().keyFor('wish')
    clock.now += 60_000
    expect(open().keyFor('wish')).toBe(key)
  })

  it('another wish, a known order and ten minutes lead to another', () => {
    const { open, clock } = phone()
    const keys = open()
    const seen = [keys.keyFor('wish'), keys.keyFor('other wish')]
    keys.forget()
    seen.push(keys.keyFor('other wish'))
    clock.now += 600_000
    seen.push(keys.keyFor('other wish'))
    expect(new Set(seen).size).toBe(4)
  })

  it('is stored before it is handed out', () => {
    const { open, kept } = phone()
    const key = open().keyFor('wish')
    expect(kept.get('intention')).toMatchObject({ key })
  })

  it.each([null, '', 'text', {}, { key: 1, wish: 'wish', at: 1_000_000 }])(
    'does not trust %j in the storage',
    (rubbish) => {
      const { open, kept } = phone()
      kept.set('intention', rubbish)
      expect(open().keyFor('wish')).toBe('key-1')
    },
  )
})
