import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { SETTINGS } from '../../cloudfunctions/shared/settings'

const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)
const text = tracked.filter((file) => !/\.(png|woff2?|ttf)$/.test(file))

/** What a key or a secret looks like when somebody pastes it. */
const KEYS: readonly RegExp[] = [
  // A PEM with its first line of content, on lines of its own or with \n in a text.
  /-----BEGIN (RSA |EC )?PRIVATE KEY-----(\\n|\s)+[A-Za-z0-9+/]{30}/,
  /\bMII[Ev][A-Za-z0-9+/]{100}/,
  /WECHATPAY_(API_V[23]_KEY|MERCHANT_PRIVATE_KEY)['"]?\s*[:=]\s*['"]?[A-Za-z0-9+/]{32}/,
]
const hasKey = (content: string): boolean => KEYS.some((key) => key.test(content))

it('no file of the project holds a key', () => {
  expect(text.length).toBeGreaterThan(300)
  expect(text.filter((file) => hasKey(readFileSync(file, 'utf8')))).toEqual([])
})

it('control: pasted keys are found', () => {
  const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.repeat(4)
  expect(hasKey(`-----BEGIN PRIVATE ${'KEY'}-----\n${body}`)).toBe(true)
  expect(hasKey(`key = '-----BEGIN PRIVATE ${'KEY'}-----\\n${body}'`)).toBe(true)
  expect(hasKey(`key: '${body}'`)).toBe(true)
  expect(hasKey(`${'WECHATPAY_API_V3'}_KEY=${'a1'.repeat(16)}`)).toBe(true)
})

it('what the phone ships names no key of the functions', () => {
  const shipped = text.filter((file) => file.startsWith('miniprogram/'))
  expect(shipped.length).toBeGreaterThan(50)
  const keys = Object.keys(SETTINGS).filter((setting) => setting.includes('_KEY'))
  expect(keys).toContain('WECHATPAY_MERCHANT_PRIVATE_KEY')
  const naming = shipped.filter((file) =>
    keys.some((setting) => readFileSync(file, 'utf8').includes(setting)),
  )
  expect(naming).toEqual([])
})
