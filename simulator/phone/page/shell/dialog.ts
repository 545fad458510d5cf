import { action, make } from './element'

export interface Modal {
  title: string
  content: string
  showCancel: boolean
  cancelText: string
  confirmText: string
  editable: boolean
  placeholder: string
}

export interface ModalResult {
  confirm: boolean
  cancel: boolean
  content: string | null
}

/** wx.showModal. */
export function showModal(overlay: HTMLElement, modal: Modal): Promise<ModalResult> {
  return new Promise((resolve) => {
    const field = modal.editable ? make('input', 'phone-modal-input') : null
    if (field) {
      field.value = modal.content
      field.placeholder = modal.placeholder
      field.setAttribute('aria-label', modal.title)
    }
    const answer = (confirm: boolean) => (): void => {
      layer.remove()
      resolve({ confirm, cancel: !confirm, content: confirm && field ? field.value : null })
    }
    const buttons = make(
      'div',
      'weui-dialog__ft',
      modal.showCancel
        ? action('weui-dialog__btn weui-dialog__btn_default', modal.cancelText, 'cancel', answer(false))
        : null,
      action('weui-dialog__btn weui-dialog__btn_primary', modal.confirmText, 'confirm', answer(true)),
    )
    const dialog = make(
      'div',
      'weui-dialog',
      modal.title === ''
        ? null
        : make('div', 'weui-dialog__hd', make('strong', 'weui-dialog__title', modal.title)),
      make('div', 'weui-dialog__bd', field ?? modal.content),
      buttons,
    )
    dialog.setAttribute('role', 'dialog')
    dialog.setAttribute('aria-modal', 'true')
    dialog.setAttribute('aria-label', modal.title || modal.content)
    const layer = make('div', 'phone-modal', make('div', 'weui-mask'), dialog)
    overlay.append(layer)
  })
}

/** wx.showActionSheet; null when cancelled. */
export function showSheet(
  overlay: HTMLElement,
  title: string,
  items: readonly string[],
): Promise<number | null> {
  return new Promise((resolve) => {
    const answer = (index: number | null) => (): void => {
      layer.remove()
      resolve(index)
    }
    const cell = 'weui-actionsheet__cell'
    const menu = make(
      'div',
      'weui-actionsheet__menu',
      ...items.map((item, index) => action(cell, item, `item-${index}`, answer(index))),
    )
    const sheet = make(
      'div',
      'weui-actionsheet weui-actionsheet_toggle',
      title === '' ? null : make('div', 'weui-actionsheet__title', make('p', '', title)),
      menu,
      make('div', 'weui-actionsheet__action', action(cell, '取消', 'cancel', answer(null))),
    )
    sheet.setAttribute('role', 'dialog')
    sheet.setAttribute('aria-label', title === '' ? '菜单' : title)
    const mask = make('div', 'weui-mask')
    mask.onclick = answer(null)
    const layer = make('div', 'phone-sheet', mask, sheet)
    overlay.append(layer)
  })
}
