import { createChannel } from '../../../simulator/phone/page/runtime/channel'
import { lossIn } from '../../../simulator/phone/page/runtime/json-safe'
import { absolutePath, parseUrl } from '../../../simulator/phone/page/runtime/url'
import { notImplemented } from '../../../simulator/phone/page/wx/not-implemented'

const circle: { self?: unknown } = {}
circle.self = circle

test.each([
  [{ a: [1, 'b', null, true, {}] }, undefined],
  [{ same: [circle, 1].slice(1), again: [1] }, undefined],
  [{ a: undefined }, '"a" is undefined, which is lost'],
  [{ a: { b: [() => 1] } }, '"a.b[0]" is function, which is lost'],
  [{ n: NaN }, '"n" is NaN, which becomes null'],
  [{ d: new Date(0) }, '"d" is a Date, which is not plain data'],
  [{ m: new Map() }, '"m" is a Map, which is not plain data'],
  [{ b: 1n }, '"b" is bigint, which is lost'],
  [circle, '"self" contains itself'],
])('setData of %p', (data, loss) => {
  expect(lossIn(data)).toBe(loss)
})

test('the same object twice is no circle', () => {
  const shared = { a: 1 }
  expect(lossIn({ x: shared, y: [shared, shared] })).toBeUndefined()
})

test.each([
  ['/pages/a/a', { path: '/pages/a/a', query: {} }],
  ['a?x=1&y=&z', { path: 'a', query: { x: '1', y: '', z: '' } }],
  ['a?x=%E6%9E%97&q=a=b', { path: 'a', query: { x: '%E6%9E%97', q: 'a=b' } }],
])('url %s', (url, parsed) => {
  expect(parseUrl(url)).toEqual(parsed)
})

test.each([
  ['/pages/b/b', 'pages/a/a', 'pages/b/b'],
  ['../b/b', 'pages/a/a', 'pages/b/b'],
  ['b', 'pages/a/a', 'pages/a/b'],
])('path %s from %s', (path, from, absolute) => {
  expect(absolutePath(path, from)).toBe(absolute)
})

test('what one end of a channel emits, the other hears', () => {
  const [a, b] = createChannel()
  const heard: unknown[] = []
  const listener = (...args: unknown[]): void => void heard.push(['on', ...args])
  b.on('x', listener)
  b.once('x', (...args) => heard.push(['once', ...args]))
  a.on('x', () => heard.push('own'))
  a.emit('x', 1, 2)
  a.emit('x', 3)
  b.off('x', listener)
  a.emit('x', 4)
  expect(heard).toEqual([
    ['on', 1, 2],
    ['once', 1, 2],
    ['on', 3],
  ])
})

describe('what is not implemented', () => {
  const wx = notImplemented('wx', { request: () => 1 }, new Set(['openBusinessView']))
  const call = (name: string): unknown => (wx[name] as () => unknown)()

  test('can be looked at and throws when called', () => {
    expect(typeof wx.scanCode).toBe('function')
    expect(() => call('scanCode')).toThrow('not implemented in the phone page: wx.scanCode')
    expect(call('request')).toBe(1)
    expect('scanCode' in wx).toBe(false)
  })

  test('what the phone lacks is not there at all', () => {
    expect(wx.openBusinessView).toBeUndefined()
    expect(wx.then).toBeUndefined() // it is no promise
    expect(JSON.stringify(wx)).toBe('{}')
  })
})
