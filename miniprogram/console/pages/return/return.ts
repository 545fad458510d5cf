import { LOADING, type Load } from '../../../behaviors/loadable'
import { NOTE_LIMIT, noteProblem, oneLine } from '../../../domain/text'
import { call } from '../../../platform/cloud'
import { confirm } from '../../../platform/wechat'
import { loadOrder, orderForm, submit } from '../../operating'
import { answerQuestion, type ReturnForm, returnForm } from './return-model'

Page({
  ...orderForm,
  data: {
    load: LOADING,
    form: null as ReturnForm | null,
    limit: NOTE_LIMIT,
    noteProblem: '',
    failure: null as Load['failure'] | null,
    busy: false,
    /** Which of the two buttons was tapped. */
    accept: false,
  },
  asked: 0,
  orderId: '',
  typed: '',

  reload() {
    return loadOrder(this, (order) => ({ form: returnForm(order) }))
  },
  onNote(event: WechatMiniprogram.Input) {
    this.typed = event.detail.value
  },
  onAccept() {
    void this.answer(true)
  },
  onDecline() {
    void this.answer(false)
  },
  /** Whoever declines says why; an agreement needs no words. */
  async answer(accept: boolean) {
    const { form, busy } = this.data
    if (busy || !form) return
    const said = oneLine(this.typed)
    const problem = said === '' && accept ? '' : noteProblem(this.typed, '回复')
    this.setData({ noteProblem: problem, failure: null, accept })
    if (problem) return
    const [title, button] = accept ? ['同意退货？', '同意退货'] : ['不同意退货？', '不同意']
    if (!(await confirm(title ?? '', answerQuestion(form, accept), button ?? ''))) return
    const { orderId } = this
    const request = { orderId, at: form.at, accept, ...(said === '' ? {} : { note: said }) }
    await submit(this, () => call('console', 'answerReturn', request), '已处理')
  },
})
