/** The minute that an app shares over all its organisations: 10,000 calls. Where it runs out, one call at times sees whether it has turned. */

import type { ApiReply } from './api.ts';
import { MINUTE_MS } from './limits.ts';

/** One for all organisations of a process. */
export interface AppMinute {
  /** When the next call may begin, ms since the epoch. */
  opensAt(now: number): number;
  begin(now: number): void;
  learn(reply: ApiReply, now: number): void;
}

/** So many are left for calls in flight, of this process and of others. */
const KEPT = 50;
const BETWEEN_SCOUTS_MS = 5_000;

export function createAppMinute(): AppMinute {
  let left: number | undefined;
  let heardAt = 0;
  let begunAt = 0;
  return {
    opensAt: (now) => {
      if (left === undefined || left > KEPT || now - heardAt > MINUTE_MS || begunAt > now) return now;
      return left === 0 ? heardAt + MINUTE_MS : begunAt + BETWEEN_SCOUTS_MS;
    },
    begin: (now) => {
      begunAt = now;
    },
    learn: (reply, now) => {
      left = reply.appMinuteLeft;
      heardAt = now;
    },
  };
}
