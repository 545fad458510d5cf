import type { Ending } from './plot'

/** Whether its part was told that it is done, and not that the result is still to come. */
const isDone = ({ said, view }: Ending, part: string): boolean =>
  said(part) === 'done' && view(part)?.pending === undefined

const billedThere = ({ there }: Ending): number | undefined =>
  there.find(({ total }) => total !== undefined)?.total

/**
 * The bill only ever gets lower: whoever was told that it is lowered finds at most that, and nobody whose call was refused finds
 * theirs.
 * @param before what is billed where none of them lowers it, in fen
 */
export const loweredAsSaid =
  (totals: Readonly<Record<string, number>>, before = 900) =>
  (ending: Ending): string[] => {
    const billed = billedThere(ending)
    if (billed === undefined) return ['the bill is gone']
    const asked = Object.entries(totals)
    const possible = asked.filter(([part]) => ending.said(part) !== 'refused').map(([, total]) => total)
    return [
      ...([before, ...possible].includes(billed) ? [] : [`${billed} fen are billed, and nobody was told so`]),
      ...asked
        .filter(([part, total]) => isDone(ending, part) && billed > total)
        .map(([part, total]) => `${part} was told that ${total} fen are billed, and ${billed} are`),
    ]
  }

/** Whoever was told that the debt is given up finds it so, and whoever was refused finds that it is not. */
export const waivedAsSaid =
  (...parts: string[]) =>
  (ending: Ending): string[] => {
    const isWaived = ending.there.every(({ state }) => state === 'REVOKED')
    const done = parts.filter((part) => isDone(ending, part))
    return [
      ...(isWaived ? [] : done.map((part) => `${part} was told that the debt is given up, and it is not`)),
      ...(isWaived && parts.every((part) => ending.said(part) === 'refused')
        ? ['the debt is given up, and everybody was told that it is not']
        : []),
    ]
  }

/** What cannot be asked about goes out once, and does go out when one of these parts was told so. */
export const sentOnce =
  (path: string, ...parts: string[]) =>
  ({ calls, said }: Ending): string[] => {
    const sent = calls(path)
    const isMissing = sent === 0 && parts.some((part) => said(part) === 'done')
    return sent > 1 || isMissing ? [`${path} was called ${sent} times`] : []
  }

/**
 * Each part that was told of its refund finds it, once per intention and with its amount; there is no other, and none of a part
 * that was refused.
 * @param asked amount in fen and intention of each part
 * @param before refunds that there were already, amounts by intention
 */
export const refundedAsSaid =
  (
    asked: Readonly<Record<string, { amount: number; intention: number }>>,
    before: Readonly<Record<number, number>> = {},
  ) =>
  ({ order, said, refunds }: Ending): string[] => {
    const here = (order?.refunds ?? []).map(({ requestKey, amount, out_refund_no }) => ({
      intention: Number(requestKey.split('-').at(-1)),
      amount,
      out_refund_no,
    }))
    const told = Object.entries(asked).filter(([part]) => said(part) === 'done')
    const possible = Object.entries(asked).filter(([part]) => said(part) !== 'refused')
    const wanted: Record<number, number> = { ...before }
    for (const [, { amount, intention }] of possible) wanted[intention] = amount
    return [
      ...told
        .filter(([, { amount, intention }]) => {
          const mine = here.filter((one) => one.intention === intention)
          return mine.length !== 1 || mine[0]?.amount !== amount
        })
        .map(([part]) => `${part} was told of a refund that is not there once`),
      ...here
        .filter(({ intention, amount }) => wanted[intention] !== amount)
        .map(({ out_refund_no }) => `nobody was told of ${out_refund_no.split('_').at(-1) ?? ''}`),
      ...here
        .filter(
          ({ out_refund_no }) => refunds.filter((one) => one.out_refund_no === out_refund_no).length !== 1,
        )
        .map(({ out_refund_no }) => `${out_refund_no.split('_').at(-1) ?? ''} is not once at WeChat Pay`),
    ]
  }
