/** GUIDs: what they look like, new ones, and the one that stands for none. */

export const zeroId = '00000000-0000-0000-0000-000000000000';
const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
  return form.test(text);
}

/**
 * A GUID that grows with time, so that the indexes of the books grow at their end and not all over.
 * @param now milliseconds since the epoch; the first 48 bits, all others are random
 */
export function newId(now: number): string {
  const time = Math.max(Math.trunc(now), 0).toString(16).padStart(12, '0').slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
