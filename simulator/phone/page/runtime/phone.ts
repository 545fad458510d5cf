import { type CompiledApp, type Theme } from '../../compiled'
import { type Shell } from '../shell/index'
import { type Toast } from '../shell/toast'
import { type Application } from './application'
import { type Report } from './hooks'
import { type Meters } from './meters'
import { type Pages } from './pages'
import { type Settings } from './settings'

/** Everything that the wx APIs and the automator work on. */
export interface Phone {
  app: CompiledApp
  settings: Settings
  shell: Shell
  toast: Toast
  pages: Pages
  application: Application
  meters: Meters
  report: Report
  theme: Theme
  /** wx.onThemeChange listeners. */
  themeListeners: Set<unknown>
}
