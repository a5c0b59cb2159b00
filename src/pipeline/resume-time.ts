/** From when on a run that Xero's daily limit has parked may go on. */

/** To the whole minute at or after, since what is told of it has no seconds. ISO 8601. @param until ms since the epoch */
export function resumeTime(until: number): string {
  return new Date(Math.ceil(until / 60_000) * 60_000).toISOString();
}
