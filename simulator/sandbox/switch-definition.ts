/** Something that nobody here could check against the real WeChat Pay, with every plausible behaviour. */
export interface SwitchDefinition {
  readonly name: string
  /** The first is the default. */
  readonly values: readonly [string, ...string[]]
  /** What the default assumes, in a sentence. */
  readonly assumption: string
  /** Where in facts/payscore.md it is marked unknown, inferred or contradictory. */
  readonly source: string
  /** What to look at on the first real day. */
  readonly check: string
}

/** Keeps the literal types of a definition, so that a switch's values are a union. */
export const define = <const D extends SwitchDefinition>(definition: D): D => definition
