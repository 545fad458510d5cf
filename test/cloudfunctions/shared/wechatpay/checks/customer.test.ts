import { checkCustomer } from '../../../../../cloudfunctions/shared/wechatpay/checks/customer'
import { problemsOf } from './problems'

const both = 'sub_openid: and openid: give exactly one of them'
test.each<[object, string[]]>([
  [{ openid: 'o' }, []],
  [{ sub_openid: 'o' }, []],
  [{}, ['openid: is missing']],
  [{ openid: 'o', sub_openid: 'o' }, [both]],
  [{ openid: '' }, ['openid: is empty']],
  [{ openid: null }, ['openid: is not a text']],
  [{ openid: 'x'.repeat(129) }, ['openid: is longer than 128 characters']],
  [{ sub_openid: 'x'.repeat(129) }, ['sub_openid: is longer than 128 characters']],
])('%j', (customer, problems) => {
  expect(
    problemsOf((fields) => {
      checkCustomer(fields, customer)
    }),
  ).toEqual(problems)
})
