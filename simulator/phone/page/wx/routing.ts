import { type Phone } from '../runtime/phone'
import { type Api, asyncApis, textOption } from './async-api'

export const routing = ({ pages }: Phone): Api =>
  asyncApis({
    navigateTo: ({ url, events }) => ({
      eventChannel: pages.navigateTo(textOption(url), events as Parameters<typeof pages.navigateTo>[1]),
    }),
    redirectTo({ url }) {
      pages.redirectTo(textOption(url))
    },
    reLaunch({ url }) {
      pages.reLaunch(textOption(url))
    },
    switchTab({ url }) {
      pages.switchTab(textOption(url))
    },
    navigateBack({ delta }) {
      pages.navigateBack(typeof delta === 'number' ? delta : 1)
    },
  })
