import { parseArgs } from 'node:util'
import { startSandbox, type Sandbox } from './index'

/** `npm run sandbox -- [--port 8081] [--dir .local/sandbox] [--notify-url http://127.0.0.1:…]` */
export async function main(argv: readonly string[], print: (line: string) => void): Promise<Sandbox> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string', default: '8081' },
      dir: { type: 'string', default: '.local/sandbox' },
      'notify-url': { type: 'string' },
      'time-scale': { type: 'string', default: '1' },
    },
  })
  const sandbox = await startSandbox({
    port: Number(values.port),
    dir: values.dir,
    timeScale: Number(values['time-scale']),
    ...(values['notify-url'] !== undefined && { notifyUrls: values['notify-url'] }),
  })
  print(`A fake WeChat Pay for any client: ${sandbox.origin}`)
  print(`What a merchant holds:            ${sandbox.origin}/sandbox/credentials`)
  print(`All control calls:                ${sandbox.origin}/sandbox`)
  return sandbox
}
