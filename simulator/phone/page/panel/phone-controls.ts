import { PEOPLE } from '../../people'
import { choosePerson, currentPerson } from '../runtime/person'
import { make } from '../shell/element'
import { choices, section } from './controls'
import { type PhoneFrame } from './phone-frame'

/** Who holds the phone, and what kind of phone it is. */
export function phoneControls(phone: PhoneFrame): HTMLElement {
  const people = choices(
    '手机在谁手里',
    PEOPLE.map(({ openid, name, role }) => ({ value: openid, label: name, hint: role })),
    currentPerson().openid,
    (openid) => {
      choosePerson(openid)
      phone.set('person', openid)
    },
  )
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  const theme = choices(
    '外观',
    [
      { value: 'light', label: '浅色' },
      { value: 'dark', label: '深色' },
    ],
    phone.get('theme') ?? (dark ? 'dark' : 'light'),
    (value) => phone.setTheme(value === 'dark' ? 'dark' : 'light'),
  )
  const font = choices(
    '微信字号',
    [
      { value: '17', label: '标准' },
      { value: '20', label: '大' },
      { value: '26', label: '特大' },
    ],
    phone.get('fontSize') ?? '17',
    (value) => phone.set('fontSize', value === '17' ? undefined : value),
  )
  const version = choices(
    '小程序版本',
    [
      { value: 'develop', label: '开发版' },
      { value: 'trial', label: '体验版' },
      { value: 'release', label: '正式版' },
    ],
    phone.get('envVersion') ?? 'develop',
    (value) => phone.set('envVersion', value === 'develop' ? undefined : value),
  )
  const view = choices(
    '微信支付分入口',
    [
      { value: '', label: '有 openBusinessView' },
      { value: 'openBusinessView', label: '旧版微信' },
    ],
    phone.get('without') ?? '',
    (value) => phone.set('without', value === '' ? undefined : value),
  )
  const restart = make('button', 'plain', '重新进入')
  restart.type = 'button'
  restart.onclick = () => phone.restart()
  return section('这部手机', people, theme, font, version, view, restart)
}
