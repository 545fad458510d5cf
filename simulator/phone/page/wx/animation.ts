import { type Animation } from '../native/animate'
import { type Api } from './async-api'

const LENGTHS = new Set(['width', 'height', 'left', 'top', 'right', 'bottom'])
const STEPS = [
  'opacity', 'backgroundColor', ...LENGTHS, 'rotate', 'rotateX', 'rotateY', 'rotateZ', 'rotate3d', 'scale', 'scaleX',
  'scaleY', 'scaleZ', 'scale3d', 'translate', 'translateX', 'translateY', 'translateZ', 'translate3d', 'skew', 'skewX',
  'skewY', 'matrix', 'matrix3d',
] // prettier-ignore

type Step = Animation['actions'][number]
type Recorder = Record<string, (...args: never[]) => unknown>

/** wx.createAnimation: records steps that the `animation` property of a native tag plays. */
export const animation: Api = {
  createAnimation(base: Partial<Step['option']> = {}): Recorder {
    let actions: Step[] = []
    let animates: Step['animates'] = []
    const recorder: Recorder = {
      step(option: Partial<Step['option']> = {}) {
        const defaults = { duration: 400, timingFunction: 'linear', delay: 0, transformOrigin: '50% 50% 0' }
        actions.push({ animates, option: { ...defaults, ...base, ...option } })
        animates = []
        return recorder
      },
      export() {
        const exported = { actions }
        actions = []
        return exported
      },
    }
    for (const type of STEPS)
      recorder[type] = (...args: (string | number)[]) => {
        const px = LENGTHS.has(type)
        animates.push({
          type,
          args: px ? args.map((value) => (typeof value === 'number' ? `${value}px` : value)) : args,
        })
        return recorder
      }
    return recorder
  },
}
