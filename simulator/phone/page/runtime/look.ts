import { type CompiledApp, type TabBar, type Theme, type WindowConfig } from '../../compiled'
import { type BarLook } from '../shell/navigation-bar'

/** A window setting, with `@name` looked up in theme.json. */
export function themed(app: CompiledApp, theme: Theme, value: string | undefined): string | undefined {
  return value?.startsWith('@') === true ? app.themes[theme][value.slice(1)] : value
}

/** The tab bar with its colours and pictures for a theme. */
export function tabBarOf(app: CompiledApp, theme: Theme): TabBar | undefined {
  const { tabBar } = app.config
  if (!tabBar) return undefined
  const look = <T extends object>(settings: T): T =>
    Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [
        name,
        typeof value === 'string' ? themed(app, theme, value) : value,
      ]),
    ) as T
  return { ...look(tabBar), list: tabBar.list.map(look) }
}

/** app.json's window with a page's own JSON over it. */
export const windowOf = (app: CompiledApp, page: WindowConfig): WindowConfig => ({
  ...app.config.window,
  ...page,
})

/** What the navigation bar of a page shows, before the page changes it. */
export function lookOf(app: CompiledApp, theme: Theme, page: WindowConfig): Omit<BarLook, 'left'> {
  const window = windowOf(app, page)
  const get = (value: string | undefined): string | undefined => themed(app, theme, value)
  const dark = theme === 'dark'
  return {
    title: window.navigationBarTitleText ?? '',
    background: get(window.navigationBarBackgroundColor) ?? (dark ? '#191919' : '#ffffff'),
    front: (get(window.navigationBarTextStyle) ?? (dark ? 'white' : 'black')) === 'white' ? 'white' : 'black',
    custom: window.navigationStyle === 'custom',
  }
}
