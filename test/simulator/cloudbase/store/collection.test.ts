import fc from 'fast-check'
import { Query } from 'mingo'
import { Collection } from '../../../../simulator/cloudbase/store/collection'
import { type Document } from '../../../../simulator/cloudbase/store/document'
import { matcher, sorted } from '../../../../simulator/cloudbase/store/expressions'
import { type IndexDeclaration } from '../../../../simulator/cloudbase/store/ordered-index'
import { type Sort } from '../../../../simulator/cloudbase/store/plan'

const value = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.constantFrom('a', 'b', null, undefined, true, NaN, new Date(0), new Date(5)),
  fc.constantFrom<unknown>([1], ['a', 'b'], { deep: 1 }),
)
const scalar = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom('a', null, new Date(0)))
const document = fc.record({ _id: fc.constantFrom(...'abcdefghij'), x: value, y: value })
const demand = fc.oneof(
  scalar,
  fc.record({ $lte: scalar }),
  fc.record({ $gt: scalar, $lt: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $eq: scalar }),
  fc.record({ $ne: scalar }),
)
const simple = fc.oneof(
  fc.record({ x: demand }),
  fc.record({ x: demand, y: demand }),
  fc.record({ 'x.deep': demand, y: demand }),
  fc.record({ _id: fc.oneof(fc.constantFrom('a', 'b'), fc.constant({ $in: ['a', 'c'] })), x: demand }),
)
const condition = fc.oneof(
  simple,
  fc.record({ $and: fc.array(simple, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $or: fc.array(simple, { minLength: 1, maxLength: 2 }), x: demand }),
)
const direction = fc.constantFrom<1 | -1>(1, -1)
const sort: fc.Arbitrary<Sort> = fc.uniqueArray(fc.tuple(fc.constantFrom('x', 'y', '_id'), direction), {
  selector: ([field]) => field,
  maxLength: 2,
})
const index: fc.Arbitrary<IndexDeclaration> = fc.record({
  name: fc.constant('any'),
  fields: fc.uniqueArray(fc.record({ field: fc.constantFrom('x', 'y', 'x.deep'), direction }), {
    selector: ({ field }) => field,
    minLength: 1,
    maxLength: 3,
  }),
})

const sortKeys = (documents: readonly Document[], order: Sort) =>
  documents.map((item) => order.map(([field]) => item[field] ?? null))

it('finds by any index exactly what reading everything finds, in the wanted order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(document, fc.constantFrom('a', 'b', 'c')), { maxLength: 25 }),
      condition,
      sort,
      fc.array(index, { maxLength: 3 }),
      fc.integer({ min: 1, max: 5 }),
      (writes, wanted, order, declarations, limit) => {
        const collection = new Collection('c', declarations)
        writes.forEach((write, at) => {
          if (typeof write === 'string') collection.write(write, undefined, at + 1, false)
          else collection.write(write._id, write, at + 1, false)
        })
        const query = new Query(wanted)
        const expected = sorted(
          [...collection.documents()].filter((item) => query.test(item)),
          order,
        )
        const all = collection.find(wanted, order, Infinity, matcher(wanted))
        expect(new Set(all.documents)).toEqual(new Set(expected))
        expect(all.documents).toHaveLength(expected.length)
        const page = collection.find(wanted, order, limit, matcher(wanted))
        expect(sortKeys(sorted(page.documents, order).slice(0, limit), order)).toEqual(
          sortKeys(expected.slice(0, limit), order),
        )
        expect(page.examined).toBeLessThanOrEqual(collection.size)
      },
    ),
    { numRuns: 1_000 },
  )
})
