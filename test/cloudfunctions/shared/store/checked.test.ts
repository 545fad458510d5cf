import { changesBetween } from '../../../../cloudfunctions/shared/store/changes'
import { toSdkCondition } from '../../../../cloudfunctions/shared/store/condition'
import { checkDocument, isPlainKey, isPlainObject } from '../../../../cloudfunctions/shared/store/document'
import type { SdkCommand } from '../../../../cloudfunctions/shared/store/sdk'

/** Commands that say what they are. */
const said = (name: string, value?: unknown): SdkCommand => {
  const one = { [name]: value, and: (other: SdkCommand) => said('all', [one, other]) }
  return one as unknown as SdkCommand
}
const command = {
  in: (values: readonly unknown[]) => said('in', values),
  lt: (value: unknown) => said('lt', value),
  lte: (value: unknown) => said('lte', value),
  gt: (value: unknown) => said('gt', value),
  gte: (value: unknown) => said('gte', value),
  set: (value: unknown) => said('set', value),
  remove: () => said('remove', true),
}
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

it('only what differs is written, and neither the id nor the version', () => {
  const before = { _id: 'a', version: 1, same: { x: [1] }, changed: { x: 1, y: 2 }, gone: 1 }
  const after = { _id: 'b', version: 2, same: { x: [1] }, changed: { x: 1 }, fresh: [] }
  expect(plain(changesBetween(before, after, command))).toEqual({
    changed: { set: { x: 1 } },
    gone: { remove: true },
    fresh: { set: [] },
  })
})

describe('a condition', () => {
  const query = (where: object) => plain(toSdkCondition(where as never, command))

  it('compares with plain values, lists and bounds', () => {
    expect(query({ a: 'x', b: 0, c: false, d: { in: ['x', 1, true] }, e: { lt: 1 } })).toEqual({
      a: 'x',
      b: 0,
      c: false,
      d: { in: ['x', 1, true] },
      e: { lt: 1 },
    })
    expect(query({ a: { gte: 1, lt: 9 } })).toEqual({ a: { all: [{ gte: 1 }, { lt: 9 }] } })
  })

  it.each([
    [{ a: NaN }, 'on a is neither'],
    [{ a: 1n }, 'on a is neither'],
    [{ a: [] }, 'on a is neither'],
    [{ a: {} }, 'on a is an empty object'],
    [{ a: { in: 'x' } }, 'on a has a list'],
    [{ a: { in: [{}] } }, 'on a has a list'],
    [{ a: { ne: 1 } }, 'on a has an unknown comparison'],
    [{ a: { in: ['x'], lt: 1 } }, 'on a has an unknown comparison'],
    [{ a: { lt: null } }, 'on a compares (lt)'],
    [{ 'a.b': 1 }, 'on a field has a name'],
  ])('%p is refused by the name of its field', (where, words) => {
    expect(() => query(where)).toThrow(words)
  })
})

it('a plain object is a literal of any realm, and nothing else', () => {
  const bare = Object.assign(Object.create(null), { a: 1 }) as object
  for (const value of [{}, { a: 1 }, bare]) expect(isPlainObject(value)).toBe(true)
  class Own {
    a = 1
  }
  const odd = [null, undefined, 7, 'x', [], new Date(0), new Map(), new Own(), Buffer.alloc(1), () => 0]
  for (const value of odd) expect(isPlainObject(value)).toBe(false)
})

it('a field’s name keeps its meaning, or is none', () => {
  for (const key of ['a', '中文', 'a-b', 'a$']) expect(isPlainKey(key)).toBe(true)
  for (const key of ['', '$a', 'a.b', '__proto__', 'a\0b']) expect(isPlainKey(key)).toBe(false)
})

describe('a document', () => {
  const refusal = (more: object) => () => {
    checkDocument({ _id: 'a', ...more })
  }
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { x: nested(depth - 1) })
  const listed = (depth: number): unknown => (depth === 0 ? 1 : [listed(depth - 1)])

  it('is twenty deep at most', () => {
    for (const make of [nested, listed]) {
      expect(refusal({ a: make(19) })).not.toThrow()
      expect(refusal({ a: make(20) })).toThrow('is nested too deeply')
    }
  })

  it.each([
    [{ a: { b: undefined } }, "document's a.b is undefined"],
    [{ a: [1, NaN] }, "document's a[1] is not a finite number"],
    [{ a: { b: [{ c: new Date(0) }] } }, "document's a.b[0].c is not plain JSON"],
    [{ a: { $b: 1 } }, "document's a has a field whose name"],
    [{ a: { type: 'Point', coordinates: [1, 2] } }, "document's a would be read back as a place"],
  ])('%p is refused by its path', (more, words) => {
    expect(refusal(more)).toThrow(words)
  })

  it('that only resembles a place is none', () => {
    expect(refusal({ a: { type: 'Point', coordinates: 'x' } })).not.toThrow()
    expect(refusal({ a: { coordinates: [1, 2] } })).not.toThrow()
  })

  it('has an id that is a text', () => {
    for (const _id of [7, '', null, undefined])
      expect(refusal({ _id })).toThrow("document's _id is not a text")
    expect(() => {
      checkDocument([])
    }).toThrow('must be a plain object')
  })
})
