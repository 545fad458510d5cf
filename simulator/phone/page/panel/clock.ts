import { make } from '../shell/element'
import { section } from './controls'
import { ask } from './fetching'

const STEPS: [string, number][] = [
  ['+1 分钟', 60],
  ['+55 分钟', 55 * 60],
  ['+1 小时', 3600],
  ['+1 天', 24 * 3600],
]

/** The world's clock: shown, and moved forward on command. */
export function clockControls(onMoved: () => void): HTMLElement {
  const time = make('output', 'time')
  time.setAttribute('aria-label', '本机世界的时间')
  const show = async (): Promise<void> => {
    const clock = (await ask('/sandbox/clock')) as { business?: string } | undefined
    time.textContent = clock?.business === undefined ? '沙箱没有回答' : beijing(clock.business)
  }
  const buttons = STEPS.map(([label, advanceSeconds]) => {
    const button = make('button', '', label)
    button.type = 'button'
    button.onclick = async () => {
      await ask('/sandbox/clock', { advanceSeconds })
      await show()
      onMoved()
    }
    return button
  })
  void show()
  setInterval(() => void show(), 5000)
  return section('世界时钟', time, make('div', 'buttons', ...buttons))
}

const FORMAT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})

/** A moment as people in China read it. */
export const beijing = (moment: string | number): string => FORMAT.format(new Date(moment))
