import { make } from '../shell/element'
import { clockControls } from './clock'
import { PhoneFrame } from './phone-frame'
import { phoneControls } from './phone-controls'
import { Records } from './records'

/** The phone in the middle of the left half, and what happens behind it on the right. */
const phone = new PhoneFrame(location.search)
const records = new Records(phone)
const panel = make(
  'aside',
  'panel',
  make(
    'header',
    'panel-head',
    make('h1', '', '手机页面'),
    make('p', 'panel-about', '左边是真实的小程序源码，右边是它在本机引起的一切。没有真实的付款。'),
  ),
  phoneControls(phone),
  clockControls(() => records.refresh()),
  records.element,
)
panel.setAttribute('aria-label', '面板')
document.body.append(make('main', 'stage', phone.element), panel)
records.start()
