import type { Package } from './shipped.mjs'

/** A file of a function and what of npm is in it. */
export interface Bundle {
  code: string
  packages: Package[]
}
export function functionNames(): string[]
export function bundleFunction(name: string): Promise<Bundle>
export function bundleSdk(): Promise<Bundle>
export function phonePackage(): Package
