import { openCloud } from './platform/cloud'
import { watchUpdates } from './platform/wechat'

App({
  onLaunch() {
    openCloud()
    watchUpdates()
  },
})
