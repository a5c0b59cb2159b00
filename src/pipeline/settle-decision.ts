/**
 * Decides what is done about a request of which no reply tells what it did. Pure: a model of Xero explores it exhaustively.
 *
 * What is relied on: while Xero knows a key, work on the same bytes under it is begun once, and one attempt at a time. What
 * was carried out shows in a look-up at once. An attempt that nobody waits for any more is over within `LATE_MS`. What is
 * not relied on: that a reply comes, that a request is carried out as a whole, that equal documents can be told apart, or
 * (unless an attempt is late besides) that a key is kept at all; so a look-up comes before every repetition.
 */

export interface Doubt {
  /** Documents of the request. */
  readonly open: number;
  /** Those of them that a look-up has not found. */
  readonly missing: number;
  /** Whether a look-up can find them at all. */
  readonly visible: boolean;
  /** To carry it out twice comes to the same as once. */
  readonly harmless: boolean;
  /** Xero still knows the request's key when the reply to a repetition would come. */
  readonly keyHolds: boolean;
  /** Another request without result holds an equal document, so that what was found may be the other's. */
  readonly contested: boolean;
  /** How long ago an attempt may have left last, ms. */
  readonly quietMs: number;
}

/**
 * `settle`: nothing is missing. `repeat`: the same key and bytes. `wait`: look once more when it is quiet. `send-anew`:
 * what is missing, under a new key. `unknown`: it cannot be learnt, and nothing is sent.
 */
export type Step = 'settle' | 'repeat' | 'wait' | 'send-anew' | 'unknown';

/** So long Xero may be at work on a request that nobody waits for any more. */
export const LATE_MS = 30_000;

export function nextStep({ open, missing, visible, harmless, keyHolds, contested, quietMs }: Doubt): Step {
  if (!visible) {
    if (keyHolds) return 'repeat';
    return harmless ? 'send-anew' : 'unknown';
  }
  const isQuiet = quietMs >= LATE_MS;
  if (missing === 0 && (isQuiet || !contested)) return 'settle';
  if (missing === open && keyHolds) return 'repeat';
  return isQuiet ? 'send-anew' : 'wait';
}
