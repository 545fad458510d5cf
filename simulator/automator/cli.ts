import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../phone/root'
import { startPhonePage } from '../phone/index'
import { startAutomator } from './index'

const USAGE = `usage: cli.mjs auto --project <folder with project.config.json> --auto-port <port>
                    [--page-url <a phone page that runs already>]
                    [--sandbox <origin>] [--cloudbase <origin>]`

/**
 * What `automator.launch` starts: the phone page of a project, and the automator server on the port that the client
 * chose. It ends when the client closes the mini-program.
 */
export async function main(args: string[]): Promise<void> {
  const { values, positionals } = read(args)
  if (positionals[0] !== 'auto' || values.project === undefined || values['auto-port'] === undefined) {
    process.stderr.write(`${USAGE}\n`)
    process.exitCode = 2
    return
  }
  const page =
    values['page-url'] === undefined
      ? await startPhonePage({
          project: resolve(values.project),
          npm: installedPackages(projectRoot()),
          ...(values.sandbox !== undefined && { sandbox: values.sandbox }),
          ...(values.cloudbase !== undefined && { cloudbase: values.cloudbase }),
        })
      : undefined
  const automator = await startAutomator({
    pageUrl: page?.origin ?? values['page-url'] ?? '',
    port: Number(values['auto-port']),
  })
  process.once('SIGTERM', () => void automator.close())
  process.once('SIGINT', () => void automator.close())
  await automator.closed
  await page?.close()
}

/** `--auto-account`, `--ticket` and `--trust-project` may come too and mean nothing here. */
const read = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      project: { type: 'string' },
      'auto-port': { type: 'string' },
      'auto-account': { type: 'string' },
      ticket: { type: 'string' },
      'trust-project': { type: 'boolean' },
      'page-url': { type: 'string' },
      sandbox: { type: 'string' },
      cloudbase: { type: 'string' },
    },
  })

/** Packages for the phone as they are installed, for a project whose miniprogram_npm was not built. */
export function installedPackages(root: string): Record<string, string> {
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
  }
  return Object.fromEntries(
    Object.keys(dependencies).flatMap((name) => {
      const folder = join(root, 'node_modules', name)
      if (!existsSync(join(folder, 'package.json'))) return []
      const { miniprogram } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        miniprogram?: string
      }
      return miniprogram === undefined ? [] : [[name, join(folder, miniprogram)] as const]
    }),
  )
}
