import type { Answer, Page as Portion } from '../domain/contract'
import { type Load, loadInto, type LoadablePage, shown } from './loadable'

/** What a page that lists in portions shows of it. */
export interface Listing {
  more: '' | 'loading' | 'end'
  moreFailure: Load['failure'] | null
}

export const LISTING: Listing = { more: '', moreFailure: null }

/** The parts of a page that listing needs. `cursor` is undefined when there is nothing more. */
export interface PageablePage<C> extends LoadablePage {
  data: { load: Load; cards: C[] } & Listing
  cursor: string | undefined
}

/** Below this many cards nobody wonders whether there are more. */
const WORTH_SAYING = 8

type Ask<T> = (cursor?: string) => Promise<Answer<Portion<T>>>

/** Loads the first portion. @returns the failure, if there was one. */
export function loadFirst<T, C>(page: PageablePage<C>, ask: Ask<T>, card: (item: T) => C) {
  return loadInto(page, ask, ({ items, cursor }) => {
    page.cursor = cursor
    const more: Listing['more'] = cursor === undefined && items.length > WORTH_SAYING ? 'end' : ''
    return { patch: { cards: items.map(card), more, moreFailure: null }, empty: items.length === 0 }
  })
}

/** Loads the next portion and sets the new cards alone; a list that was loaded anew meanwhile wins. */
export async function loadMore<T, C>(
  page: PageablePage<C>,
  ask: Ask<T>,
  card: (item: T) => C,
): Promise<void> {
  const { cursor, asked } = page
  if (cursor === undefined || page.data.more === 'loading') return
  page.setData({ more: 'loading', moreFailure: null })
  const answer = await ask(cursor)
  if (asked !== page.asked) return
  if (!answer.ok) {
    page.setData({ more: '', moreFailure: shown(answer.failure) })
    return
  }
  page.cursor = answer.data.cursor
  const patch: Record<string, unknown> = { more: page.cursor === undefined ? 'end' : '' }
  answer.data.items.forEach((item, index) => {
    patch[`cards[${page.data.cards.length + index}]`] = card(item)
  })
  page.setData(patch)
}
