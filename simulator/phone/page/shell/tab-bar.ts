import { type TabBar as TabBarConfig } from '../../compiled'
import { make } from './element'

export class TabBar {
  readonly element = make('nav', 'phone-tabs')

  constructor(
    private readonly config: TabBarConfig | undefined,
    private readonly onTab: (path: string) => void,
  ) {
    this.element.setAttribute('aria-label', '标签栏')
    this.show(undefined)
  }

  has(path: string): boolean {
    return this.config?.list.some(({ pagePath }) => pagePath === path) ?? false
  }

  /** Shows the bar with this page's tab marked, in the colours of the theme; hides it on other pages. */
  show(path: string | undefined, config = this.config): void {
    this.element.hidden = !config || path === undefined || !this.has(path)
    if (!config || this.element.hidden) return
    this.element.style.background = config.backgroundColor ?? ''
    this.element.style.borderColor = config.borderStyle === 'white' ? 'transparent' : ''
    this.element.replaceChildren(
      ...config.list.map(({ pagePath, text, iconPath, selectedIconPath }) => {
        const selected = pagePath === path
        const tab = make('button', 'phone-tab')
        tab.type = 'button'
        const source = (selected ? selectedIconPath : undefined) ?? iconPath
        if (source !== undefined) {
          const picture = make('img')
          picture.src = `/assets/${source}`
          picture.alt = ''
          tab.append(picture)
        }
        tab.append(text)
        tab.style.color = (selected ? config.selectedColor : config.color) ?? ''
        if (selected) tab.setAttribute('aria-current', 'page')
        tab.onclick = () => this.onTab(pagePath)
        return tab
      }),
    )
  }
}
