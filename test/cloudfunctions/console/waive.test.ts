import { waive } from '../../../cloudfunctions/console/waive'
import { aDesk, tells } from '../shared/orders/desk'
import { anOrder } from '../shared/orders/fixtures'

const bill = { fees: [{ name: '使用时长', amount: 900 }], discounts: [], total: 900 }
const owed = anOrder({ state: 'FINISHED', protocol: 'service-orders', bill, charged: 900 })
const paying = (paid_amount: number) =>
  tells('DOING', {
    state_description: 'MCH_COMPLETE',
    total_amount: 900,
    collection: { state: 'USER_PAYING', total_amount: 900, paying_amount: 900 - paid_amount, paid_amount },
  })

it('a debt that is partly paid is not given up: what was deducted would be kept and called not charged', async () => {
  const { desk, sent, stored } = aDesk([owed], paying(300))
  await expect(waive(desk, owed, '与顾客协商')).rejects.toMatchObject({
    code: 'NOT_ALLOWED_NOW',
    message: expect.stringContaining('调低') as string,
  })
  expect(sent.map(({ call }) => call.action)).toEqual(['query'])
  expect(await stored()).not.toHaveProperty('pending')
})

it('one that is not paid at all is', async () => {
  const { desk, sent } = aDesk([owed], paying(0), tells('REVOKED'))
  expect(await waive(desk, owed, '与顾客协商')).toMatchObject({ state: 'REVOKED', outcome: 'cancelled' })
  expect(sent.map(({ call }) => call.action)).toEqual(['query', 'cancel'])
})
