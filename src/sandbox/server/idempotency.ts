/** Idempotency keys: for six minutes the same request gets the stored reply, another request under the key is refused. */
import { createHash } from 'node:crypto';
import type { Store } from '../books/store.ts';
import { problemReply, type Reply } from './reply.ts';

export interface KeyedRequest {
  readonly key: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly body: string;
}

const retention = 6 * 60_000;
const longestKey = 128;

/** Answers from the store or does the work and keeps its reply; all within the caller's transaction. */
export function idempotent(
  store: Store,
  request: KeyedRequest,
  now: number,
  instance: string,
  work: () => Reply,
): Reply {
  const { key } = request;
  if (key.length > longestKey) {
    const detail = `Idempotency Key: ${key} has ${key.length} characters. The maximum length is ${longestKey}.`;
    return problemReply(400, 'Bad Request', detail, instance);
  }
  const fingerprint = createHash('sha256').update([request.method, request.url, request.body].join('\n')).digest('hex');
  store.rows('delete from idempotency where at <= ? returning key', now - retention);
  const known = store.rows('select fingerprint, status, type, body from idempotency where key = ?', key)[0];
  if (known === undefined) {
    const reply = work();
    store.rows(
      'insert into idempotency values (?, ?, ?, ?, ?, ?) returning key',
      key,
      fingerprint,
      now,
      reply.status,
      reply.type,
      String(reply.body),
    );
    return reply;
  }
  if (known.fingerprint !== fingerprint) {
    return problemReply(400, 'Bad Request', `Idempotency Key: ${key} is used with a different request.`, instance);
  }
  return { status: Number(known.status), type: String(known.type), body: String(known.body) };
}
