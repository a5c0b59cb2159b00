/** One request as the resources see it, with the books it works on. */
import type { Facts } from '../books/facts.ts';
import type { Store } from '../books/store.ts';
import type { OrganisationData } from '../orgs/organisation.ts';
import type { SandboxSettings } from '../settings.ts';
import type { Reply } from './reply.ts';

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

export interface Call {
  readonly method: Method;
  /** Path segments after the endpoint's name. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** Milliseconds since the epoch. */
  readonly modifiedSince: number | undefined;
  readonly body: string;
  /** The body as it came, for attachments. */
  readonly bytes: Uint8Array;
  /** The header Accept; empty without. */
  readonly accept: string;
  /** The header Content-Type; empty without. */
  readonly contentType: string;
  /** `http://127.0.0.1:PORT`, for addresses in replies. */
  readonly origin: string;
  /** Answered as the envelope's ProviderName. */
  readonly appName: string;
  /** Answered in the header xero-correlation-id and as the envelope's Id. */
  readonly correlationId: string;
  readonly store: Store;
  readonly facts: Facts;
  readonly organisation: OrganisationData;
  readonly settings: SandboxSettings;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Today in the organisation's time zone. */
  readonly today: string;
  /** Decimals of unit amounts. */
  readonly unitPlaces: 2 | 4;
}

/** Answers a call to its path; undefined when there is nothing there. */
export type Endpoint = (call: Call) => Reply | undefined;
