/** Writes down each call and what came of it, a JSON line each, for whoever has to find a fault. The port knows no headers: no token passes here. */

import type { Clock } from '../model/clock.ts';
import { type Api, type ApiReply, type ApiRequest, LostReply } from './api.ts';
import { type Masking, maskCondition, maskJson } from './mask-json.ts';

/** Takes a line without its end. */
export type WriteLine = (line: string) => void;

/** A line is written when the call has ended, before its reply is handed on. */
export function traceApi(api: Api, clock: Clock, write: WriteLine, masking: Masking): Api {
  return {
    async call(request) {
      const began = clock.now();
      const note = (outcome: object, reply = '') => {
        const milliseconds = Math.round(clock.now() - began);
        const head = {
          time: new Date(began).toISOString(),
          ...requestHead(request, masking),
          milliseconds,
          ...outcome,
        };
        const [sent, came] = [request.body ?? '', reply];
        const bodies = `"request":${maskJson(sent, masking)},"reply":${maskJson(came, masking, sent)}`;
        write(`${JSON.stringify(head).slice(0, -1)},${bodies}}`);
      };
      try {
        const reply = await api.call(request);
        note(replyHead(reply), reply.body);
        return reply;
      } catch (error) {
        note({ lost: error instanceof Error ? error.message : String(error), ...sentHead(error) });
        throw error;
      }
    },
  };
}

function requestHead({ method, path, query = {}, idempotencyKey, modifiedSince, file }: ApiRequest, masking: Masking) {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${maskCondition(value, masking)}`);
  return {
    method,
    path: pairs.length === 0 ? path : `${path}?${pairs.join('&')}`,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(modifiedSince === undefined ? {} : { modifiedSince }),
    ...(file === undefined ? {} : { file: { type: file.type, bytes: file.bytes.length } }),
  };
}

function replyHead({
  bytes,
  status,
  minuteLeft,
  dayLeft,
  appMinuteLeft,
  retryAfter,
  limitHit,
  correlationId,
}: ApiReply) {
  const left = { minute: minuteLeft, day: dayLeft, appMinute: appMinuteLeft };
  return { status, left, retryAfter, limitHit, correlationId, ...(bytes === undefined ? {} : { bytes: bytes.length }) };
}

/** Whether the request may have been carried out. */
function sentHead(error: unknown): { readonly sent?: boolean } {
  return error instanceof LostReply ? { sent: error.sent } : {};
}
