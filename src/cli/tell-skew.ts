/** Tells once that this computer's clock differs from Xero's. */

import type { Surroundings } from './command.ts';

/** A clock that differs by more is told of; a reply's way takes less. */
const SKEW_MS = 2 * 60_000;

/** For one command. @returns takes what both clocks said at a reply, ms since the epoch; the server's may not be known */
export function skewTeller({
  err,
  terminal,
}: Pick<Surroundings, 'err' | 'terminal'>): (now: number, serverTime: number | undefined) => void {
  let isTold = false;
  return (now, serverTime = now) => {
    const ahead = now - serverTime;
    if (isTold || Math.abs(ahead) < SKEW_MS) return;
    isTold = true;
    const side = ahead > 0 ? 'ahead of' : 'behind';
    err(
      `${terminal ? '\r\u001b[2K' : ''}This computer's clock is ${spanOf(Math.abs(ahead))} ${side} Xero's. Please set it right.\n`,
    );
  };
}

function spanOf(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 120 ? `${minutes} minutes` : `about ${Math.round(minutes / 60)} hours`;
}
