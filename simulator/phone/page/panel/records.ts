import { make } from '../shell/element'
import { beijing } from './clock'
import { type PhoneFrame } from './phone-frame'
import { type Entry } from './entry'
import { type Source, sources } from './sources'

const POLL_MS = 1500

/** The lists, one at a time behind tabs. Only the shown one is asked for. */
export class Records {
  readonly element = make('section', 'group records')
  private readonly tabs = make('div', 'tabs')
  private readonly list = make('div', 'list')
  private readonly all: Source[]
  private shown: Source | undefined
  private drawn = ''

  constructor(phone: PhoneFrame) {
    this.all = sources(phone)
    const refresh = make('button', 'plain', '刷新')
    refresh.type = 'button'
    refresh.onclick = () => this.refresh()
    this.tabs.setAttribute('role', 'tablist')
    this.list.setAttribute('role', 'tabpanel')
    this.list.tabIndex = 0
    for (const source of this.all) this.tabs.append(this.tab(source))
    this.element.append(
      make('div', 'records-head', make('h2', '', '发生了什么'), refresh),
      this.tabs,
      this.list,
    )
  }

  start(): void {
    if (this.all[0]) this.show(this.all[0])
    setInterval(() => {
      if (!document.hidden) this.refresh()
    }, POLL_MS)
  }

  refresh(): void {
    void this.load()
  }

  private show(source: Source): void {
    this.shown = source
    this.drawn = ''
    this.list.setAttribute('aria-label', source.label)
    for (const tab of this.tabs.children) {
      const selected = tab.id === `tab-${source.id}`
      tab.setAttribute('aria-selected', String(selected))
    }
    this.refresh()
  }

  private tab(source: Source): HTMLButtonElement {
    const tab = make('button', '', source.label)
    tab.type = 'button'
    tab.id = `tab-${source.id}`
    tab.setAttribute('role', 'tab')
    tab.onclick = () => this.show(source)
    return tab
  }

  private async load(): Promise<void> {
    const source = this.shown
    if (!source) return
    const records = (await source.load()).sort((a, b) => b.at - a.at)
    const state = JSON.stringify(records)
    if (source !== this.shown || state === this.drawn) return
    this.drawn = state
    const open = new Set(
      [...this.list.querySelectorAll<HTMLDetailsElement>('details[open]')].map(({ dataset }) => dataset.key),
    )
    this.list.replaceChildren(
      ...(records.length === 0
        ? [make('p', 'empty', source.empty)]
        : records.map((record) => draw(record, open.has(record.key)))),
    )
  }
}

function draw(record: Entry, open: boolean): HTMLElement {
  const line = make('details', `record ${record.tone}`)
  line.dataset.key = record.key
  line.open = open
  const time = record.at > 1e12 ? make('time', '', beijing(record.at)) : null
  line.append(
    make(
      'summary',
      '',
      make('span', 'record-title', record.title),
      time,
      make('span', 'record-detail', record.detail),
    ),
  )
  const fill = (): void => {
    if (line.open && line.children.length === 1)
      line.append(make('pre', '', JSON.stringify(record.whole, null, 2)))
  }
  line.addEventListener('toggle', fill)
  fill()
  return line
}
