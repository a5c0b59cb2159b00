/** Learns from the replies what time it is at the server, whose clock need not agree with ours. */

import type { Clock } from '../model/clock.ts';
import type { Api } from './api.ts';

export interface TimedApi extends Api {
  /** The server's time now, ms since the epoch, rather too early than too late: by the Date of its last reply. */
  serverNow(): number;
}

/** Before a reply has told, the server's clock is taken to be behind by as much. */
const UNKNOWN_MS = 5 * 60_000;

export function watchServerTime(api: Api, clock: Clock): TimedApi {
  let ahead = -UNKNOWN_MS;
  return {
    async call(request) {
      const reply = await api.call(request);
      if (reply.serverTime !== undefined) ahead = reply.serverTime - clock.now();
      return reply;
    },
    serverNow: () => clock.now() + ahead,
  };
}
