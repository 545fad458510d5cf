import { switchList } from './switches'

const cell = (text: string): string => text.replaceAll('|', '\\|')

/**
 * What the sandbox assumes about WeChat Pay, as a markdown table for docs/unverified.md: assumption, switch with its
 * values (the first is the default), source, how to check on the first real day.
 */
export function unverifiedTable(): string {
  const rows = switchList.map(({ name, values, assumption, source, check }) => {
    const choices = values.map((value) => `\`${value}\``).join(', ')
    return [assumption, `\`${name}\`: ${choices}`, source, check]
  })
  const table = [['Assumption', 'Switch', 'Source', 'How to check'], ['---', '---', '---', '---'], ...rows]
  return table.map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n') + '\n'
}
