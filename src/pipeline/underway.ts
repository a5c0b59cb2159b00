/** A request that is stored in the journal and has no result yet, and what is in doubt about it. */

import type { StoredRequest } from '../journal/journal.ts';
import type { Route } from '../model/entity.ts';
import type { ApiRequest } from '../xero/api.ts';
import type { Departing } from './sending.ts';

export interface Underway {
  /** Its id in the journal. */
  readonly id: number;
  readonly route: Route;
  readonly request: ApiRequest;
  readonly documents: readonly Departing[];
  /** How often these documents were sent in this company already. */
  readonly attempt: number;
  /** When it was stored, ms since the epoch by the run's clock. */
  readonly intentAt: number;
  /** Xero's own time then, where it was known. */
  readonly serverTime: number | undefined;
  /** An earlier attempt at it may have been carried out. */
  readonly repeated: boolean;
}

export interface Doubtful extends Underway {
  /** Undefined where no reply came. */
  readonly status: number | undefined;
  /** False where the request surely did not reach Xero. */
  readonly sent: boolean;
  readonly why: string;
  /** Xero refused the request as a whole, before any of it was carried out. */
  readonly refused?: boolean;
  /** `document`: one of the documents may be at fault, so that they go again in halves. `lost`: the way to Xero is. */
  readonly cause: 'document' | 'lost';
  /** The last attempt at it left no later, ms since the epoch by the run's clock. */
  readonly quietSince: number;
}

/** The call as it was stored: the same bytes under the same key. */
export function storedCall({ method, path, query, body, idempotencyKey }: StoredRequest): ApiRequest {
  return {
    method: method as ApiRequest['method'],
    path,
    ...(query === '' ? {} : { query: Object.fromEntries(new URLSearchParams(query)) }),
    ...(body === undefined ? {} : { body }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  };
}
