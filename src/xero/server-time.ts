/** Learns from the replies what time it is at the server, whose clock need not agree with ours. */

import type { Clock } from '../model/clock.ts';
import type { Api } from './api.ts';

export interface TimedApi extends Api {
  /** The server's time now, ms since the epoch, rather too early than too late: by the Date of its last reply. */
  serverNow(): number;
}

/** Before a reply has told, the server's clock is taken to be behind by as much. */
const UNKNOWN_MS = 5 * 60_000;

/** @param onTime told both clocks' times at a reply, ms since the epoch */
export function watchServerTime(api: Api, clock: Clock, onTime?: (now: number, serverTime: number) => void): TimedApi {
  let ahead = -UNKNOWN_MS;
  return {
    async call(request) {
      const reply = await api.call(request);
      const { serverTime } = reply;
      if (serverTime === undefined) return reply;
      const now = clock.now();
      ahead = serverTime - now;
      onTime?.(now, serverTime);
      return reply;
    },
    serverNow: () => clock.now() + ahead,
  };
}
