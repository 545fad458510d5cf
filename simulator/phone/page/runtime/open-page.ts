import { type Unit } from '../../compiled'
import { type PageTree } from '../engine/types'
import { type BarLook } from '../shell/navigation-bar'
import { type EventChannel } from './channel'
import { type PageMeter } from './meters'
import { type Query } from './url'

/** A page on the stack. */
export interface OpenPage {
  id: number
  path: string
  query: Query
  unit: Unit
  tree: PageTree
  /** The scrolling element that stands for the page's web view. */
  view: HTMLElement
  /** What wx.setNavigationBar… changed. */
  bar: Partial<BarLook>
  meter: PageMeter
  channel: EventChannel | undefined
}
