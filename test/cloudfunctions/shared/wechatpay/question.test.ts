import { Fields } from '../../../../cloudfunctions/shared/wechatpay/checks/fields'
import {
  checkQuestion,
  type OrderQuestion,
  QUESTION,
} from '../../../../cloudfunctions/shared/wechatpay/question'
import { type PreparedCall } from '../../../../cloudfunctions/shared/wechatpay'
import { problemsOf } from './prepared'

const of = { appid: 'wxours', service_id: '500001' }
const problems = (question: object): string[] =>
  problemsOf(() => {
    const fields = new Fields('query')
    checkQuestion(fields, question as OrderQuestion, QUESTION)
    fields.check()
    return {} as PreparedCall
  })

test.each<[object, string[]]>([
  [{ ...of, out_order_no: 'a_1' }, []],
  [{ ...of, query_id: 'q'.repeat(64) }, []],
  [of, ['out_order_no: and query_id: give exactly one of them']],
  [{ ...of, out_order_no: 'a_1', query_id: 'q' }, ['out_order_no: and query_id: give exactly one of them']],
  [{ ...of, query_id: 'q'.repeat(65) }, ['query_id: is longer than 64 characters']],
  [{ ...of, out_order_no: 'a|1' }, ['out_order_no: contains a sign other than 0-9 A-Z a-z _ -']],
  [
    { out_order_no: 'a_1', appid: 'a'.repeat(33) },
    ['service_id: is missing', 'appid: is longer than 32 characters'],
  ],
  [{ ...of, service_id: '5'.repeat(33), query_id: 'q' }, ['service_id: is longer than 32 characters']],
  [{ ...of, out_order_no: 'a_1', openid: 'o' }, ['openid: is not a field of this call']],
])('%j', (question, expected) => {
  expect(problems(question)).toEqual(expected)
})
