/** Writes down each call to the login server and to the list of connections, as `traceApi` does those to the API: without headers, and nothing of a form but what is known to be open. */

import type { Clock } from '../model/clock.ts';
import { LostReply } from './api.ts';
import type { Carrier, Ended } from './auth/exchange.ts';
import { maskAnswer, maskForm } from './mask-json.ts';
import type { WriteLine } from './trace-api.ts';

/** Masked in any case: `--trace-data` is about the books. */
export function traceSignIn(clock: Clock, write: WriteLine): NonNullable<Carrier['onExchange']> {
  return (call) => {
    const began = clock.now();
    return (ended) => {
      const { host, pathname, search } = new URL(call.url);
      const head = {
        time: new Date(began).toISOString(),
        ...{ host, method: call.method, path: pathname + search },
        milliseconds: Math.round(clock.now() - began),
        ...outcomeOf(ended),
      };
      const sent = call.body === undefined ? 'null' : maskForm(call.body);
      const came = 'answer' in ended ? maskAnswer(ended.answer.body) : 'null';
      write(`${JSON.stringify(head).slice(0, -1)},"request":${sent},"reply":${came}}`);
    };
  };
}

function outcomeOf(ended: Ended): object {
  if ('answer' in ended) return { status: ended.answer.status, correlationId: ended.answer.correlationId };
  const { error } = ended;
  const lost = error instanceof Error ? error.message : String(error);
  return { lost, ...(error instanceof LostReply ? { sent: error.sent } : {}) };
}
