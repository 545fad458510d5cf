import { LOADING, type Load } from '../../../behaviors/loadable'
import { NOTE_LIMIT, noteProblem, oneLine } from '../../../domain/text'
import { call } from '../../../platform/cloud'
import { loadOrder, orderForm, submit } from '../../operating'
import { type ShipWords, shipWords, USUAL_NOTES } from './ship-model'

Page({
  ...orderForm,
  data: {
    load: LOADING,
    words: null as ShipWords | null,
    usual: USUAL_NOTES,
    limit: NOTE_LIMIT,
    note: '',
    noteProblem: '',
    failure: null as Load['failure'] | null,
    busy: false,
  },
  asked: 0,
  orderId: '',
  typed: '',

  reload() {
    return loadOrder(this, (order) => {
      const words = shipWords(order)
      this.typed = words.note
      return { words, note: words.note }
    })
  },
  onNote(event: WechatMiniprogram.Input) {
    this.typed = event.detail.value
  },
  onUsual(event: WechatMiniprogram.CustomEvent) {
    const { text } = event.currentTarget.dataset as { text: string }
    this.typed = text
    this.setData({ note: text, noteProblem: '' })
  },
  async onConfirm() {
    const { words, busy } = this.data
    if (busy || !words) return
    const problem = noteProblem(this.typed, '发货说明')
    this.setData({ noteProblem: problem, failure: null })
    if (problem) return
    const request = { orderId: this.orderId, note: oneLine(this.typed) }
    await submit(this, () => call('console', 'ship', request), words.done)
  },
})
