import selectorParser from 'postcss-selector-parser'
import { NATIVE_TAGS } from './native-tags'

/** Where a style sheet's rules apply. */
export interface SelectorScope {
  /** Class prefix of a component. */
  prefix?: string
  /** Path of the only page they apply to. */
  page?: string
  /** The theme they are for. */
  theme?: string
}

const native = new Set([...NATIVE_TAGS, 'page'])

/** Rewrites a WXSS selector list; scopes are added with `:where()`, so that no rule weighs more than on the phone. */
export function rewriteSelector(selector: string, { prefix, page, theme }: SelectorScope): string {
  return selectorParser((list) => {
    list.each((one) => {
      one.walk((node) => {
        if (node.type === 'tag' && native.has(node.value)) node.value = `wx-${node.value}`
        else if (node.type === 'class' && prefix !== undefined) node.value = `${prefix}--${node.value}`
        else if (node.type === 'pseudo' && node.value === ':host')
          node.replaceWith(attribute('wx-host', prefix ?? ''))
      })
      const first = one.first
      if (page !== undefined) {
        const scope = where('is', page)
        if (first.type === 'tag' && first.value === 'wx-page') one.insertAfter(first, scope)
        else prepend(one, scope)
      }
      if (theme !== undefined) prepend(one, where('data-theme', theme))
    })
  }).processSync(selector)
}

const attribute = (name: string, value: string): selectorParser.Attribute =>
  selectorParser.attribute({
    attribute: name,
    operator: '=',
    value,
    quoteMark: '"',
    raws: { value: JSON.stringify(value) },
  })

const where = (name: string, value: string): selectorParser.Pseudo =>
  selectorParser.pseudo({ value: `:where([${name}=${JSON.stringify(value)}])` })

function prepend(selector: selectorParser.Selector, node: selectorParser.Pseudo): void {
  selector.prepend(selectorParser.combinator({ value: ' ' }))
  selector.prepend(node)
}
