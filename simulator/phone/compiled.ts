/** What the compile step hands to the browser: plain data, and template functions as code beside it. */
export interface CompiledApp {
  appid: string
  name: string
  config: AppConfig
  /** theme.json of an app with `darkmode`; the variables that app.json and page JSON name as `@name`. */
  themes: Record<Theme, Record<string, string>>
  /** Page paths in the order of app.json, subpackages last. */
  pages: string[]
  /** Pages and components, dependencies first. */
  units: Unit[]
  styles: Style[]
  /** Module path → code; `app` is the entry. */
  modules: Record<string, Module>
  /** Path of the module that calls App(). */
  entry: string
}

export type Theme = 'light' | 'dark'

/** The parts of app.json that the phone page honours. */
export interface AppConfig {
  window?: WindowConfig
  tabBar?: TabBar
  darkmode?: boolean
  [key: string]: unknown
}

export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  [key: string]: unknown
}

export interface TabBar {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: string
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
}

/** A page or a component. */
export interface Unit {
  path: string
  page: boolean
  /** Its JSON file. */
  config: WindowConfig & { component?: boolean; styleIsolation?: string }
  /** Tag → absolute component path, app.json's usingComponents included. */
  using: Record<string, string>
  /** Module path of its script. */
  script: string
  /** Class prefix of its style sheet; pages have none. */
  scope: string | null
  /** From miniprogram_npm: not ours, so the development checks leave it alone. */
  npm: boolean
}

export interface Style {
  path: string
  scope: string | null
  css: string
}

export interface Module {
  code: string
  /** Specifier in the source → module path. */
  deps: Record<string, string>
}
