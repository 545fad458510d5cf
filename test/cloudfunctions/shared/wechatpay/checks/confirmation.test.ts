import { checkConfirmation } from '../../../../../cloudfunctions/shared/wechatpay/checks/confirmation'
import { problemsOf } from './problems'

const forbidden = 'must be left out when need_user_confirm is true'
test.each<[object, string[]]>([
  [{ need_user_confirm: true }, []],
  [{ need_user_confirm: true, openid: 'o' }, [`openid: ${forbidden}`]],
  [{ need_user_confirm: true, sub_openid: 'o' }, [`sub_openid: ${forbidden}`]],
  [{ need_user_confirm: false }, ['openid: is missing; need_user_confirm=false requires it']],
  [{ need_user_confirm: false, openid: 'o'.repeat(128) }, []],
  [{ need_user_confirm: false, sub_openid: 'o'.repeat(128) }, []],
  [
    { need_user_confirm: false, openid: 'o', sub_openid: 'o' },
    ['sub_openid: and openid: give exactly one of them'],
  ],
  [{ need_user_confirm: false, openid: 'o'.repeat(129) }, ['openid: is longer than 128 characters']],
  [{ need_user_confirm: false, sub_openid: '' }, ['sub_openid: is empty']],
  [{}, ['need_user_confirm: is missing']],
  [{ need_user_confirm: 1, openid: 7 }, ['need_user_confirm: is not true or false', 'openid: is not a text']],
])('%j', (given, expected) => {
  const check = { need_user_confirm: undefined, ...given }
  expect(
    problemsOf((fields) => {
      checkConfirmation(fields, check)
    }),
  ).toEqual(expected)
})
