/** What wx.createAnimation exports. */
export interface Animation {
  actions: {
    animates: { type: string; args: (string | number)[] }[]
    option: { duration: number; timingFunction: string; delay: number; transformOrigin: string }
  }[]
}

const TRANSFORM = /^(rotate|scale|translate|skew|matrix)/
const running = new WeakMap<HTMLElement, object>()

/** Plays the steps one after the other; a new animation ends the one before. */
export function animate(host: HTMLElement, animation: unknown): void {
  const { actions = [] } = (animation ?? {}) as Partial<Animation>
  if (actions.length === 0) return
  const turn = {}
  running.set(host, turn)
  const transforms: string[] = []
  const play = (index: number): void => {
    const step = actions[index]
    if (!step || running.get(host) !== turn) return
    const { duration, timingFunction, delay, transformOrigin } = step.option
    void host.offsetHeight // the browser must have drawn the start, or nothing would move
    host.style.transition = `all ${duration}ms ${timingFunction} ${delay}ms`
    host.style.transformOrigin = transformOrigin
    for (const { type, args } of step.animates) {
      if (TRANSFORM.test(type))
        transforms.push(`${type}(${args.map((value) => withUnit(type, value)).join(',')})`)
      else
        host.style.setProperty(
          type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
          String(args[0]),
        )
    }
    if (transforms.length > 0) host.style.transform = transforms.join(' ')
    setTimeout(() => play(index + 1), duration + delay)
  }
  play(0)
}

function withUnit(type: string, value: string | number): string {
  if (typeof value !== 'number') return value
  if (type.startsWith('translate')) return `${value}px`
  return /^(rotate|skew)/.test(type) ? `${value}deg` : String(value)
}
