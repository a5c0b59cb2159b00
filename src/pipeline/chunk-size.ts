/** How many documents go with a request: more while replies stay quick, fewer when the server cannot cope. */

import type { Route } from '../model/entity.ts';
import { mostDocuments } from '../model/most-documents.ts';
import { Refusal } from '../model/refusal.ts';
import { type ApiReply, LostReply } from '../xero/api.ts';
import type { PatientApi } from '../xero/patient-api.ts';

export interface ChunkSize {
  now(): number;
  /** After each reply to a request of chunks; undefined: none came. @param asked the size when the request was made */
  learn(reply: Pick<ApiReply, 'status' | 'milliseconds'> | undefined, asked: number): void;
}

/** Xero advises 50 to 100, and thousands run into timeouts. */
const MOST_DOCUMENTS = 200;
const QUICK_MS = 4_000;
const SLOW_MS = 20_000;
const QUICK_BEFORE_GROWING = 3;
const GROWS = 1.4;
const SHRINKS = 0.5;
/** So many quick replies, twice as many after each failure, and what failed is tried again: it may have been no matter of size. */
const QUICK_BEFORE_RETRYING = 12;

/** @param batch documents a request, where the job fixes them */
export function chunkSize(batch: number | undefined, route: Pick<Route, 'batch'>): ChunkSize {
  return batch === undefined ? growingSize(route.batch) : fixedSize(Math.min(batch, mostDocuments(route)));
}

/** Requests that so many documents take where every reply is quick. */
export function fewestRequests(documents: number, size: ChunkSize): number {
  let requests = 0;
  for (let left = documents; left > 0; requests += 1) {
    left -= size.now();
    size.learn({ status: 200, milliseconds: 0 }, size.now());
  }
  return requests;
}

export function fixedSize(documents: number): ChunkSize {
  return { now: () => documents, learn: () => {} };
}

/** @param first documents at first; a route that takes one at a time keeps to that */
export function growingSize(first: number): ChunkSize {
  let size = first;
  let hardMost = first === 1 ? 1 : MOST_DOCUMENTS;
  let most = hardMost;
  let [quick, quickInARow, patience] = [0, 0, QUICK_BEFORE_RETRYING];
  /** Requests that were under way together fail together: each counts by its own size. */
  const shrink = (asked: number, isHard: boolean): void => {
    most = Math.min(most, Math.max(1, asked - 1));
    if (isHard) hardMost = most;
    else if (quickInARow > 0) patience *= 2;
    size = Math.min(size, Math.max(1, Math.floor(asked * SHRINKS)));
    [quick, quickInARow] = [0, 0];
  };
  return {
    now: () => size,
    learn(reply, asked) {
      const { status = 0, milliseconds = 0 } = reply ?? {};
      if (reply === undefined || status === 413 || status >= 500 || milliseconds > SLOW_MS)
        return shrink(asked, status === 413);
      const isQuick = status < 300 && milliseconds < QUICK_MS;
      [quick, quickInARow] = isQuick ? [quick + 1, quickInARow + 1] : [0, 0];
      if (quickInARow >= patience) most = hardMost;
      if (quick < QUICK_BEFORE_GROWING) return;
      size = Math.min(most, Math.ceil(size * GROWS));
      quick = 0;
    },
  };
}

/** The API, its replies to the route's requests told to the size. */
export function watched(api: PatientApi, route: Pick<Route, 'method' | 'path'>, size: ChunkSize): PatientApi {
  return {
    ...api,
    async call(request, options) {
      if (request.method !== route.method || request.path !== route.path) return api.call(request, options);
      const asked = size.now();
      try {
        const reply = await api.call(request, options);
        size.learn(reply, asked);
        return reply;
      } catch (error) {
        if (isTooMuch(error)) size.learn(undefined, asked);
        throw error;
      }
    },
  };
}

/** The request may have been carried out, yet its reply did not come whole. */
function isTooMuch(error: unknown): boolean {
  return error instanceof LostReply ? error.sent : error instanceof Refusal && error.code === 'xero/reply-too-large';
}
