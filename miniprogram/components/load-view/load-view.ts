import type { Load } from '../../behaviors/loadable'

/** A skeleton that appears sooner than this would only flicker. */
const SKELETON_AFTER_MS = 300

/** Timers are no data of the view: they live beside their component. */
const timers = new WeakMap<object, number>()

/** A page's content and what stands in its place: skeleton, nothing yet, or a failure with a way on. */
Component({
  options: { multipleSlots: true },
  properties: {
    load: { type: Object, value: { phase: 'loading' } as Load },
    emptyTitle: { type: String, value: '这里还没有内容' },
    emptyText: { type: String, value: '' },
    /** Where loading again would not help: the button that leads on; telling `leave`. */
    wayOut: { type: String, value: '' },
  },
  data: { slow: false },
  observers: {
    load(load: Load) {
      if (load.phase === 'loading') this.begin()
      else this.end()
    },
  },
  lifetimes: {
    attached() {
      if ((this.data.load as Load).phase === 'loading') this.begin()
    },
    detached() {
      this.end()
    },
  },
  methods: {
    begin() {
      this.end()
      const timer = setTimeout(() => {
        this.setData({ slow: true })
      }, SKELETON_AFTER_MS)
      timers.set(this, timer)
    },
    end() {
      const timer = timers.get(this)
      if (timer !== undefined) clearTimeout(timer)
      timers.delete(this)
      if (this.data.slow) this.setData({ slow: false })
    },
    onRetry() {
      this.triggerEvent('retry')
    },
    onLeave() {
      this.triggerEvent('leave')
    },
  },
})
