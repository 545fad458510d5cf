import { type Sandbox } from '../../../../simulator/sandbox'
import { closeAll, insider, must, sandboxFor } from '../ground'
import { modes } from '../service-orders/ground'
import { GoodsSide, tea } from './ground'

afterEach(closeAll)

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await sandboxFor()
})

async function page(name: 'use' | 'detail', query: Record<string, string>): Promise<string> {
  const search = new URLSearchParams(query).toString()
  return (await fetch(`${sandbox.origin}/sandbox/pages/${name}?${search}`)).text()
}
const detail = (number: string): Promise<string> =>
  page('detail', { query_id: sandbox.order(number).query_id })
const confirm = async (side: GoodsSide, number: string, more: object = {}): Promise<string> =>
  page('use', { package: String((await must(side.create(number, more))).data['package']) })
const side = (): GoodsSide => new GoodsSide(sandbox, insider(sandbox), 'merchant')
/** What stands in the page, without its tags. */
const textOf = (html: string): string =>
  html
    .replace(/<template[\s\S]*<\/template>|<script[\s\S]*<\/script>|<style[\s\S]*<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')

test.each(modes)(
  'the confirm page: goods, nothing today, what is paid after receiving, as %s',
  async (mode) => {
    const html = await confirm(new GoodsSide(sandbox, insider(sandbox), mode), 'N')
    const text = textOf(html)
    for (const part of [
      '今日支付 ¥0.00',
      '确认收货后付 ¥98.00',
      '龙井茶 250g ¥68.00 ×1',
      '白瓷杯 ¥15.00 ×2',
      '确认收货后，按实际费用自动扣款，最高不超过 ¥98.00',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('服务')
    expect(html).not.toContain('查看商家订单')
  },
)

test.each([
  ['payments less discounts', {}, '¥93.00'],
  ['goods less discounts where payments have no amount', { post_payments: null }, '¥93.00'],
  ['payments before goods', { post_payments: [{ name: '商品', amount: 9000 }] }, '¥85.00'],
  ['never less than nothing', { post_payments: [{ name: '商品', amount: 100 }] }, '¥0.00'],
])('what is paid after receiving: %s', async (_, more, due) => {
  const post_discounts = [{ name: '新客立减', description: '首单', amount: 500 }]
  expect(textOf(await confirm(side(), 'N', { post_discounts, ...more }))).toContain(`确认收货后付 ${due}`)
})

test('pictures on this machine are shown, others are not asked for; text stays text', async () => {
  const local = 'http://127.0.0.1:9/a.png?x="y"&z'
  const goods = [
    { ...tea, picture: local },
    { ...tea, name: '<b>&"', picture: 'https://shop.example/tea.png' },
  ]
  const html = await confirm(side(), 'N', { shopping_info: side().shopping({ goods }) })
  expect(html.match(/<img [^>]*>/g)).toEqual([
    '<img src="http://127.0.0.1:9/a.png?x=&#34;y&#34;&#38;z" alt="" width="64" height="64">',
  ])
  expect(html).not.toContain('shop.example')
  expect(html).not.toContain('<b>')
})

test('the detail page follows the order and leads to the merchant’s page of it', async () => {
  await must(side().create('N', side().withLink({ path: 'p/p?a="1"&b' })))
  expect(textOf(await detail('N'))).toContain('确认收货后付 ¥98.00 待确认')
  sandbox.act('N', 'confirm')
  const html = await detail('N')
  expect(textOf(html)).toContain('确认收货后付 ¥98.00 待收货')
  expect(html).toContain(`data-appid="${sandbox.credentials.appid}" data-path="p/p?a=&#34;1&#34;&#38;b"`)
  sandbox.setClock({ advanceSeconds: 3600 })
  await must(side().complete('N'))
  expect(textOf(await detail('N'))).toContain('应付 ¥98.00 待支付')
  sandbox.act('N', 'pay')
  expect(textOf(await detail('N'))).toContain('实付 ¥98.00 已支付')
})

test('nothing is to be paid of an order that came to nothing', async () => {
  await side().confirmed('N')
  await must(side().on('N', 'cancel', { reason: '退货' }))
  const text = textOf(await detail('N'))
  expect(text).toContain('已取消')
  expect(text).not.toContain('确认收货后付')
  expect(text).not.toContain('今日支付')
})
