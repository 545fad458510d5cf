import { type Phone } from '../runtime/phone'
import { showModal, showSheet } from '../shell/dialog'
import { type Api, asyncApis, textOption, WxFailure } from './async-api'

export const interaction = ({ shell, toast }: Phone): Api =>
  asyncApis({
    showToast({ title, icon = 'success', duration = 1500, mask }) {
      toast.show({
        title: textOption(title),
        icon: textOption(icon),
        duration: Number(duration),
        mask: mask === true,
      })
    },
    hideToast() {
      toast.hide()
    },
    showLoading({ title, mask }) {
      toast.show({ title: textOption(title), icon: 'loading', duration: Infinity, mask: mask === true })
    },
    hideLoading() {
      toast.hide()
    },
    showModal: (options) =>
      showModal(shell.overlay, {
        title: textOption(options.title),
        content: textOption(options.content),
        showCancel: options.showCancel !== false,
        cancelText: textOption(options.cancelText ?? '取消'),
        confirmText: textOption(options.confirmText ?? '确定'),
        editable: options.editable === true,
        placeholder: textOption(options.placeholderText),
      }),
    async showActionSheet({ itemList, alertText }) {
      const tapIndex = await showSheet(shell.overlay, textOption(alertText), (itemList ?? []) as string[])
      if (tapIndex === null) throw new WxFailure('cancel')
      return { tapIndex }
    },
  })
