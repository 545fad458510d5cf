import { cancelWords } from '../../../miniprogram/console/pages/cancel/cancel-model'
import {
  consoleButtons,
  consoleOrderPage,
  pageOf,
} from '../../../miniprogram/console/pages/order/order-model'
import { answerQuestion, returnForm } from '../../../miniprogram/console/pages/return/return-model'
import { shipWords } from '../../../miniprogram/console/pages/ship/ship-model'
import { noteProblem, NOTE_LIMIT } from '../../../miniprogram/domain/text'
import { allBack, asked, consoleGoodsIn, shipped } from '../goods-fixtures'

const openOne = consoleGoodsIn('USER_ACCEPTED', ['answer-return'], {
  delivery: { ...shipped, returns: [asked] },
})
const openAll = { ...allBack, state: 'asked' as const }

describe('the console of a shop with goods', () => {
  it('puts what has to be done next first', () => {
    const texts = (...facts: Parameters<typeof consoleGoodsIn>) =>
      consoleButtons(consoleGoodsIn(...facts)).map(({ text, primary }) => (primary ? `*${text}` : text))
    expect(texts('USER_ACCEPTED', ['cancel', 'message', 'ship'])).toEqual(['*发货', '通知顾客', '取消订单'])
    expect(texts('USER_ACCEPTED', ['cancel', 'ship'], { delivery: shipped })).toEqual([
      '修改发货说明',
      '取消订单',
    ])
    expect(texts('USER_ACCEPTED', ['cancel', 'answer-return'])).toEqual(['*处理退货', '取消订单'])
    expect(pageOf('ship', 'a')).toBe('/console/pages/ship/ship?orderId=a')
    expect(pageOf('answer-return', 'a')).toBe('/console/pages/return/return?orderId=a')
  })

  it('shows goods, parcel and returns', () => {
    const shown = consoleOrderPage(openOne)
    expect(shown.goods).toHaveLength(2)
    expect(shown.shipment).toMatchObject({ note: '顺丰速运，单号 SF1060086540000', until: '' })
    expect(shown.returns).toMatchObject([{ state: '等待商家处理', fen: 12800, reason: '不想要了' }])
  })

  it('says what is sent, or that only the note changes', () => {
    expect(shipWords(consoleGoodsIn('USER_ACCEPTED', ['ship']))).toMatchObject({
      title: '发货',
      goods: '明前龙井 50 克 ×1、白毫银针 30 克 ×2',
      note: '',
      closed: '',
    })
    expect(shipWords(consoleGoodsIn('USER_ACCEPTED', ['ship'], { delivery: shipped }))).toMatchObject({
      title: '修改发货说明',
      note: '顺丰速运，单号 SF1060086540000',
    })
    expect(shipWords(openOne).closed).toContain('先处理退货')
  })

  it('answers the very return that was shown, with what it costs the shop', () => {
    expect(returnForm(openOne)).toMatchObject({ at: asked.at, less: 12800, rest: 29600 })
    expect(returnForm(openOne)?.accepted).toContain('其余\u00a0¥296.00 收货后照常扣款')
    expect(returnForm(openOne)?.declined).toContain('至少还有 3 天')
    expect(returnForm(consoleGoodsIn('USER_ACCEPTED', ['ship']))).toBeNull()
  })

  it('says when an agreement ends the order', () => {
    const before = returnForm(consoleGoodsIn('USER_ACCEPTED', [], { delivery: { returns: [openAll] } }))
    expect(before).toMatchObject({ less: 42400, rest: 0 })
    expect(before?.accepted).toContain('订单随即取消')
    const after = returnForm(
      consoleGoodsIn('USER_ACCEPTED', [], { delivery: { ...shipped, returns: [openAll] } }),
    )
    expect(after?.accepted).toContain('以 0 元结束')
    expect(before && answerQuestion(before, true)).toBe('不再收取\u00a0¥424.00，订单随即结束，不能恢复。')
    expect(before && answerQuestion(before, false)).toContain('顾客会看到')
    const partly = returnForm(openOne)
    expect(partly && answerQuestion(partly, true)).toBe('不再收取\u00a0¥128.00，不能恢复。')
  })

  it('words for ending it without a charge know about the parcel', () => {
    expect(cancelWords(consoleGoodsIn('USER_ACCEPTED', [])).text).toContain('还没有发出')
    expect(cancelWords(consoleGoodsIn('USER_ACCEPTED', [], { delivery: shipped })).text).toContain('已经发出')
    expect(cancelWords(consoleGoodsIn('CREATED', [])).title).toBe('取消订单')
    expect(cancelWords(consoleGoodsIn('FINISHED', []))).toMatchObject({ waive: true, waived: 42400 })
  })

  it('a note is one line of at most 60 signs that are seen', () => {
    expect(NOTE_LIMIT).toBe(60)
    expect(noteProblem('字'.repeat(60))).toBe('')
    expect(noteProblem('字'.repeat(61), '回复')).toBe('回复不超过 60 个字')
    expect(noteProblem(' \n ', '发货说明')).toBe('请填写发货说明')
    expect(noteProblem('单号\u202e123')).toContain('看不见的字符')
  })
})
