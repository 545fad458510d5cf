import { type Load, LOADING, loadInto } from '../../../miniprogram/behaviors/loadable'
import { LISTING, type Listing, loadFirst, loadMore } from '../../../miniprogram/behaviors/pageable'
import type { Answer, Page } from '../../../miniprogram/domain/contract'

const failure = { code: 'OFFLINE' as const, message: '网络连接不畅', requestId: '' }

function page() {
  const sets: Record<string, unknown>[] = []
  const self = {
    data: { load: LOADING as Load, cards: [] as number[], ...(LISTING as Listing) },
    asked: 0,
    cursor: undefined as string | undefined,
    sets,
    setData(patch: Record<string, unknown>) {
      sets.push(patch)
      for (const [path, value] of Object.entries(patch)) {
        const index = /^cards\[(\d+)\]$/.exec(path)?.[1]
        if (index === undefined) Object.assign(self.data, { [path]: value })
        else self.data.cards[Number(index)] = value as number
      }
    },
  }
  return self
}

const ok = <T>(data: T): Promise<Answer<T>> => Promise.resolve({ ok: true, data })
const bad = <T>(): Promise<Answer<T>> => Promise.resolve({ ok: false, failure })

describe('loading', () => {
  it('becomes ready with one setData', async () => {
    const self = page()
    await loadInto(
      self,
      () => ok(7),
      (n) => ({ patch: { cards: [n] } }),
    )
    expect(self.sets).toEqual([{ cards: [7], load: { phase: 'ready' } }])
  })

  it('fails with what to do next, and a refresh that fails keeps what is shown', async () => {
    const self = page()
    expect(
      await loadInto(
        self,
        () => bad<number>(),
        () => ({ patch: {} }),
      ),
    ).toEqual(failure)
    expect(self.data.load).toMatchObject({ phase: 'failed', failure: { advice: '请检查网络后重试' } })
    await loadInto(
      self,
      () => ok(1),
      () => ({ patch: {} }),
    )
    await loadInto(
      self,
      () => bad<number>(),
      () => ({ patch: {} }),
    )
    expect(self.data.load).toMatchObject({ phase: 'ready', failure: { code: 'OFFLINE' } })
  })

  it('a failure’s own advice goes before its code’s', async () => {
    const self = page()
    await loadInto(
      self,
      () => Promise.resolve<Answer<number>>({ ok: false, failure: { ...failure, advice: '换个地方再试' } }),
      () => ({ patch: {} }),
    )
    expect(self.data.load).toMatchObject({ failure: { advice: '换个地方再试' } })
  })

  it('a late answer never overwrites a newer one', async () => {
    const self = page()
    let late: (answer: Answer<number>) => void = () => undefined
    const first = loadInto(
      self,
      () => new Promise<Answer<number>>((resolve) => (late = resolve)),
      (n) => ({ patch: { cards: [n] } }),
    )
    await loadInto(
      self,
      () => ok(2),
      (n) => ({ patch: { cards: [n] } }),
    )
    late({ ok: true, data: 1 })
    await first
    expect(self.data.cards).toEqual([2])
  })
})

describe('lists in portions', () => {
  const portions: Record<string, Page<number>> = { '': { items: [1, 2], cursor: 'x' }, x: { items: [3] } }
  const ask = (cursor = '') => ok(portions[cursor] as Page<number>)

  it('adds a portion by setting the new cards alone', async () => {
    const self = page()
    await loadFirst(self, ask, (n: number) => n)
    await loadMore(self, ask, (n: number) => n)
    expect(self.data.cards).toEqual([1, 2, 3])
    expect(self.sets[self.sets.length - 1]).toEqual({ 'cards[2]': 3, more: 'end' })
  })

  it('is empty when there is nothing, and asks no further than the end', async () => {
    const self = page()
    await loadFirst(
      self,
      () => ok<Page<number>>({ items: [] }),
      (n: number) => n,
    )
    expect(self.data.load.phase).toBe('empty')
    const before = self.sets.length
    await loadMore(self, ask, (n: number) => n)
    expect(self.sets).toHaveLength(before)
  })

  it('a portion that fails can be asked for again; a list loaded anew wins', async () => {
    const self = page()
    await loadFirst(self, ask, (n: number) => n)
    await loadMore(
      self,
      () => bad<Page<number>>(),
      (n: number) => n,
    )
    expect(self.data).toMatchObject({ more: '', moreFailure: { code: 'OFFLINE' }, cards: [1, 2] })
    let late: (answer: Answer<Page<number>>) => void = () => undefined
    const more = loadMore(
      self,
      () => new Promise<Answer<Page<number>>>((resolve) => (late = resolve)),
      (n: number) => n,
    )
    await loadFirst(
      self,
      () => ok<Page<number>>({ items: [9] }),
      (n: number) => n,
    )
    late({ ok: true, data: { items: [3] } })
    await more
    expect(self.data.cards).toEqual([9])
  })
})
