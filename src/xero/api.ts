/** The port to Xero's API: one call, one reply. What cannot be learnt from a reply is thrown as a `LostReply`. */

/** A call without a reply by now has none at all. */
export const DEFAULT_TIMEOUT_MS = 100_000;

export interface ApiRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below the API's base address: `/Invoices`, `/Invoices/{id}/Email` filled in. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Exact bytes, JSON. */
  readonly body?: string;
  /** A file's bytes with its MIME type, in place of a body. */
  readonly file?: { readonly bytes: Uint8Array; readonly type: string };
  /** MIME type of the file that is asked for, in place of JSON. */
  readonly accept?: string;
  readonly idempotencyKey?: string;
  /** `YYYY-MM-DDTHH:mm:ss`, UTC. */
  readonly modifiedSince?: string;
}

export interface ApiReply {
  readonly status: number;
  readonly body: string;
  /** The file that was asked for; then `body` is empty. */
  readonly bytes?: Uint8Array;
  /** Calls left in the minute, the day and the app's minute, where the reply says so. */
  readonly minuteLeft?: number;
  readonly dayLeft?: number;
  readonly appMinuteLeft?: number;
  /** Seconds. */
  readonly retryAfter?: number;
  /** `minute`, `day`, `appminute`, `concurrent`, lower case. */
  readonly limitHit?: string;
  readonly correlationId?: string;
  /** The WWW-Authenticate header of a 401: `insufficient_scope` where a scope is missing. */
  readonly authenticate?: string;
  /** From the call's leaving to the last byte, without what it waited before. */
  readonly milliseconds?: number;
  /** The server's own time by its Date header, ms since epoch. */
  readonly serverTime?: number;
}

export interface Api {
  /** Resolves with any complete HTTP reply, whatever its status. Rejects with a LostReply otherwise, or a Refusal where calling again is useless. */
  call(request: ApiRequest): Promise<ApiReply>;
}

/**
 * No (complete) reply came. `sent` false: the request surely did not reach the server (refused, DNS); true: it may have
 * been carried out. `signIn`: the login server gives no token at present, so that the call did not leave.
 */
export class LostReply extends Error {
  readonly sent: boolean;
  readonly signIn: boolean;

  constructor(message: string, sent: boolean, signIn = false) {
    super(message);
    this.name = 'LostReply';
    this.sent = sent;
    this.signIn = signIn;
  }
}
