import { ValidationError } from '../../../../../cloudfunctions/shared/wechatpay'
import { Fields } from '../../../../../cloudfunctions/shared/wechatpay/checks/fields'

/** What a check finds wrong, one line per problem. */
export function problemsOf(check: (fields: Fields) => unknown): string[] {
  const fields = new Fields('example')
  check(fields)
  try {
    fields.check()
    return []
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error
    return error.problems.map(({ path, problem }) => `${path}: ${problem}`)
  }
}
