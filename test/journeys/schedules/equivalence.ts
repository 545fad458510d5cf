/** What a step touches: steps that touch different things, or only read the same one, may change places. */
export interface Touch {
  /** A collection, `pay`, or `*` for everything. */
  on: string
  changes: boolean
}

/** One step of a run: who, what they did about their request, and what it touched. */
export interface Step extends Touch {
  actor: string
  fault?: string
}

/**
 * A text that two sequences of steps share exactly when one becomes the other by exchanging neighbours that cannot influence
 * each other: then everybody saw the same and both worlds are in the same state (Mazurkiewicz's traces). Every step is named by its actor and
 * number, and written with the steps that it must follow.
 */
export function traceOf(steps: readonly Step[]): string {
  const counts = new Map<string, number>()
  const placed: { id: string; step: Step }[] = []
  const lines = steps.map((step) => {
    const number = (counts.get(step.actor) ?? 0) + 1
    counts.set(step.actor, number)
    const id = `${step.actor}${number}${step.fault ?? ''}`
    const after = placed.filter((one) => depend(one.step, step)).map((one) => one.id)
    placed.push({ id, step })
    return `${id}<${after.sort().join(',')}`
  })
  return lines.sort().join(';')
}

const depend = (a: Step, b: Step): boolean =>
  a.actor !== b.actor && (a.changes || b.changes) && (a.on === b.on || a.on === '*' || b.on === '*')
