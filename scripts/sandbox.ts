// npm run sandbox: the fake WeChat Pay alone.
import { main } from '../simulator/sandbox/cli'

const sandbox = await main(process.argv.slice(2), (line) => {
  console.log(line)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close())
