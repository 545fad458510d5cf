// npm run sandbox: the fake WeChat Pay alone.
import { main, USAGE } from '../simulator/sandbox/cli'

main(process.argv.slice(2), (line) => {
  console.log(line)
}).then(
  (sandbox) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox?.close())
  },
  (error: unknown) => {
    const { code = '', message } = error as NodeJS.ErrnoException
    console.error(code.startsWith('ERR_PARSE_ARGS') ? `${message}\n${USAGE}` : message)
    process.exitCode = 1
  },
)
