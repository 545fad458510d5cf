import { getDotPath, safeParse } from 'valibot'
import { checkLines, type LineProblem } from '#domain/fee'
import { linesOf } from '#domain/lines/pay-on-delivery'
import { previewOffer, type Protocol } from '#domain/offer'
import { isProtocol, PROTOCOL_NAMES, protocolOf } from '../protocols'
import type { OfferDocument } from './document'
import { offerSchema } from './schema'

/** What is wrong with an offer's document, and where; nothing of it is repeated but names of fields. */
export type OfferProblem = LineProblem

/** What an offer without `protocol` is made with: what a merchant who signs up today has (facts: payscore 1.7). */
export const DEFAULT_PROTOCOL: Protocol = 'service-orders'

/**
 * Looks at an offer as a merchant wrote it.
 * @returns every problem, in words for whoever edits the document; empty when customers may see the offer
 */
export function problemsOf(document: unknown): OfferProblem[] {
  const parsed = safeParse(offerSchema, document)
  if (!parsed.success)
    return parsed.issues.map((issue) => ({ path: getDotPath(issue) ?? '', problem: issue.message }))
  const offer = document as OfferDocument
  return [...protocolProblems(offer), ...lineProblems(offer), ...shopProblems(offer), ...priceProblems(offer)]
}

/** What the protocol does not have. */
function protocolProblems({ protocol = DEFAULT_PROTOCOL, mode, asks }: OfferDocument): OfferProblem[] {
  if (!isProtocol(protocol))
    return [{ path: 'protocol', problem: `is unknown; it is one of ${PROTOCOL_NAMES.join(', ')}` }]
  const { rules } = protocolOf(protocol)
  const problems: OfferProblem[] = []
  if (!rules.modes.includes(mode))
    problems.push({ path: 'mode', problem: `is not one that ${protocol} has: ${rules.modes.join(', ')}` })
  if (asks.length > 0 && !rules.asks)
    problems.push({ path: 'asks', problem: `must be empty: ${protocol} has no field for a person's data` })
  return problems
}

const PRICED = ['fees', 'discounts', 'choices', 'asks'] as const

/** What an offer must not say whose price is elsewhere. */
const mustBeEmpty = (offer: OfferDocument, because: string): OfferProblem[] =>
  PRICED.filter((field) => offer[field].length > 0).map((path) => ({
    path,
    problem: `must be empty: ${because}`,
  }))

/** What belongs to one line alone. */
function lineProblems(offer: OfferDocument): OfferProblem[] {
  const { line, goods, receiveAfterDays, protocol = DEFAULT_PROTOCOL } = offer
  const problems: OfferProblem[] = []
  if (isProtocol(protocol) && !protocolOf(protocol).rules.lines.includes(line))
    problems.push({ path: 'line', problem: `is not one that ${protocol} carries` })
  if (line !== 'pay-on-delivery') {
    if (goods) problems.push({ path: 'goods', problem: 'is for the line pay-on-delivery alone' })
    if (line === 'sign-plan')
      problems.push(...mustBeEmpty(offer, 'plans have their own prices: an operator makes them'))
    return problems
  }
  if (!goods) return [...problems, { path: 'goods', problem: 'is missing: say what is sold' }]
  if (receiveAfterDays === undefined)
    problems.push({
      path: 'receiveAfterDays',
      problem: 'is missing: after how many days do sent goods count as received?',
    })
  problems.push(...mustBeEmpty(offer, 'goods have their own price'))
  for (const [field, values] of [
    ['id', goods.map(({ id }) => id)],
    ['name', goods.map(({ name }) => name)],
  ] as const)
    if (new Set(values).size < values.length)
      problems.push({ path: 'goods', problem: `has a ${field} twice` })
  // Their names become lines of a create and of a bill.
  const lines = linesOf(goods.map((one) => ({ ...one, count: 1 })))
  for (const { path, problem } of checkLines(lines, []))
    // A shelf may hold more than an order.
    if (path !== 'fees') problems.push({ path: path.replace('fees', 'goods'), problem })
  goods.forEach(({ amount }, at) => {
    if (amount > offer.maxCharge)
      problems.push({ path: `goods[${at}].amount`, problem: 'is above maxCharge: nobody can order it' })
  })
  return problems
}

function shopProblems({ mode, sub_mchid, merchant }: OfferDocument): OfferProblem[] {
  if (mode === 'partner')
    return sub_mchid === undefined
      ? [{ path: 'sub_mchid', problem: 'is missing: a service provider says which shop the offer is for' }]
      : []
  return [
    ...(sub_mchid === undefined
      ? []
      : [{ path: 'sub_mchid', problem: 'is for partner mode: remove it, or set mode to partner' }]),
    ...(merchant ? [] : [{ path: 'merchant', problem: 'is missing: name and phone stand on every order' }]),
  ]
}

/** The price of the offer alone, and with each option of each choice. */
function priceProblems(offer: OfferDocument): OfferProblem[] {
  const problems = [...checkLines(offer.fees, offer.discounts), ...limitProblems('', offer)]
  const ids = offer.choices.map(({ id }) => id)
  if (new Set(ids).size < ids.length) problems.push({ path: 'choices', problem: 'has an id twice' })
  offer.choices.forEach((choice, at) => {
    const options = choice.options.map(({ id }) => id)
    if (new Set(options).size < options.length)
      problems.push({ path: `choices[${at}].options`, problem: 'has an id twice' })
    choice.options.forEach((option, n) => {
      const path = `choices[${at}].options[${n}].`
      const preview = previewOffer({ ...offer, choices: [choice] }, { [choice.id]: option.id })
      if ('problem' in preview) return
      const lines = checkLines(preview.fees, [])
      problems.push(
        ...lines.map((line) => ({ ...line, path: path + line.path })),
        ...limitProblems(path, preview),
      )
    })
  })
  return problems
}

const limitProblems = (
  path: string,
  { maxCharge, riskAmount }: Pick<OfferDocument, 'maxCharge' | 'riskAmount'>,
): OfferProblem[] =>
  maxCharge > riskAmount ? [{ path: `${path}maxCharge`, problem: 'is above riskAmount' }] : []
