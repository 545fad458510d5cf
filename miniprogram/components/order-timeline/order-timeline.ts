import { formatShortMoment } from '../../domain/period'
import type { TimelineStep } from '../../domain/timeline'

const PHASES: Readonly<Record<TimelineStep['phase'], string>> = {
  done: '已完成',
  now: '进行中',
  next: '未开始',
  ended: '到此结束',
}

/** An order's way, step by step; each step is read aloud as one sentence. */
Component({
  properties: {
    /** `TimelineStep[]`. */
    steps: { type: Array, value: [] as TimelineStep[] },
  },
  data: { shown: [] as { key: string; title: string; phase: string; time: string; spoken: string }[] },
  observers: {
    steps(steps: TimelineStep[]) {
      const shown = steps.map(({ key, title, phase, at }, index) => {
        const time = at === undefined ? '' : formatShortMoment(at)
        const place = `第 ${index + 1} 步，共 ${steps.length} 步`
        const spoken = [place, title, PHASES[phase], time].filter((text) => text !== '').join('，')
        return { key, title, phase, time, spoken }
      })
      this.setData({ shown })
    },
  },
})
