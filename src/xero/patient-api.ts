/** An API that waits for the limits and repeats what may be repeated: the caller gets a reply, a LostReply (outcome unknown) or a Refusal. */

import type { Clock } from '../model/clock.ts';
import { Refusal } from '../model/refusal.ts';
import { type Api, type ApiReply, type ApiRequest, DEFAULT_TIMEOUT_MS, LostReply } from './api.ts';
import { withCorrelation } from './correlation.ts';
import type { CallsLeft, Limiter } from './limiter.ts';
import { isDayLimit } from './pacing/day-limit.ts';
import { refusalOf } from './refusal-of.ts';
import { backoff, isPassing, isRead, keyHolds, MOST_ATTEMPTS, MOST_LIMITED } from './retry.ts';

/** What happens on the way, for progress, log and trace; holds no bodies. */
export type ApiEvent =
  | {
      readonly kind: 'reply';
      readonly request: Pick<ApiRequest, 'method' | 'path'>;
      readonly status: number;
      readonly milliseconds: number;
      readonly correlationId?: string;
    }
  | {
      readonly kind: 'lost';
      readonly request: Pick<ApiRequest, 'method' | 'path'>;
      readonly message: string;
      readonly sent: boolean;
    }
  | { readonly kind: 'limited'; readonly limit: string; readonly retryAfter?: number };

export interface PatientOptions {
  readonly api: Api;
  readonly limiter: Limiter;
  readonly clock: Clock;
  /** How long one attempt of `api` may take, ms; default 100 s. */
  readonly timeoutMs?: number;
  /** As people know it; for messages. */
  readonly organisation?: string;
  /** The scope that a call needs, where that is known; for messages. */
  readonly scopeOf?: (method: string, path: string) => string | undefined;
  /** Stops waiting; a call under way is still heard out. */
  readonly signal?: AbortSignal;
  /** 0 to 1; default Math.random. */
  readonly random?: () => number;
  readonly onEvent?: (event: ApiEvent) => void;
}

export interface CallOptions {
  /** When the request was stored, ms since the epoch: for 5 minutes from then a write may be repeated with its key. */
  readonly intentAt?: number;
  /** A write that was perhaps carried out is not repeated: whoever asks so looks first what came of it. */
  readonly once?: boolean;
  /** An earlier call with this request was perhaps carried out: it leaves only as long as its key protects it. */
  readonly repeated?: boolean;
}

export interface PatientApi extends Api {
  /** 5xx replies to writes and refused elements come back as replies; 401, 403 and a used-up day are Refusals. */
  call(request: ApiRequest, options?: CallOptions): Promise<ApiReply>;
  /** `sent`: attempts made; `retried`: those after the first of their call; `limited`: answered by 429. */
  counts(): CallCounts;
  /** Told how many more calls are to come, so that they can be spread well. */
  expect(calls: number): void;
  /** What the last replies said is left of the organisation's limits. */
  left(): CallsLeft;
}

export interface CallCounts {
  readonly sent: number;
  readonly retried: number;
  readonly limited: number;
}

/** What has come of a call so far. */
interface Progress {
  readonly request: ApiRequest;
  readonly intentAt: number;
  readonly once: boolean;
  attempts: number;
  limited: number;
  failures: number;
  /** An attempt may have been carried out although no reply came. */
  perhapsDone: boolean;
}

