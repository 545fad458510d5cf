import type { StateWords } from '../../domain/words'

/** Where an order stands: a word, an icon and a sentence; colour is never the only signal. */
Component({
  properties: {
    /** `StateWords`. */
    words: { type: Object, value: { title: '', sentence: '', tone: 'muted' } satisfies StateWords },
    /** Whether the result is being asked for right now. */
    waiting: { type: Boolean, value: false },
  },
})
