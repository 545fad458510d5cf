/** One npm package in what ships. */
export interface Shipped {
  name: string
  version: string
  licence: string
  folder: string
  /** Its licence's own text, where it has one. */
  text: string
  /** The files that hold some of it. */
  in: string[]
}
export type Package = Omit<Shipped, 'in'>
export const ALLOWED_LICENCES: readonly string[]
export const WITHOUT_LICENCE: readonly string[]
export function noticeOf(packages: readonly Package[]): string
