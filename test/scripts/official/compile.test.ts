import { packageSizes } from '../../../scripts/official/compile'

const app = JSON.stringify({
  pages: ['pages/home/home'],
  subPackages: [{ root: 'console' }, { root: 'goods/' }],
})

describe('packageSizes', () => {
  it('gives each file to the package whose root it lies in, and counts bytes', () => {
    const files = {
      'app.json': app,
      'pages/home/home.wxml': '先享后付',
      'console/pages/order/order.js': Buffer.alloc(1000),
      'goods/a.wxss': 'abc',
      'goods/b.wxss': 'de',
      'console-words.js': 'x',
    }
    expect(packageSizes(files)).toEqual({
      main: Buffer.byteLength(app) + 12 + 1,
      'console/': 1000,
      'goods/': 5,
    })
  })

  it('knows a mini-program without subpackages', () => {
    expect(packageSizes({ 'app.json': '{}', 'app.js': 'App({})' })).toEqual({ main: 9 })
  })
})
