import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '../../../simulator/sandbox'
import { startWorld } from '../../../simulator/world'

test('a world that cannot start leaves no sandbox behind', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'world-'))
  const neighbour = createServer()
  await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve))
  const cloudPort = (neighbour.address() as AddressInfo).port
  await expect(startWorld({ project: process.cwd(), dir, cloudPort })).rejects.toThrow('EADDRINUSE')
  // The folder is locked by whoever still uses it.
  const next = await startSandbox({ dir: join(dir, 'sandbox') })
  await next.close()
  neighbour.close()
  rmSync(dir, { recursive: true })
})
