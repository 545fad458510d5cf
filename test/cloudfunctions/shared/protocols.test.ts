import { join } from 'node:path'
import { build } from 'esbuild'
import { isProtocol, PROTOCOL_NAMES, protocolOf, rulesOf } from '../../../cloudfunctions/shared/protocols'

const root = join(__dirname, '../../..')

test('every protocol has calls and rules', () => {
  expect(PROTOCOL_NAMES.sort()).toEqual(['payafter-orders', 'service-orders'])
  for (const name of PROTOCOL_NAMES.filter(isProtocol)) expect(protocolOf(name).rules).toBe(rulesOf(name))
})

test('who listens carries no calls', async () => {
  const { metafile } = await build({
    entryPoints: [join(root, 'cloudfunctions/notify/index.ts')],
    bundle: true,
    minify: true,
    platform: 'node',
    external: ['wx-server-sdk'],
    metafile: true,
    write: false,
    absWorkingDir: root,
    outfile: 'notify.js',
  })
  const [output] = Object.values(metafile.outputs)
  const carried = Object.entries(output?.inputs ?? {}).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 && /wechatpay\/.*(adapter|create|complete)\.ts$/.test(file) ? [file] : [],
  )
  expect(carried).toEqual([])
})
