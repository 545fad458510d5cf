import { type Theme } from '../../compiled'

/** What the address of the page asks for. */
export interface Settings {
  /** wx.getAccountInfoSync().miniProgram.envVersion. */
  envVersion: 'develop' | 'trial' | 'release'
  /** wx methods that this phone does not have. */
  without: ReadonlySet<string>
  /** Overrides the browser's colour scheme. */
  theme: Theme | undefined
  /** WeChat's font size in px; 17 is the standard one. */
  fontSizeSetting: number
  /** Page path with query to start at, instead of app.json's first. */
  start: string | undefined
}

export function readSettings(search: string): Settings {
  const query = new URLSearchParams(search)
  const envVersion = query.get('envVersion')
  const theme = query.get('theme')
  return {
    envVersion: envVersion === 'trial' || envVersion === 'release' ? envVersion : 'develop',
    without: new Set(query.getAll('without').flatMap((names) => names.split(','))),
    theme: theme === 'light' || theme === 'dark' ? theme : undefined,
    fontSizeSetting: Number(query.get('fontSize') ?? 17),
    start: query.get('page') ?? undefined,
  }
}
