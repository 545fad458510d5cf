/**
 * Two ways in which WXS differs from JavaScript, both seen with the official compiler: an unknown escape keeps its
 * backslash ('\d' is two characters), and `.constructor` is the name of the type as a string.
 */
export function toJavaScript(wxs: string): string {
  return wxs
    .replace(/'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"|\/\/.*|\/\*[\s\S]*?\*\//g, (token) =>
      token.startsWith('/') ? blank(token) : token.replace(/\\([^\\'"nrtbfv0xu\n\r])/g, '\\\\$1'),
    )
    .replace(/\.constructor\b(?!\.name)/g, '.constructor.name')
}

/** A comment without its text, but with its line breaks. */
const blank = (comment: string): string => comment.replace(/[^\n]/g, '')

/** The specifiers that a WXS file requires. */
export const wxsRequires = (source: string): string[] =>
  [...source.matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)].flatMap(([, path]) => path ?? [])