export function createPatientApi(options: PatientOptions): PatientApi {
  const { clock, limiter, signal, random = Math.random, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const counts = { sent: 0, retried: 0, limited: 0 };

  const attempt = async (progress: Progress): Promise<ApiReply> => {
    const { request } = progress;
    if (mustNotRepeat(progress, clock.now(), timeoutMs)) throw unknownOutcome(request);
    counts.sent += 1;
    if (progress.attempts > 0) counts.retried += 1;
    progress.attempts += 1;
    const began = clock.now();
    const reply = await options.api.call(request);
    const milliseconds = clock.now() - began;
    options.onEvent?.(replyEvent(request, reply, milliseconds));
    return { ...reply, milliseconds };
  };
  const once = async (progress: Progress): Promise<ApiReply | LostReply> => {
    try {
      return await limiter.run(() => attempt(progress), signal);
    } catch (error) {
      if (!(error instanceof LostReply)) throw error;
      return error;
    }
  };
  const pause = async (progress: Progress, least: number): Promise<void> => {
    progress.failures += 1;
    await clock.sleep(Math.max(least, backoff(progress.failures, random())), signal);
  };
  const call = async (request: ApiRequest, options: CallOptions = {}): Promise<ApiReply> => {
    const progress = start(request, clock.now(), options);
    try {
      return await insist(progress);
    } catch (error) {
      throw isDoubtful(progress) ? asLost(error) : error;
    }
  };
  const insist = async (progress: Progress): Promise<ApiReply> => {
    const { request } = progress;
    for (;;) {
      const outcome = await once(progress);
      if (outcome instanceof LostReply) {
        options.onEvent?.(lostEvent(request, outcome));
        progress.perhapsDone ||= outcome.sent;
        if (givesUp(progress, clock.now(), timeoutMs)) throw lastWord(outcome, progress);
        await pause(progress, 0);
      } else if (outcome.status === 429) {
        counts.limited += 1;
        options.onEvent?.(limitedEvent(outcome));
        progress.limited += 1;
        if (progress.limited > MOST_LIMITED) throw alwaysLimited(outcome);
      } else if (isRead(request) && isPassing(outcome.status) && progress.failures + 1 < MOST_ATTEMPTS) {
        await pause(progress, Math.min(outcome.retryAfter ?? 0, 60) * 1000);
      } else {
        const refusal = refusalOf(outcome, options.organisation, options.scopeOf?.(request.method, request.path));
        if (refusal !== undefined) throw refusal;
        return outcome;
      }
    }
  };
  return { call, counts: () => ({ ...counts }), expect: (calls) => limiter.expect(calls), left: () => limiter.left() };
}

function start(
  request: ApiRequest,
  now: number,
  { intentAt = now, once = false, repeated = false }: CallOptions,
): Progress {
  return { request, intentAt, once, attempts: 0, limited: 0, failures: 0, perhapsDone: repeated };
}

/** After a lost reply: a read is tried a few times, a write as long as its key protects it. */
function givesUp(progress: Progress, now: number, timeoutMs: number): boolean {
  if (isRead(progress.request)) return progress.failures + 1 >= MOST_ATTEMPTS;
  if (progress.once && progress.perhapsDone) return true;
  return mustNotRepeat(progress, now, timeoutMs) || !keyHolds(now, timeoutMs, progress.intentAt);
}

/** A write that was perhaps carried out is repeated only under the protection of its key; time may have passed in waiting. */
function mustNotRepeat(progress: Progress, now: number, timeoutMs: number): boolean {
  const { request, perhapsDone, intentAt } = progress;
  if (!perhapsDone || isRead(request)) return false;
  return request.idempotencyKey === undefined || !keyHolds(now, timeoutMs, intentAt);
}

/** An earlier attempt at a write may have been carried out: nothing that ends the call says that it was not. */
function isDoubtful({ request, perhapsDone }: Progress): boolean {
  return perhapsDone && !isRead(request);
}

/** A call that never left for want of a token says so. */
function lastWord({ message, signIn }: LostReply, { perhapsDone }: Progress): Error {
  if (!signIn || perhapsDone) return new LostReply(message, perhapsDone);
  return new Refusal('connect/away', `${message}.\nCheck the network; status.xero.com tells of known trouble.`, 3);
}

function asLost(error: unknown): unknown {
  return error instanceof LostReply || !(error instanceof Error)
    ? error
    : new LostReply(firstLine(error.message), true);
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]!;
}

function unknownOutcome(request: ApiRequest): LostReply {
  return new LostReply(`no reply to ${request.method} ${request.path} while it could be repeated safely`, true);
}

function alwaysLimited(reply: ApiReply): Refusal {
  const what = `Xero has refused the same call ${MOST_LIMITED} times because of its limits, so another program must be using them up.`;
  return new Refusal('xero/limited', `${withCorrelation(what, reply)}\nStop it, then resume the run.`, 5);
}

function replyEvent(request: ApiRequest, reply: ApiReply, milliseconds: number): ApiEvent {
  const { correlationId, status } = reply;
  return {
    kind: 'reply',
    request: { method: request.method, path: request.path },
    status,
    milliseconds,
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}

function lostEvent(request: ApiRequest, lost: LostReply): ApiEvent {
  return {
    kind: 'lost',
    request: { method: request.method, path: request.path },
    message: lost.message,
    sent: lost.sent,
  };
}

function limitedEvent(reply: ApiReply): ApiEvent {
  const limit = isDayLimit(reply) ? 'day' : (reply.limitHit ?? 'concurrent');
  return { kind: 'limited', limit, ...(reply.retryAfter === undefined ? {} : { retryAfter: reply.retryAfter }) };
}
