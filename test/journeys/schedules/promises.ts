import type { Ending, Plot } from './plot'

/** What was promised to whoever heard "done" about a completion is what WeChat Pay billed. */
export const billedAsSaid =
  (totals: Readonly<Record<string, number>>) =>
  ({ order, said, there }: Ending): string[] => {
    const done = Object.keys(totals).filter((part) => said(part) === 'done')
    const billed = there.find(({ total }) => total !== undefined)?.total
    const wrong = done
      // What ended as unused is completed with nothing, or cancelled and not billed at all.
      .filter((part) => (totals[part] === 0 ? (billed ?? 0) !== 0 : totals[part] !== billed))
      .map(
        (part) => `${part} was told that ${totals[part] ?? 0} fen are billed, and ${billed ?? 'nothing'} are`,
      )
    if (done.length > 1) wrong.push('two different completions were told that they worked')
    if (done.length > 0 && order?.bill?.total !== billed)
      wrong.push('the bill is another one than WeChat Pay has')
    return wrong
  }

/** Whoever was told that the order is cancelled finds no live one. */
export const cancelledAsSaid =
  (...parts: string[]) =>
  ({ said, view, there }: Ending): string[] =>
    parts
      .filter((part) => said(part) === 'done' && view(part)?.state === 'REVOKED')
      .filter(() => there.some(({ state }) => !['REVOKED', 'EXPIRED'].includes(state)))
      .map((part) => `${part} was told that the order is cancelled, and it lives`)

export const both =
  (...checks: NonNullable<Plot['wrong']>[]): NonNullable<Plot['wrong']> =>
  (ending) =>
    checks.flatMap((check) => check(ending))

/** Two people say that it was paid in two ways: a person has to give money back. */
export const paidTwice = ({ order }: Ending): string[] => (order?.outcome === 'paid' ? ['退还'] : [])

/** A cancel that the timer sent again came after the confirmation: whoever wanted it has to hear that the order lives. */
export const cancelTooLate = ({ order }: Ending): string[] =>
  order?.audit.some(({ what }) => what === 'cancel refused') ? ['取消被微信支付拒绝'] : []
