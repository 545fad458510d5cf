import { parseArgs } from 'node:util'
import { startSandbox, type Sandbox } from './index'

export const USAGE = `npm run sandbox -- [--port 8081]  (0 = a free port)
                   [--dir .local/sandbox]  where keys and orders are kept
                   [--notify-url http://127.0.0.1:…]  where notifications go; this machine only
                   [--time-scale 1]  60 repeats notifications 60 times faster`

/**
 * Starts the fake WeChat Pay alone.
 * @returns undefined when only the usage was asked for
 * @throws Error saying which option is wrong, which port is taken or which process holds the folder
 */
export async function main(
  argv: readonly string[],
  print: (line: string) => void,
): Promise<Sandbox | undefined> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string', default: '8081' },
      dir: { type: 'string', default: '.local/sandbox' },
      'notify-url': { type: 'string' },
      'time-scale': { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    print(USAGE)
    return undefined
  }
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port is not a port: 0 to 65535.\n${USAGE}`)
  const timeScale = Number(values['time-scale'])
  if (!(timeScale > 0)) throw new Error(`--time-scale is a number above 0.\n${USAGE}`)
  const sandbox = await startSandbox({
    port,
    dir: values.dir,
    timeScale,
    ...(values['notify-url'] !== undefined && { notifyUrls: values['notify-url'] }),
  })
  print(`A fake WeChat Pay for any client: ${sandbox.origin}`)
  print(`What a merchant holds:            ${sandbox.origin}/sandbox/credentials`)
  print(`All control calls:                ${sandbox.origin}/sandbox`)
  print(`What each does:                   docs/sandbox.md`)
  return sandbox
}
