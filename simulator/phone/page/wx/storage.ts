import { type Phone } from '../runtime/phone'
import { currentPerson } from '../runtime/person'
import { type Api, asyncApis, textOption, WxFailure } from './async-api'

/** Each person has a phone of their own, and so a storage of their own. */
export function storage({ app }: Phone): Api {
  const prefix = `mini-program:${app.appid}:${currentPerson().openid}:`
  const keys = (): string[] =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
  const read = (key: string): unknown => {
    const stored = localStorage.getItem(prefix + key)
    return stored === null ? undefined : (JSON.parse(stored) as { data: unknown }).data
  }
  const write = (key: string, data: unknown): void => {
    localStorage.setItem(prefix + key, JSON.stringify({ data }))
  }
  const remove = (key: string): void => {
    localStorage.removeItem(prefix + key)
  }
  const clear = (): void => {
    keys().forEach(remove)
  }
  const info = (): Record<string, unknown> => ({ keys: keys(), currentSize: keys().length, limitSize: 10240 })
  return {
    getStorageSync: (key: string) => read(key) ?? '',
    setStorageSync: write,
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: info,
    ...asyncApis({
      getStorage({ key }) {
        const data = read(textOption(key))
        if (data === undefined) throw new WxFailure('data not found')
        return { data }
      },
      setStorage({ key, data }) {
        write(textOption(key), data)
      },
      removeStorage({ key }) {
        remove(textOption(key))
      },
      clearStorage: clear,
      getStorageInfo: info,
    }),
  }
}
