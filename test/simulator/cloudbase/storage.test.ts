import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startCloudBase, type CloudBase } from '../../../simulator/cloudbase'
import { demoOffers } from '../../../simulator/world/demo-offers'
import { AS_PARTNER } from '../../../simulator/world/product'

const storage = join(__dirname, '..', '..', '..', 'simulator', 'world', 'storage')
let cloudbase: CloudBase

beforeAll(async () => {
  cloudbase = await startCloudBase({ storage })
})
afterAll(() => cloudbase.close())

const get = (path: string) => fetch(`${cloudbase.origin}${path}`)

test('every picture of the demo goods is there, small, and drawn as a picture', async () => {
  const demo = {
    service_id: '1',
    product: AS_PARTNER,
    shops: ['1900007782'],
    storage: `${cloudbase.origin}/storage`,
  }
  const pictures = demoOffers(demo).flatMap(({ goods = [] }) => goods.map(({ picture }) => picture))
  expect(pictures).toHaveLength(8)
  for (const picture of pictures) {
    const answer = await fetch(picture)
    expect(`${picture} ${answer.status} ${answer.headers.get('content-type')}`).toBe(
      `${picture} 200 image/svg+xml`,
    )
    expect(await answer.text()).toMatch(/^<svg xmlns=/)
  }
  for (const file of readdirSync(join(storage, 'goods')))
    expect(statSync(join(storage, 'goods', file)).size).toBeLessThan(3072)
})

test('answers nothing from outside of its folder, of another kind, or that is not there', async () => {
  for (const path of [
    '/storage/',
    '/storage/goods',
    '/storage/goods/none.svg',
    '/storage/..%2fseed.ts',
    '/storage/..%2f..%2f..%2fminiprogram%2fimages%2ftab-home.png',
    '/storage/%E0%A4%A.svg',
  ])
    expect(`${path} ${(await get(path)).status}`).toBe(`${path} 404`)
})

test('has no pictures where nobody names a folder', async () => {
  const bare = await startCloudBase({})
  expect((await fetch(`${bare.origin}/storage/goods/teacup.svg`)).status).toBe(404)
  await bare.close()
})
