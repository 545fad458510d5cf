import { find, Query, update } from 'mingo'
import { CloudError, invalidOperation, requestFailed } from '../errors'
import { copyOf, isDate, isPlainObject, valueAt, type Document, type Expression } from './document'
import { compareValues } from './order'
import { type Sort } from './plan'

/** Compiles a condition. @throws CloudError for an operator that does not exist */
export function matcher(condition: Expression): (document: Document) => boolean {
  try {
    const query = new Query(condition)
    return (document) => query.test(document)
  } catch (error) {
    throw asCloudError(error)
  }
}

const asCloudError = (error: unknown) =>
  error instanceof CloudError
    ? error
    : requestFailed(`[FailedOperation] ${error instanceof Error ? error.message : String(error)}`)

export const sorted = (documents: readonly Document[], sort: Sort): Document[] =>
  [...documents].sort((left, right) => {
    for (const [field, direction] of sort) {
      const order = compareValues(valueAt(left, field), valueAt(right, field))
      if (order !== 0) return order * direction
    }
    return 0
  })

export function projected(documents: readonly Document[], projection: Expression | undefined): Expression[] {
  if (!projection || Object.keys(projection).length === 0) return [...documents]
  return find<Expression>([...documents], {}, projection as Record<string, 0 | 1>).all()
}

const numeric = new Set(['$inc', '$mul'])
const onArrays = new Set(['$push', '$pop', '$pull', '$pullAll', '$addToSet'])

/** MongoDB refuses to write below a scalar or null; mingo replaces or ignores it (facts/cloudbase.md 2.6, trap 11). */
function refuseBelowScalar(document: Document, path: string): void {
  const parts = path.split('.')
  for (let length = 1; length < parts.length; length++) {
    const parent = parts.slice(0, length).join('.')
    const value = valueAt(document, parent)
    if (value === undefined) return
    if (typeof value !== 'object' || value === null || isDate(value))
      throw invalidOperation(
        `Cannot create field '${parts[length] ?? ''}' in element {${parent}: ${value === null ? 'null' : typeof value}}`,
      )
  }
}

/** What MongoDB checks and mingo lets pass. */
function refuseWhatMongoRefuses(document: Document, operators: Expression): void {
  const used = new Set<string>()
  for (const [operator, fields] of Object.entries(operators)) {
    if (!operator.startsWith('$') || !isPlainObject(fields))
      throw invalidOperation(`Unknown modifier: ${operator}`)
    for (const path of Object.keys(fields)) {
      if (path === '_id' || path.startsWith('_id.'))
        throw invalidOperation(
          `Performing an update on the path '_id' would modify the immutable field '_id'`,
        )
      for (const other of used)
        if (other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`))
          throw invalidOperation(`Updating the path '${path}' would create a conflict at '${other}'`)
      used.add(path)
      if (operator !== '$unset') refuseBelowScalar(document, path)
      const value = valueAt(document, path)
      if (value === undefined) continue
      if (numeric.has(operator) && typeof value !== 'number')
        throw invalidOperation(`Cannot apply ${operator} to a value of non-numeric type at '${path}'`)
      if (onArrays.has(operator) && !Array.isArray(value))
        throw invalidOperation(`Cannot apply ${operator} to a non-array value at '${path}'`)
    }
  }
}

/**
 * The document after the update operators; the very same object when nothing changed.
 * @throws CloudError -502001 for what MongoDB refuses
 */
export function updated(document: Document, operators: Expression): Document {
  refuseWhatMongoRefuses(document, operators)
  const next = copyOf(document)
  try {
    return update(next, operators as Parameters<typeof update>[1], [], {}, { cloneMode: 'deep' }).length > 0
      ? next
      : document
  } catch (error) {
    throw invalidOperation(error instanceof Error ? error.message : String(error))
  }
}
