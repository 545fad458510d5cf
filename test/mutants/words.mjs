// @ts-check
// What is no behaviour is no mutant: sentences for people, names in a log, and the texts that go with an error.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

const sentence = /[\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/

/** @param {import('@stryker-mutator/api/ignore').NodePath} path */
function texts({ node }) {
  if (node.type === 'StringLiteral') return [node.value]
  if (node.type !== 'TemplateLiteral') return []
  const plain = node.expressions.every(({ type }) => type === 'Identifier' || type === 'MemberExpression')
  return plain ? node.quasis.map(({ value }) => value.raw) : []
}

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'words', {
    shouldIgnore: (path) =>
      texts(path).some((text) => sentence.test(text)) ? 'a sentence for people' : undefined,
  }),
]
