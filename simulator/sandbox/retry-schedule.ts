/** Waits in seconds before each repetition of a notification (facts 6.4), by the page that describes it. */
const waits = {
  /** Fifteen, about a day in all. */
  general: [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600],
  /** Orders of a service provider. */
  partner: [15, 15, 30, 180, 1800, 1800, 1800, 1800, 3600],
  /** What becomes of a signed plan: eleven in all, a minute apart. */
  'sign-plan': [60, 60, 60, 60, 60, 60, 60, 60, 60, 60],
} as const

export type Schedule = keyof typeof waits

/**
 * @param attempts how many deliveries have failed so far
 * @param scale how many times faster than WeChat Pay: 60 makes a minute a second
 * @returns milliseconds of business time to the next delivery, undefined when WeChat Pay gives up
 */
export function retryWait(
  attempts: number,
  scale: number,
  schedule: Schedule = 'general',
): number | undefined {
  const seconds = waits[schedule][attempts - 1]
  return seconds === undefined ? undefined : (seconds * 1000) / scale
}
