import { make } from '../shell/element'

export const section = (title: string, ...children: Node[]): HTMLElement =>
  make('section', 'group', make('h2', '', title), make('div', 'group-body', ...children))

export interface Choice {
  value: string
  label: string
  hint?: string
}

/** One of several, as a row of radio buttons. */
export function choices(
  label: string,
  options: readonly Choice[],
  chosen: string,
  onChoose: (value: string) => void,
): HTMLElement {
  const set = make('fieldset', 'choices', make('legend', '', label))
  for (const { value, label: text, hint } of options) {
    const radio = make('input')
    radio.type = 'radio'
    radio.name = label
    radio.value = value
    radio.checked = value === chosen
    radio.onchange = () => onChoose(value)
    set.append(
      make('label', '', radio, make('span', '', text, hint === undefined ? null : make('small', '', hint))),
    )
  }
  return set
}
