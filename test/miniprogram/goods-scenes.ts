import type { Page } from 'playwright-core'
import { laundry } from './fixtures'
import {
  accepted,
  allBack,
  asked,
  bakery,
  consoleGoodsIn,
  declined,
  goodsIn,
  shipped,
  teaShop,
} from './goods-fixtures'
import { type Answers, failed, ok, type Scene, tap } from './scene'

const GOODS = '/delivery/pages/goods/goods?offerId=tea-shop'
const ORDER = '/delivery/pages/order/order?orderId=a1b2c3d4e5f6a7b8c9d0e1f2'
const RETURN = '/delivery/pages/return/return?orderId=a1b2c3d4e5f6a7b8c9d0e1f2'
const CONSOLE_ORDER = '/console/pages/order/order?orderId=a1b2c3d4e5f6a7b8c9d0e1f2'
const SHIP = '/console/pages/ship/ship?orderId=a1b2c3d4e5f6a7b8c9d0e1f2'
const ANSWER = '/console/pages/return/return?orderId=a1b2c3d4e5f6a7b8c9d0e1f2'
const tall = 1700

const shops: Answers = { 'orders.offers': ok({ offers: [teaShop, bakery, laundry], sandbox: true }) }
const dearer = {
  ...teaShop,
  revision: 3,
  goods: teaShop.goods?.map((one) => ({ ...one, amount: one.amount + 900 })),
}
const order = (...facts: Parameters<typeof goodsIn>): Answers => ({
  'orders.get': ok({ order: goodsIn(...facts) }),
})
const atConsole = (...facts: Parameters<typeof consoleGoodsIn>): Answers => ({
  'console.get': ok({ order: consoleGoodsIn(...facts) }),
})

const more = (page: Page, id: string): Promise<void> => page.locator(`#count-${id} #more`).tap()
async function fill(page: Page): Promise<void> {
  await more(page, 'longjing')
  await more(page, 'needle')
  await more(page, 'needle')
}
const fillAndStart = async (page: Page): Promise<void> => {
  await fill(page)
  await tap(page, 'start')
}

