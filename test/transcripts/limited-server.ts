/** A server with a limit of calls a minute, of one kind or the other, which other software may use too; it keeps a transcript. */

import type { Clock } from '../../src/model/clock.ts';
import type { ApiReply } from '../../src/xero/api.ts';

export interface ServerPlan {
  readonly windows?: 'fixed' | 'rolling';
  /** How much of the first fixed window is over when the test begins, ms. */
  readonly phase?: number;
  /** Calls that other software has made just before. */
  readonly used?: number;
  /** How long a call takes, ms. */
  readonly latency?: number;
  /** How fast the server's own clock runs. */
  readonly pace?: number;
  readonly dayLeft?: number;
}

export interface Transcript {
  /** When our calls arrived, and what other software's calls met. */
  readonly starts: number[];
  refused: number;
  mostAtOnce: number;
  othersRefused: number;
}

const MINUTE = 60_000;
const MOST = 60;

export function createLimitedServer(clock: Clock, plan: ServerPlan = {}) {
  const { windows = 'fixed', phase = 0, used = 0, latency = 200, pace = 1 } = plan;
  const began = clock.now();
  const transcript: Transcript = { starts: [], refused: 0, mostAtOnce: 0, othersRefused: 0 };
  const time = () => (clock.now() - began) * pace + phase;
  let counted: number[] = Array.from({ length: used }, time);
  let dayLeft = plan.dayLeft;
  let atOnce = 0;
  const take = (): { readonly left: number; readonly retryAfter?: number } => {
    const now = time();
    const since = windows === 'fixed' ? Math.floor(now / MINUTE) * MINUTE : now - MINUTE + 1;
    counted = counted.filter((at) => at >= since);
    if (counted.length < MOST) {
      counted.push(now);
      return { left: MOST - counted.length };
    }
    const frees = windows === 'fixed' ? since + MINUTE : counted[0]! + MINUTE;
    return { left: 0, retryAfter: Math.ceil((frees - now) / 1000) };
  };
  return {
    transcript,
    async call(): Promise<ApiReply> {
      atOnce += 1;
      transcript.mostAtOnce = Math.max(transcript.mostAtOnce, atOnce);
      transcript.starts.push(clock.now());
      const { left, retryAfter } = take();
      if (dayLeft !== undefined && retryAfter === undefined) dayLeft -= 1;
      const day = dayLeft === undefined ? {} : { dayLeft };
      await clock.sleep(retryAfter === undefined ? latency : 20);
      atOnce -= 1;
      if (retryAfter === undefined) return { status: 200, body: '{}', minuteLeft: left, ...day };
      transcript.refused += 1;
      return { status: 429, body: '', minuteLeft: 0, limitHit: 'minute', retryAfter, ...day };
    },
    /** A call of other software. */
    other(): void {
      if (take().retryAfter !== undefined) transcript.othersRefused += 1;
    },
  };
}
