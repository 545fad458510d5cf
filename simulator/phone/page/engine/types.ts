/** What the phone page uses of glass-easel's nodes and definitions; glass-easel's own types are not needed elsewhere. */

export type Data = Record<string, unknown>
export type Method = (this: unknown, ...args: never[]) => unknown

/** A node of a shadow tree: native tag, component, or one without a DOM element (slot, block, text). */
export interface TreeNode {
  /** Component path; native tags are `wx/<tag>`. */
  is?: string
  tagName?: string
  id: string
  class: string
  dataset: Data
  data: Data
  parentNode: TreeNode | null
  /** Absent on text. */
  childNodes?: TreeNode[]
  textContent?: string
  ownerShadowRoot: ShadowTree | null
  getBackendElement(): (HTMLElement & { __wxElement?: TreeNode }) | null
  getShadowRoot(): ShadowTree | null
  getMethodCaller(): Instance
  setData(data: Data): void
  triggerEvent(name: string, detail?: unknown, options?: EventOptions): void
  triggerLifetime(name: string, args: unknown[]): void
  triggerPageLifetime(name: string, args: unknown[]): void
  addListener(name: string, listener: (event: WxEvent) => unknown): void
}

export interface ShadowTree extends TreeNode {
  getHostNode(): TreeNode
}

export interface EventOptions {
  bubbles?: boolean
  composed?: boolean
  capturePhase?: boolean
  extraFields?: Data
}

export interface WxEvent {
  type: string
  detail: unknown
  stopPropagation(): void
}

/** `this` of a page or a component. */
export interface Instance {
  data: Data
  setData(data: Data, done?: () => void): void
  createSelectorQuery(): { in(component: unknown): unknown }
  createIntersectionObserver(options?: unknown): unknown
  [member: string]: unknown
}

/** A page's component tree. */
export interface PageTree {
  node: TreeNode
  instance: Instance
  attach(view: HTMLElement): void
  release(): void
}

export type PropertyType =
  | StringConstructor
  | NumberConstructor
  | BooleanConstructor
  | ArrayConstructor
  | ObjectConstructor
  | null

/** How a native tag works. */
export interface NativeTag {
  /** Whether children are drawn; otherwise the insides are made by `setup` alone. */
  slot: boolean
  /** Property → type, or type and default. */
  properties?: Record<string, PropertyType | { type: PropertyType; value: unknown }>
  /** Called once, when the element stands in the page. Returns what to do when properties changed. */
  setup?(node: TreeNode, host: HTMLElement): ((changed: ReadonlySet<string>) => void) | undefined
}

/** The constructors that a module sees while it defines something. */
export interface Definers {
  Page(definition: Data): void
  Component(definition: Data): void
  Behavior(definition: Data): unknown
}
