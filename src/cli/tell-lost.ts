/** Tells that no reply comes: calls are repeated for some minutes, and that must not look like a standstill. */

import type { Clock } from '../model/clock.ts';
import type { ApiEvent } from '../xero/patient-api.ts';
import type { Surroundings } from './command.ts';

const BETWEEN_MS = 30_000;

/** For the events of one connection; the first loss is told at once, further ones at times. */
export function tellLost(
  clock: Pick<Clock, 'now'>,
  { err, terminal }: Pick<Surroundings, 'err' | 'terminal'>,
): (event: ApiEvent) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (event) => {
    if (event.kind !== 'lost' || Math.abs(clock.now() - toldAt) < BETWEEN_MS) return;
    toldAt = clock.now();
    err(`${terminal ? '\r\u001b[2K' : ''}No reply from Xero (${event.message}); trying further.\n`);
  };
}
