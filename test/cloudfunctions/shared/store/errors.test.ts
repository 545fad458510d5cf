import {
  problemOf,
  StoreConflict,
  storeError,
  StoreMisuse,
  StoreUnavailable,
} from '../../../../cloudfunctions/shared/store/errors'

it.each<[unknown, string]>([
  [{ errMsg: 'E11000 duplicate' }, 'exists'],
  [{ message: 'a Duplicate Key' }, 'exists'],
  [{ errMsg: 'DATABASE_DUPLICATE_WRITE' }, 'exists'],
  [{ errCode: -502005 }, 'collection-missing'],
  [{ errCode: 502005 }, 'unavailable'],
  [{ errCode: -1, errMsg: 'Db or Table not exist: orders' }, 'collection-missing'],
  [{ message: 'DATABASE_COLLECTION_NOT_EXIST' }, 'collection-missing'],
  [{ errMsg: 'TransactionConflict' }, 'conflict'],
  [{ message: 'DATABASE_TRANSACTION_CONFLICT' }, 'conflict'],
  [{ errMsg: 'WriteConflict' }, 'conflict'],
  [{ errMsg: 'timeout' }, 'unavailable'],
  [{ errMsg: ['WriteConflict'] }, 'unavailable'],
  [{ message: ['E11000'] }, 'unavailable'],
  [{}, 'unavailable'],
  [null, 'unavailable'],
  [undefined, 'unavailable'],
])('the SDK’s %j is %s', (error, problem) => {
  expect(problemOf(error)).toBe(problem)
})

it('an error of ours stays what it is', () => {
  const ours = new StoreMisuse('no')
  expect(storeError('read', ours)).toBe(ours)
})

it.each([
  [{ errMsg: 'WriteConflict' }, StoreConflict, 'StoreConflict', 'another writer was faster'],
  [{ errCode: -502005 }, StoreUnavailable, 'StoreUnavailable', 'the collection is missing'],
  [{ errCode: -501001 }, StoreUnavailable, 'StoreUnavailable', 'as it should (-501001).'],
  [{ errCode: 'text' }, StoreUnavailable, 'StoreUnavailable', 'as it should.'],
  [null, StoreUnavailable, 'StoreUnavailable', 'as it should.'],
])('%j is told with the operation and its cause', (cause, kind, name, words) => {
  const error = storeError('read from orders', cause)
  expect(error).toBeInstanceOf(kind)
  expect(error.name).toBe(name)
  expect(error.message).toContain(`read from orders: `)
  expect(error.message).toContain(words)
  expect(error.cause).toBe(cause)
})

it('a misuse is named as one', () => {
  expect(new StoreMisuse('x').name).toBe('StoreMisuse')
})
