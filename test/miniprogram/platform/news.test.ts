import { createNews } from '../../../miniprogram/platform/news'

it('tells the newest of each, once', () => {
  const news = createNews<{ id: string; n: number }>(({ id }) => id)
  news.tell({ id: 'a', n: 1 })
  news.tell({ id: 'b', n: 2 })
  news.tell({ id: 'a', n: 3 })
  expect(news.take()).toEqual([
    { id: 'b', n: 2 },
    { id: 'a', n: 3 },
  ])
  expect(news.take()).toEqual([])
})
