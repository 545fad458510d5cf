let offsetMs = 0

/** What a function's answer says of business time: how far it runs ahead of this machine, in milliseconds. */
export function setWorldOffset(text: string | null): void {
  const ms = Number(text ?? '')
  if (text !== null && Number.isFinite(ms)) offsetMs = ms
}

/** The phone's `Date`: in the local world a phone's clock goes with the world's, as a real one goes with WeChat's. */
export class WorldDate extends Date {
  constructor(...parts: unknown[]) {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- Date's constructor has no one signature
    super(...((parts.length === 0 ? [WorldDate.now()] : parts) as [any]))
  }

  static override now(): number {
    return Date.now() + offsetMs
  }
}
