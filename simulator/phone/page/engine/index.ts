import * as adapter from 'glass-easel-miniprogram-adapter'
import { type CompiledApp, type Unit } from '../../compiled'
import { createBackend } from './backend'
import { defineNatives } from './natives'
import { ReadyQueue } from './ready'
import { insertIntoSlotsOneByOne } from './slots'
import {
  type Data,
  type Definers,
  type Instance,
  type NativeTag,
  type PageTree,
  type TreeNode,
} from './types'

/** Compiled template functions by path; only glass-easel looks inside. */
export type Templates = Record<string, unknown>

export interface EngineOptions {
  app: CompiledApp
  templates: Templates
  natives: Templates
  tags: Record<string, NativeTag>
  /** Called for each instance of the mini-program's own pages and components, before anything of it runs. */
  onCreated(node: TreeNode, instance: Instance): void
  onError(error: unknown): void
}

interface Space {
  getComponentSpace(): {
    updateComponentOptions(options: Data): void
    define(): {
      lifetime(name: string, run: (this: Caller) => void): { lifetime: unknown; registerBehavior(): unknown }
    }
    setGlobalUsingComponent(tag: string, definition: unknown): void
  }
  setOverallBehavior(behavior: unknown): void
  addStyleSheet(path: string, url: string, scope?: string): void
  addCompiledTemplate(path: string, template: unknown): void
  addComponentStaticConfig(path: string, config: unknown): void
  prepareComponentOptions(is: string, options: unknown): [object, unknown]
  componentEnv<T>(path: string, run: (definers: Definers) => T): T
}
type Caller = { _$?: TreeNode } & TreeNode

interface AdapterRoot {
  get(): Instance
  getComponent(): TreeNode
  attach(parent: unknown, placeholder: unknown): void
  release(): void
}

/** The component framework with the mini-program's templates and styles in it. */
export class Engine {
  private readonly space: Space
  private readonly backend: {
    registerStyleSheetContent(url: string, css: string): void
    createRoot(tag: string, space: Space, url: string): AdapterRoot
  }
  private readonly ready = new ReadyQueue()

  constructor(private readonly options: EngineOptions) {
    const { app, templates, natives, tags } = options
    const environment = new adapter.MiniProgramEnv() as unknown as {
      getGlobalCodeSpace(): Space
      createCodeSpace(id: string, main: boolean): Space
      associateBackend(backend: unknown): Engine['backend']
    }
    insertIntoSlotsOneByOne()
    const backend = createBackend(new Set([...Object.keys(tags), 'page']))
    const definitions = defineNatives(environment.getGlobalCodeSpace().getComponentSpace(), natives, tags)
    this.space = environment.createCodeSpace('', true)
    const space = this.space.getComponentSpace()
    // Vant has properties called `id` and `dataset`; written onto the node they would break it.
    space.updateComponentOptions({ writeFieldsToNode: false, writeIdToDOM: true })
    this.keepIds()
    this.space.setOverallBehavior(this.everyComponent())
    for (const [tag, definition] of Object.entries(definitions))
      space.setGlobalUsingComponent(tag, definition)
    this.backend = environment.associateBackend(backend)
    for (const { path, scope, css } of app.styles) {
      this.backend.registerStyleSheetContent(path, css)
      this.space.addStyleSheet(path, path, scope ?? undefined)
    }
    for (const { path } of app.units)
      this.space.addCompiledTemplate(path, { groupList: templates, content: templates[path] })
    this.listenForErrors()
  }

  /** Runs a unit's script; what it defines belongs to that unit. */
  define(unit: Unit, run: (definers: Definers) => void): void {
    this.space.componentEnv(unit.path, run)
  }

  /** Must be told before a unit's Component() or Page() is called; options given in JavaScript join the JSON ones. */
  configure(unit: Unit, options: { styleIsolation?: unknown; addGlobalClass?: unknown } = {}): void {
    this.space.addComponentStaticConfig(unit.path, {
      ...unit.config,
      ...(!unit.page && { component: true }),
      ...(typeof options.styleIsolation === 'string' && { styleIsolation: options.styleIsolation }),
      ...(options.addGlobalClass === true && { addGlobalClass: true }),
      usingComponents: unit.using,
    })
  }

  createPage(path: string): PageTree {
    const root = this.backend.createRoot('page', this.space, `/${path}`)
    const node = root.getComponent()
    node.getBackendElement()?.setAttribute('is', path)
    return {
      node,
      instance: root.get(),
      attach(view) {
        const placeholder = view.appendChild(document.createElement('i'))
        root.attach(view, placeholder)
      },
      release: () => {
        root.release()
      },
    }
  }

  /** glass-easel would put a random prefix before each id in the document, and `#id` in WXSS would find nothing. */
  private keepIds(): void {
    const { space } = this
    const prepare = space.prepareComponentOptions.bind(space)
    space.prepareComponentOptions = (is, options) => {
      const [prepared, isolation] = prepare(is, options)
      return [{ ...prepared, idPrefixGenerator: null }, isolation]
    }
  }

  private everyComponent(): unknown {
    const { onCreated } = this.options
    const { ready } = this
    const builder = this.space
      .getComponentSpace()
      .define()
      .lifetime('created', function () {
        const node = this._$ ?? this
        onCreated(node, node.getMethodCaller())
      }) as unknown as ReturnType<ReturnType<Space['getComponentSpace']>['define']>
    return builder
      .lifetime('attached', function () {
        ready.add(this._$ ?? this)
      })
      .registerBehavior()
  }

  private listenForErrors(): void {
    const { onError } = this.options
    const { glassEasel } = adapter
    glassEasel.addGlobalErrorListener((error: unknown) => {
      onError(error)
      return false
    })
    // WeChat says nothing about `wx:key="index"`, which Vant writes; glass-easel looks for a field of that name.
    glassEasel.addGlobalWarningListener((message: string) => !message.startsWith('Some keys are not unique'))
  }
}
