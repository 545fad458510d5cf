import { checkShop } from '../../../../../cloudfunctions/shared/wechatpay/checks/shop'
import { problemsOf } from './problems'

const shopless = 'sub_appid: belongs to a shop: give its sub_mchid too'
const appless = "sub_openid: belongs to the shop's app: give its sub_appid too"
test.each<[object, string[]]>([
  [{}, []],
  [{ sub_mchid: 'm' }, []],
  [{ sub_mchid: 'm', sub_appid: 'a', sub_openid: 'o' }, []],
  [{ sub_appid: 'a' }, [shopless]],
  [{ sub_openid: 'o' }, [appless]],
  [{ sub_mchid: 'm', sub_openid: 'o' }, [appless]],
])('%j', (shop, problems) => {
  expect(
    problemsOf((fields) => {
      checkShop(fields, shop)
    }),
  ).toEqual(problems)
})
