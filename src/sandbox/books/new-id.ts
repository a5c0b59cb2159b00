/** GUIDs that grow with time, so that the indexes of the books grow at their end and not all over. */

/** @param now milliseconds since the epoch; the first 48 bits, all others are random */
export function newId(now: number): string {
  const time = Math.max(Math.trunc(now), 0).toString(16).padStart(12, '0').slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
