import { type CompiledApp, type Unit } from '../../compiled'
import { type Engine } from '../engine/index'
import { type Data, type Definers } from '../engine/types'
import { type Application } from './application'
import { Modules } from './modules'
import { type Pages } from './pages'
import { WorldDate } from './world-date'

/** Behaviours that WeChat has built in; glass-easel does not know their names. */
const BUILT_IN: Record<string, Data> = {
  'wx://form-field': { properties: { name: { type: String }, value: { type: null } } },
  'wx://form-field-group': {},
  'wx://form-field-button': {},
  'wx://component-export': {},
}

/** Runs the mini-program's scripts: app first, then each unit inside its own definition. */
export function runProgram(
  app: CompiledApp,
  engine: Engine,
  application: Application,
  pages: Pages,
  wx: unknown,
): void {
  let current: { unit: Unit; definers: Definers } | undefined
  const builtIn = new Map<string, unknown>()

  const defining = (): { unit: Unit; definers: Definers } => {
    if (!current)
      throw new Error('Page, Component and Behavior can be called only while a page or component is loaded')
    return current
  }
  const withBehaviors = (definition: Data): Data => {
    const { behaviors } = definition
    if (!Array.isArray(behaviors)) return definition
    return { ...definition, behaviors: behaviors.map(behavior) }
  }
  const behavior = (value: unknown): unknown => {
    if (typeof value !== 'string') return value
    const known = BUILT_IN[value]
    if (!known) throw new Error(`not implemented in the phone page: behavior "${value}"`)
    if (!builtIn.has(value)) builtIn.set(value, defining().definers.Behavior(known))
    return builtIn.get(value)
  }

  const globals = {
    wx,
    Date: WorldDate,
    App: (instance: Record<string, unknown>) => {
      application.instance = instance
    },
    Page: (definition: Data) => {
      const { unit, definers } = defining()
      engine.configure(unit)
      definers.Page(withBehaviors(definition))
    },
    Component: (definition: Data) => {
      const { unit, definers } = defining()
      engine.configure(unit, definition.options ?? {})
      definers.Component(withBehaviors(definition))
    },
    Behavior: (definition: Data) => defining().definers.Behavior(withBehaviors(definition)),
    getApp: () => application.instance,
    getCurrentPages: () => pages.stack.map(({ tree }) => tree.instance),
    requirePlugin: () => {
      throw new Error('not implemented in the phone page: requirePlugin')
    },
  }
  const modules = new Modules(app.modules, () => globals)
  modules.require(app.entry)
  for (const unit of app.units)
    engine.define(unit, (definers) => {
      current = { unit, definers }
      modules.require(unit.script)
      current = undefined
    })
}
