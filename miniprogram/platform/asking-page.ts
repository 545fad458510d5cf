import type { Waiting } from './waiting'
import { stopPullDown } from './wechat'

interface AskingPage {
  questions: Waiting | undefined
}

/** A page that asks while it is shown, and from the beginning whenever somebody wants to know; for a page's options. */
export const askingPage = {
  onShow(this: AskingPage) {
    this.questions?.start()
  },
  onHide(this: AskingPage) {
    this.questions?.stop()
  },
  onUnload(this: AskingPage) {
    this.questions?.stop()
  },
  onPullDownRefresh(this: AskingPage) {
    this.questions?.start()
    stopPullDown()
  },
  onRefresh(this: AskingPage) {
    this.questions?.start()
  },
}
