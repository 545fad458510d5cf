import { blocked, startSession, stopSession } from './session'
import { pagesSuite } from './suite/pages'
import { componentsSuite } from './suite/components'
import { nativeTagsSuite } from './suite/native-tags'
import { vantSuite } from './suite/vant'
import { wxSuite } from './suite/wx'
import { protocolSuite } from './suite/protocol'
import { desktopSuite } from './suite/desktop'

beforeAll(startSession, 60_000)
afterAll(stopSession)

// In one file, for one browser: starting it is what costs.
pagesSuite()
componentsSuite()
nativeTagsSuite()
vantSuite()
wxSuite()
protocolSuite()
desktopSuite()

test('nothing was asked of another machine but what the tests tried', () => {
  expect(new Set(blocked.map((url) => new URL(url).hostname))).toEqual(
    new Set(blocked.length > 0 ? ['example.com'] : []),
  )
})