/** Every page of 先用后付 in every state. */
export const GOODS_SCENES: readonly Scene[] = [
  { name: 'home-goods', page: '/pages/home/home', answers: shops },
  { name: 'goods', page: GOODS, answers: shops, height: 1300 },
  { name: 'goods-cart', page: GOODS, answers: shops, act: fill, height: tall },
  { name: 'goods-empty-cart', page: GOODS, answers: shops, act: (page) => tap(page, 'start') },
  {
    name: 'goods-sold-out',
    page: GOODS,
    answers: {
      ...shops,
      'orders.create': failed('SOLD_OUT', { goods: 'needle', problem: 'sold-out', most: 1 }),
    },
    act: fillAndStart,
    height: 1100,
  },
  {
    name: 'goods-price-changed',
    page: GOODS,
    answers: { ...shops, 'orders.create': failed('PRICE_CHANGED', { revision: 3 }) },
    act: fillAndStart,
  },
  {
    name: 'goods-refused',
    page: GOODS,
    answers: { ...shops, 'orders.create': failed('PAY_UNAVAILABLE') },
    act: fillAndStart,
  },
  {
    name: 'goods-dearer',
    page: '/delivery/pages/goods/goods?offerId=tea-shop',
    answers: { 'orders.offers': ok({ offers: [dearer], sandbox: false }) },
    act: fill,
  },
  { name: 'goods-gone', page: '/delivery/pages/goods/goods?offerId=none', answers: shops },
  {
    name: 'goods-order-created',
    page: ORDER,
    answers: order('CREATED', ['reopen', 'retry', 'cancel']),
    height: tall,
  },
  {
    name: 'goods-order-confirmed',
    page: ORDER,
    answers: order('USER_ACCEPTED', ['return', 'detail']),
    height: tall,
  },
  {
    name: 'goods-order-shipped',
    page: ORDER,
    answers: order('USER_ACCEPTED', ['receive', 'return', 'detail'], { delivery: shipped }),
    height: 1850,
  },
  {
    name: 'goods-order-receiving',
    page: ORDER,
    answers: order('USER_ACCEPTED', ['receive', 'return', 'detail'], { delivery: shipped }),
    act: (page) => tap(page, 'receive'),
  },
  {
    name: 'goods-order-return-asked',
    page: ORDER,
    answers: order('USER_ACCEPTED', ['detail'], { delivery: { ...shipped, returns: [asked] } }),
    height: 1850,
  },
  {
    name: 'goods-order-return-declined',
    page: ORDER,
    answers: order('USER_ACCEPTED', ['receive', 'return', 'detail'], {
      delivery: { ...shipped, returns: [declined] },
    }),
    height: 2000,
  },
  {
    name: 'goods-order-return-accepted',
    page: ORDER,
    answers: order('USER_ACCEPTED', ['receive', 'return', 'detail'], {
      delivery: { ...shipped, returns: [accepted] },
    }),
    height: 2000,
  },
  {
    name: 'goods-order-returned',
    page: ORDER,
    answers: order('REVOKED', [], { delivery: { returns: [allBack] } }, 'cancelled'),
    height: tall,
  },
  {
    name: 'goods-order-zero',
    page: ORDER,
    answers: order(
      'FINISHED',
      [],
      {
        delivery: { ...shipped, returns: [allBack] },
        bill: {
          fees: [{ name: '明前龙井 50 克', amount: 0, description: '已全部退货' }],
          discounts: [],
          total: 0,
        },
      },
      'zero',
    ),
    height: tall,
  },
  {
    name: 'goods-order-billed',
    page: ORDER,
    answers: order('FINISHED', ['detail'], { delivery: shipped }),
    height: tall,
  },
  {
    name: 'goods-order-paid',
    page: ORDER,
    answers: order('USER_PAID', ['detail'], { delivery: shipped }, 'paid'),
    height: tall,
  },
  { name: 'goods-order-not-mine', page: ORDER, answers: { 'orders.get': failed('ORDER_NOT_FOUND') } },
  {
    name: 'return',
    page: RETURN,
    answers: order('USER_ACCEPTED', ['return'], { delivery: shipped }),
    act: async (page) => {
      await more(page, 'needle')
      await page.locator('.usual').first().tap()
    },
  },
  {
    name: 'return-wrong',
    page: RETURN,
    answers: order('USER_ACCEPTED', ['return']),
    act: (page) => tap(page, 'return-submit'),
  },
  {
    name: 'return-refused',
    page: RETURN,
    answers: { ...order('USER_ACCEPTED', ['return']), 'orders.return': failed('RECEIVED') },
    act: async (page) => {
      await tap(page, 'all')
      await page.locator('.usual').first().tap()
      await tap(page, 'return-submit')
      await page.waitForTimeout(300)
      await page.getByText('提交', { exact: true }).last().tap()
    },
    height: 1100,
  },
  {
    name: 'return-question',
    page: RETURN,
    answers: order('USER_ACCEPTED', ['return']),
    act: async (page) => {
      await tap(page, 'all')
      await page.locator('.usual').first().tap()
      await tap(page, 'return-submit')
    },
  },
  { name: 'return-closed', page: RETURN, answers: order('FINISHED', []) },
  {
    name: 'console-goods-to-ship',
    page: CONSOLE_ORDER,
    answers: atConsole('USER_ACCEPTED', ['ship', 'message', 'cancel']),
    height: tall,
  },
  {
    name: 'console-goods-shipped',
    page: CONSOLE_ORDER,
    answers: atConsole('USER_ACCEPTED', ['ship', 'cancel'], { delivery: shipped }),
    height: 1900,
  },
  {
    name: 'console-goods-return-asked',
    page: CONSOLE_ORDER,
    answers: atConsole('USER_ACCEPTED', ['answer-return', 'cancel'], {
      delivery: { ...shipped, returns: [asked] },
    }),
    height: 1900,
  },
  { name: 'ship', page: SHIP, answers: atConsole('USER_ACCEPTED', ['ship']) },
  {
    name: 'ship-wrong',
    page: SHIP,
    answers: atConsole('USER_ACCEPTED', ['ship']),
    act: (page) => tap(page, 'ship-confirm'),
  },
  {
    name: 'ship-corrected',
    page: SHIP,
    answers: {
      ...atConsole('USER_ACCEPTED', ['ship'], { delivery: shipped }),
      'console.ship': failed('RETURN_OPEN'),
    },
    act: (page) => tap(page, 'ship-confirm'),
  },
  {
    name: 'ship-closed',
    page: SHIP,
    answers: atConsole('USER_ACCEPTED', [], { delivery: { returns: [asked] } }),
  },
  {
    name: 'answer-return',
    page: ANSWER,
    answers: atConsole('USER_ACCEPTED', ['answer-return'], { delivery: { ...shipped, returns: [asked] } }),
    height: 1000,
  },
  {
    name: 'answer-return-all',
    page: ANSWER,
    answers: atConsole('USER_ACCEPTED', ['answer-return'], {
      delivery: { returns: [{ ...allBack, state: 'asked' }] },
    }),
    act: (page) => tap(page, 'return-accept'),
    height: 1000,
  },
  {
    name: 'answer-return-wordless',
    page: ANSWER,
    answers: atConsole('USER_ACCEPTED', ['answer-return'], { delivery: { returns: [asked] } }),
    act: (page) => tap(page, 'return-decline'),
    height: 1000,
  },
  { name: 'answer-return-none', page: ANSWER, answers: atConsole('USER_ACCEPTED', ['ship']) },
  {
    name: 'console-goods-cancel',
    page: '/console/pages/cancel/cancel?orderId=a',
    answers: atConsole('USER_ACCEPTED', ['cancel'], { delivery: shipped }),
  },
]
