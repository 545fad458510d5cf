import { controlCalls } from './control/calls'
import { callFaults, notificationFaults } from './faults'
import { switchList } from './switches'

const cell = (text: string): string => text.replaceAll('|', '\\|')

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const code = (text: string): string => `\`${text}\``

/** The parts of docs/sandbox.md that are made of the code itself, by the name of their section. */
export function sandboxSections(): Readonly<Record<string, string>> {
  // The calls are only named here; none is handled, so there need not be a sandbox behind them.
  const calls = controlCalls(undefined as never)
  return {
    calls: table(
      ['call', 'what it does, or its body'],
      calls.map(({ method, path, about }) => [code(`${method} ${path}`), about]),
    ),
    'call-faults': table(
      ['kind', 'what it does'],
      Object.entries(callFaults).map(([kind, what]) => [code(kind), what]),
    ),
    'notification-faults': table(
      ['kind', 'what it does'],
      Object.entries(notificationFaults).map(([kind, what]) => [code(kind), what]),
    ),
    switches: table(
      ['switch', 'values, the default first'],
      switchList.map(({ name, values }) => [code(name), values.map(code).join(', ')]),
    ),
  }
}
