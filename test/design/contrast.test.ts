import { read } from './sources'

type Tokens = Record<string, string>

/** `--name: #rrggbb` in the light block, and the dark block over it. */
function themes(): Record<'light' | 'dark', Tokens> {
  const [light = '', dark = ''] = read('styles/tokens.wxss').split('@media (prefers-color-scheme: dark)')
  const tokens = (text: string): Tokens =>
    Object.fromEntries(
      [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
    )
  return { light: tokens(light), dark: { ...tokens(light), ...tokens(dark) } }
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2: (lighter + 0.05) / (darker + 0.05). */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** Text token → the surfaces it is written on. */
const WRITTEN_ON: Record<string, string[]> = {
  text: ['page', 'surface', 'sunken'],
  'text-soft': ['page', 'surface', 'sunken', 'muted-soft'],
  'brand-text': ['page', 'surface', 'brand-soft'],
  'on-brand': ['brand'],
  'waiting-text': ['waiting-soft'],
  'progress-text': ['progress-soft'],
  'danger-text': ['danger-soft', 'surface', 'page'],
  'on-danger': ['danger'],
}

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  const tokens = themes()[theme]
  const pairs = Object.entries(WRITTEN_ON).flatMap(([text, surfaces]) =>
    surfaces.map((surface) => [text, surface]),
  )

  it.each(pairs)('%s on %s reads with at least 4.5:1', (text = '', surface = '') => {
    expect(contrast(tokens[text] ?? '', tokens[surface] ?? '')).toBeGreaterThanOrEqual(4.5)
  })

  it('the tab bar and the navigation bar of theme.json do too', () => {
    const bars = (JSON.parse(read('theme.json')) as Record<string, Tokens>)[theme] ?? {}
    expect(contrast(bars.tabText ?? '', bars.tabBackground ?? '')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(bars.tabSelected ?? '', bars.tabBackground ?? '')).toBeGreaterThanOrEqual(4.5)
    expect(
      contrast(bars.navigationText === 'white' ? '#ffffff' : '#000000', bars.navigation ?? ''),
    ).toBeGreaterThan(4.5)
    expect(bars.page).toBe(tokens.page)
  })
})

it('knows black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})
