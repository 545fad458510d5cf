import { type AddressInfo } from 'node:net'
import { type Page } from 'playwright-core'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { type BrowserOptions, launchBrowser, openPhone, type PhoneOptions } from './browser'
import { PEOPLE } from '../phone/people'
import { Driver } from './driver'
import { errorFrame, parseRequest, resultFrame } from './frames'

export { findChromium } from './chromium'
export { launchBrowser, stayHome } from './browser'

export interface AutomatorOptions extends BrowserOptions, PhoneOptions {
  /** Address of a phone page (startPhonePage's origin); its query is kept. */
  pageUrl: string
  /** 0 or absent takes a free one. */
  port?: number
}

export interface Automator {
  /**
   * For `automator.connect({ wsEndpoint })`. With `?person=<openid>` behind it, a second phone is driven, which that
   * person holds.
   */
  endpoint: string
  /** The first phone. */
  page: Page
  /** Resolves when a client closed the mini-program (`miniProgram.close()`), or close was called. */
  closed: Promise<void>
  close(): Promise<void>
}

/**
 * Drives the phone page with the protocol of miniprogram-automator 0.12.1 (facts/wechat-runtime.md 6).
 * @throws Error when there is no browser, the page cannot be opened or the port is taken
 */
export async function startAutomator(options: AutomatorOptions): Promise<Automator> {
  const browser = await launchBrowser(options)
  const drivers = new Map<string, Promise<Driver>>()
  const driverOf = (person: string): Promise<Driver> => {
    const known = drivers.get(person)
    if (known) return known
    const driver = openFor(person)
    drivers.set(person, driver)
    driver.catch(() => drivers.delete(person))
    return driver
  }
  const openFor = async (person: string): Promise<Driver> => {
    if (person !== '' && !PEOPLE.some(({ openid }) => openid === person))
      throw new Error(
        `There is no person ${person}; there are ${PEOPLE.map(({ openid }) => openid).join(', ')}.`,
      )
    return Driver.on(await openPhone(browser, phoneUrl(options.pageUrl, person), options))
  }
  try {
    const { page } = await driverOf('')
    const { sockets, port } = await listen(options.port ?? 0)
    let closing: Promise<void> | undefined
    let tellClosed: () => void = () => undefined
    const closed = new Promise<void>((resolve) => {
      tellClosed = resolve
    })
    const close = (): Promise<void> => {
      closing ??= (async () => {
        for (const client of sockets.clients) client.terminate()
        sockets.close()
        await browser.close()
        tellClosed()
      })()
      return closing
    }
    sockets.on('connection', (socket, { url }) => {
      const person = new URL(url ?? '/', 'ws://phone').searchParams.get('person') ?? ''
      serve(socket, driverOf(person), close)
    })
    return { endpoint: `ws://127.0.0.1:${port}`, page, closed, close }
  } catch (error) {
    await browser.close()
    throw error
  }
}

function phoneUrl(pageUrl: string, person: string): string {
  const url = new URL(pageUrl)
  url.pathname = '/phone'
  if (person !== '') url.searchParams.set('person', person)
  return url.href
}

function listen(port: number): Promise<{ sockets: WebSocketServer; port: number }> {
  // A browser sends the page's origin; pages have no business here.
  const verifyClient = ({ origin }: { origin?: string }): boolean => origin === undefined
  const sockets = new WebSocketServer({ host: '127.0.0.1', port, verifyClient })
  return new Promise((resolve, reject) => {
    sockets.once('error', reject)
    sockets.once('listening', () => resolve({ sockets, port: (sockets.address() as AddressInfo).port }))
  })
}

function serve(socket: WebSocket, driver: Promise<Driver>, close: () => Promise<void>): void {
  const send = (frame: string): void => {
    if (socket.readyState === socket.OPEN) socket.send(frame)
  }
  const answer = async (text: string): Promise<void> => {
    const request = parseRequest(text)
    if (!request) return
    try {
      const result =
        request.method === 'Tool.close' ? {} : await (await driver).answer(request.method, request.params)
      send(resultFrame(request.id, result))
      if (request.method === 'Tool.close') setTimeout(() => void close(), 50)
    } catch (error) {
      send(errorFrame(request.id, error))
    }
  }
  socket.on('message', (data: RawData) => void answer((data as Buffer).toString('utf8')))
  driver.then(
    (one) => socket.once('close', one.listen(send)),
    () => undefined,
  )
}
