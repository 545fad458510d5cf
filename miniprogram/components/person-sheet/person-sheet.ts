import type { OfferView, PersonalField } from '../../domain/offer'
import { checkPerson, PERSON_LABELS } from '../../domain/person'

type Asks = OfferView['asks']
type Typed = Partial<Record<PersonalField, string>>

interface FormField {
  field: PersonalField
  label: string
  placeholder: string
  why: string
  keyboard: string
  limit: number
  problem: string
}

const fieldsOf = (asks: Asks, problems: Typed): FormField[] =>
  asks.map(({ field, why }) => ({ field, why, ...PERSON_LABELS[field], problem: problems[field] ?? '' }))

/** What was typed is no data of the view, so that it is in no snapshot of the page; gone with the sheet. */
const typedIn = new WeakMap<object, Typed>()

/** Asks for what an offer must know about a person: why, that it is sent encrypted, and that it is not kept. */
Component({
  properties: {
    open: { type: Boolean, value: false },
    /** `OfferView['asks']`. */
    asks: { type: Array, value: [] as Asks },
    busy: { type: Boolean, value: false },
    failure: { type: Object, value: null },
  },
  data: { fields: [] as FormField[] },
  observers: {
    open() {
      this.begin()
    },
  },
  lifetimes: {
    // The page may bring the sheet along only when it opens it.
    attached() {
      this.begin()
    },
    detached() {
      typedIn.delete(this)
    },
  },
  methods: {
    begin() {
      if (this.data.open) this.setData({ fields: fieldsOf(this.data.asks as Asks, {}) })
      else typedIn.delete(this)
    },
    onInput(event: WechatMiniprogram.Input) {
      const { field } = event.currentTarget.dataset as { field: PersonalField }
      typedIn.set(this, { ...typedIn.get(this), [field]: event.detail.value })
    },
    onSubmit() {
      if (this.data.busy) return
      const asks = this.data.asks as Asks
      const { person, problems } = checkPerson(asks, typedIn.get(this) ?? {})
      this.setData({ fields: fieldsOf(asks, problems) })
      if (Object.keys(problems).length === 0) this.triggerEvent('submit', { person })
    },
    onClose() {
      if (!this.data.busy) this.triggerEvent('close')
    },
  },
})
