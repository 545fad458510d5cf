/** Waits in seconds before each repetition of a notification (facts 6.4): fifteen, about a day in all. */
export const retryWaits: readonly number[] = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600,
]

/**
 * @param attempts how many deliveries have failed so far
 * @param scale how many times faster than WeChat Pay: 60 makes a minute a second
 * @returns milliseconds of business time to the next delivery, undefined when WeChat Pay gives up
 */
export function retryWait(attempts: number, scale: number): number | undefined {
  const seconds = retryWaits[attempts - 1]
  return seconds === undefined ? undefined : (seconds * 1000) / scale
}
