/** One thing that is wrong with the mini-program's source. */
export interface Problem {
  /** Path below the mini-program's root. */
  file: string
  /** From 1; absent when the whole file is meant. */
  line?: number
  message: string
}

/** The source cannot run; `problems` holds everything found, not only the first. */
export class CompileError extends Error {
  override name = 'CompileError'
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(describe).join('\n'))
  }
}

/** `pages/home/home.wxml:3 unknown tag <foo>` */
export const describe = ({ file, line, message }: Problem): string =>
  `${file}${line === undefined ? '' : `:${line}`} ${message}`

/** The line, from 1, of an offset in a text. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
