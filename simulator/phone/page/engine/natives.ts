import { type Templates } from './index'
import { type NativeTag, type PropertyType, type TreeNode } from './types'
import { COMMON_PROPERTIES, common } from '../native/common'

interface Builder {
  options(options: object): Builder
  template(template: object): Builder
  property(name: string, type: PropertyType | { type: PropertyType; value: unknown }): Builder
  observer(path: string, run: (this: Self) => void): Builder
  lifetime(name: string, run: (this: Self) => void): Builder
  registerComponent(): unknown
}
type Self = { _$?: TreeNode } & TreeNode

/** Registers the native tags as components of the framework. */
export function defineNatives(
  space: unknown,
  templates: Templates,
  tags: Record<string, NativeTag>,
): Record<string, unknown> {
  const define = (space as { define(is: string): Builder }).define.bind(space)
  const definitions: Record<string, unknown> = {}
  for (const [tag, native] of Object.entries(tags)) {
    const properties = { ...COMMON_PROPERTIES, ...native.properties }
    const updates = new WeakMap<TreeNode, (name: string) => void>()
    let builder = define(`wx/${tag}`)
      .options({ multipleSlots: false })
      .template({ groupList: templates, content: templates[native.slot ? 'slot' : 'empty'] })
    for (const [name, type] of Object.entries(properties)) {
      builder = builder.property(name, type)
      builder = builder.observer(name, function () {
        updates.get(this._$ ?? this)?.(name)
      })
    }
    definitions[tag] = builder
      .lifetime('attached', function () {
        const node = this._$ ?? this
        const host = node.getBackendElement()
        if (!host || updates.has(node)) return
        const applyCommon = common(node, host)
        const applyOwn = native.setup?.(node, host)
        const apply = (changed: ReadonlySet<string>): void => {
          applyCommon(changed)
          applyOwn?.(changed)
        }
        apply(new Set(Object.keys(properties)))
        updates.set(node, (name) => apply(new Set([name])))
      })
      .registerComponent()
  }
  return definitions
}
