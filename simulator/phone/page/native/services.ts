import { type Picking } from '../shell/picker'

/** What native tags need of the rest of the phone; set once at boot. */
export interface NativeServices {
  /** Calls wx.<name>(options), so that a mocked method is seen. */
  callWx(name: string, options: Record<string, unknown>): void
  /** Shows the picker; null when it was cancelled. */
  pick(picking: Picking): Promise<unknown>
  share(): void
  fontSizeSetting: number
}

let current: NativeServices | undefined

export const setServices = (services: NativeServices): void => {
  current = services
}

/** @throws Error before boot */
export function services(): NativeServices {
  if (!current) throw new Error('native tags are used before the phone page has started')
  return current
}
