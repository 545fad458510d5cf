import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PEOPLE } from '../simulator/phone/people'

const USAGE = `npm run -s invoke -- <function> '<event json>' [--openid ${PEOPLE[0].openid}] [--cloud-port 8082]
npm run -s invoke -- --list                          functions and their actions
People: ${PEOPLE.map(({ openid, name, role }) => `${openid} (${name}, ${role})`).join('; ')}`

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      openid: { type: 'string', default: PEOPLE[0].openid },
      'cloud-port': { type: 'string', default: '8082' },
      list: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.list) return list()
  const [name, event = '{}'] = positionals
  if (values.help || name === undefined) return console.log(USAGE)
  const body = compact(event)
  const response = await fetch(
    `http://127.0.0.1:${values['cloud-port']}/local/call/${encodeURIComponent(name)}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-local-openid': values.openid },
      body,
    },
  )
  const answer = (await response.json()) as { result?: unknown }
  console.log(JSON.stringify('result' in answer ? answer.result : answer, null, 2))
  if (!response.ok) process.exitCode = 1
}

/** @throws Error with an example, because shells treat quotes differently */
function compact(event: string): string {
  try {
    return JSON.stringify(JSON.parse(event))
  } catch (error) {
    throw new Error(
      `The event is not JSON (${(error as Error).message}). For example: '{"action":"offers"}'; in cmd.exe "{\\"action\\":\\"offers\\"}".`,
    )
  }
}

/** Asks the built functions themselves. */
function list(): void {
  const load = createRequire(import.meta.url)
  for (const name of ['orders', 'console']) {
    const file = join(PROJECT_ROOT, 'dist', 'cloudfunctions', name, 'index.js')
    const { actionNames } = load(file) as { actionNames: string[] }
    console.log(`${name}: ${actionNames.join(', ')}`)
  }
  console.log('notify: HTTP access, from WeChat Pay\nreconcile: the timer, every minute')
}

declare const PROJECT_ROOT: string

main().catch((error: unknown) => {
  const { message, cause, code } = error as Error & { code?: string; cause?: { code?: string } }
  console.error(
    cause?.code === 'ECONNREFUSED'
      ? 'Nothing answers. Is `npm start` running? It prints its ports; --cloud-port names another one than 8082.'
      : code?.startsWith('ERR_PARSE_ARGS')
        ? `${message}\n${USAGE}`
        : message,
  )
  process.exitCode = 1
})
