/** Idempotency keys: for six minutes the same request gets the stored reply, another request under the key is refused. */
import { createHash } from 'node:crypto';
import type { Store } from '../books/store.ts';
import { problemReply, type Reply } from './reply.ts';

/** Where replies are kept: an organisation's books. */
export type KeptReplies = Pick<Store, 'rows'>;

export interface KeyedRequest {
  readonly app: string;
  readonly key: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly bytes: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Correlation id, for refusals. */
  readonly instance: string;
}

export interface KeyPlaces {
  /** The books of the organisation that is called. */
  readonly books: KeptReplies;
  /** Those of the app's other organisations: a key that is kept there is refused here. */
  readonly others: readonly KeptReplies[];
}

const retention = 6 * 60_000;
const longestKey = 128;
/** Expired replies that a call clears away at most. */
const clearedAtOnce = 8;

/** The request's key where it has one and its method takes one. */
export function keyOf(request: { readonly method: string; readonly headers: Headers }): string | undefined {
  const key = request.headers.get('idempotency-key') ?? '';
  return key !== '' && ['PUT', 'POST', 'PATCH'].includes(request.method) ? key : undefined;
}

/** Answers from what is kept, or does the work and keeps its reply, errors too; all within the caller's transaction. */
export function idempotent(places: KeyPlaces, request: KeyedRequest, work: () => Reply, keep: boolean): Reply {
  const { app, key, method, url, bytes, now, instance } = request;
  const refused = (detail: string) => problemReply(400, 'Bad Request', `Idempotency Key: ${key} ${detail}`, instance);
  if (key.length > longestKey) {
    return refused(`has ${key.length} characters. The maximum length is ${longestKey}.`);
  }
  const fingerprint = createHash('sha256').update(`${method}\n${url}\n`).update(bytes).digest('hex');
  const { books } = places;
  clearExpired(books, now);
  const known = kept(books, app, key, now);
  const elsewhere = known === undefined && places.others.some((other) => kept(other, app, key, now) !== undefined);
  if (elsewhere || (known !== undefined && known.fingerprint !== fingerprint)) {
    return refused('is used with a different request.');
  }
  if (known !== undefined) return known.reply;
  const reply = work();
  if (keep) keepReply(books, request, fingerprint, reply);
  return reply;
}

/** Requests being worked on under a key. */
export interface KeysInFlight {
  /** False when the app's key is in use; otherwise it is, until `leave`. */
  enter(app: string, key: string): boolean;
  leave(app: string, key: string): void;
  refuse(key: string, instance: string): Reply;
}

export function createKeysInFlight(): KeysInFlight {
  const flying = new Set<string>();
  const named = (app: string, key: string) => `${app} ${key}`;
  return {
    enter: (app, key) => {
      if (flying.has(named(app, key))) return false;
      flying.add(named(app, key));
      return true;
    },
    leave: (app, key) => {
      flying.delete(named(app, key));
    },
    refuse: (key, instance) => {
      const detail = `Idempotency Key: ${key} is used by a request that has not been answered yet.`;
      return problemReply(409, 'Conflict', detail, instance);
    },
  };
}

/** A few at a time, so that no call pays for all that came before a pause. */
function clearExpired(books: KeptReplies, now: number): void {
  const sql = 'delete from kept_reply where rowid in (select rowid from kept_reply where at <= ? order by at limit ?)';
  books.rows(sql, now - retention, clearedAtOnce);
}

function kept(books: KeptReplies, app: string, key: string, now: number) {
  const sql = 'select fingerprint, status, type, headers, body from kept_reply where app = ? and key = ? and at > ?';
  const row = books.rows(sql, app, key, now - retention)[0];
  if (row === undefined) return undefined;
  const reply: Reply = {
    status: Number(row.status),
    type: String(row.type),
    body: row.body as Reply['body'],
    headers: JSON.parse(String(row.headers)),
  };
  return { fingerprint: row.fingerprint, reply };
}

function keepReply(books: KeptReplies, request: KeyedRequest, fingerprint: string, reply: Reply): void {
  books.rows(
    'insert or replace into kept_reply values (?, ?, ?, ?, ?, ?, ?, ?)',
    request.app,
    request.key,
    fingerprint,
    request.now,
    reply.status,
    reply.type,
    JSON.stringify(reply.headers ?? {}),
    reply.body,
  );
}
