import { type Page } from 'playwright-core'

/** What the client's native() presses on the phone itself. */
const PRESSES: Record<string, string> = {
  confirmModal: '.phone-modal [data-action=confirm]',
  cancelModal: '.phone-modal [data-action=cancel]',
  navigateLeft: '.phone-bar-left',
}

/** @throws Error when the method is unknown or there is nothing to press at the moment */
export async function native(page: Page, method: string, data: unknown): Promise<void> {
  const target = PRESSES[method]
  if (target !== undefined) {
    await page.click(target, { timeout: 1000 })
    return
  }
  if (method === 'closePaymentDialog') {
    // Its button is hidden while the other page shows its own.
    await page.$eval('.phone-other [data-action=leave]', (button) => {
      ;(button as unknown as { click(): void }).click()
    })
    return
  }
  const { url } = (data ?? {}) as { url?: string }
  if (method === 'goHome') await callWx(page, 'reLaunch', `/${await firstPage(page)}`)
  else if (method === 'switchTab' && url !== undefined) await callWx(page, 'switchTab', url)
  else throw new Error(`native().${method} is not supported by the phone page`)
}

const callWx = (page: Page, method: string, url: string): Promise<unknown> =>
  page.evaluate(
    ([name, target]) =>
      (
        globalThis as unknown as { __PHONE__: { wx: Record<string, (options: object) => Promise<unknown>> } }
      ).__PHONE__.wx[name]?.({ url: target }),
    [method, url] as const,
  )

const firstPage = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      (globalThis as unknown as { __PHONE__: { phone: { app: { pages: string[] } } } }).__PHONE__.phone.app
        .pages[0] ?? '',
  )
