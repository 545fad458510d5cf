import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Keeps a second sandbox out of a folder: two would write over each other's journal. A lock left by a killed process
 * counts for nothing.
 * @returns a function that gives the folder back
 * @throws Error naming the process that holds it
 */
export function lockFolder(dir: string): () => void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, 'lock')
  const holder = readHolder(file)
  if (holder !== undefined && isAlive(holder)) {
    throw new Error(
      `The folder ${dir} is in use by process ${holder}. Stop it, choose another folder with --dir, or delete ${file} if that process is something else.`,
    )
  }
  writeFileSync(file, String(process.pid), { mode: 0o600 })
  return () => {
    rmSync(file, { force: true })
  }
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
