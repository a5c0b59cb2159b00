/** How many documents go with a request: more while replies stay quick, fewer when the server cannot cope. */

import type { Route } from '../model/entity.ts';
import { mostDocuments } from '../model/most-documents.ts';
import { type ApiReply, LostReply } from '../xero/api.ts';
import type { PatientApi } from '../xero/patient-api.ts';

export interface ChunkSize {
  now(): number;
  /** After each reply to a request of chunks; undefined: none came. */
  learn(reply: Pick<ApiReply, 'status' | 'milliseconds'> | undefined): void;
}

/** Xero advises 50 to 100, and thousands run into timeouts. */
const MOST_DOCUMENTS = 200;
const QUICK_MS = 4_000;
const SLOW_MS = 20_000;
const QUICK_BEFORE_GROWING = 3;
const GROWS = 1.4;
const SHRINKS = 0.5;

/** @param batch documents a request, where the job fixes them */
export function chunkSize(batch: number | undefined, route: Pick<Route, 'batch'>): ChunkSize {
  return batch === undefined ? growingSize(route.batch) : fixedSize(Math.min(batch, mostDocuments(route)));
}

/** Requests that so many documents take where every reply is quick. */
export function fewestRequests(documents: number, size: ChunkSize): number {
  let requests = 0;
  for (let left = documents; left > 0; requests += 1) {
    left -= size.now();
    size.learn({ status: 200, milliseconds: 0 });
  }
  return requests;
}

export function fixedSize(documents: number): ChunkSize {
  return { now: () => documents, learn: () => {} };
}

/** @param first documents at first; a route that takes one at a time keeps to that */
export function growingSize(first: number): ChunkSize {
  let size = first;
  let most = first === 1 ? 1 : MOST_DOCUMENTS;
  let quick = 0;
  const shrink = (): void => {
    most = Math.max(1, size - 1);
    size = Math.max(1, Math.floor(size * SHRINKS));
    quick = 0;
  };
  return {
    now: () => size,
    learn(reply) {
      if (reply === undefined || reply.status === 413 || reply.status >= 500) return shrink();
      const { milliseconds = 0 } = reply;
      if (milliseconds > SLOW_MS) return shrink();
      quick = reply.status < 300 && milliseconds < QUICK_MS ? quick + 1 : 0;
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
      try {
        const reply = await api.call(request, options);
        size.learn(reply);
        return reply;
      } catch (error) {
        if (error instanceof LostReply && error.sent) size.learn(undefined);
        throw error;
      }
    },
  };
}
