import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/model/clock.ts';
import { Refusal } from '../../src/model/refusal.ts';
import { type ApiReply, type ApiRequest, LostReply } from '../../src/xero/api.ts';
import { createLimiter } from '../../src/xero/limiter.ts';
import { type ApiEvent, createPatientApi, type PatientOptions } from '../../src/xero/patient-api.ts';
import { createVirtualClock } from './virtual-clock.ts';

type Step = Partial<ApiReply> | Error;

const READ: ApiRequest = { method: 'GET', path: '/Accounts' };
const WRITE: ApiRequest = { method: 'PUT', path: '/Invoices', body: '{"Invoices":[]}', idempotencyKey: 'key-1' };
const MINUTE = 60_000;

/** An API that goes through the steps, a second each, and then answers 200 for ever; it keeps what was asked and when. */
function script(steps: readonly Step[], change: Partial<PatientOptions> = {}, latency = 1_000) {
  const clock: Clock = createVirtualClock();
  const began = clock.now();
  const asked: { at: number; request: ApiRequest }[] = [];
  const events: ApiEvent[] = [];
  const rest = [...steps];
  const api = {
    async call(request: ApiRequest): Promise<ApiReply> {
      asked.push({ at: clock.now() - began, request });
      await clock.sleep(latency);
      const step = rest.shift() ?? {};
      if (step instanceof Error) throw step;
      return { status: 200, body: '{}', ...step };
    },
  };
  const patient = createPatientApi({
    api,
    clock,
    limiter: createLimiter({ clock }),
    random: () => 0.5,
    organisation: 'Demo Company (UK)',
    onEvent: (event) => events.push(event),
    ...change,
  });
  return { patient, clock, began, asked, events };
}

const broken = () => new LostReply('broke off', true);
const unreachable = () => new LostReply('unreachable', false);

async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`did not fail: ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}

describe('a read', () => {
  it('is tried again when the server fails or no reply comes, each time after a longer wait', async () => {
    const { patient, asked } = script([{ status: 503 }, broken(), unreachable(), { status: 500 }]);
    expect((await patient.call(READ)).status).toBe(200);
    expect(asked.map(({ at }) => at)).toEqual([0, 1_375, 3_125, 5_625, 9_625]);
    expect(patient.counts()).toEqual({ sent: 5, retried: 4, limited: 0 });
  });

  it('waits as long as the server asks for', async () => {
    const { patient, asked } = script([{ status: 503, retryAfter: 20 }]);
    await patient.call(READ);
    expect(asked[1]?.at).toBe(21_000);
  });

  it('gives up after five tries, with the last reply or without one', async () => {
    const failing = script(Array.from({ length: 9 }, () => ({ status: 502 })));
    expect((await failing.patient.call(READ)).status).toBe(502);
    expect(failing.asked).toHaveLength(5);
    const silent = script(Array.from({ length: 9 }, unreachable));
    expect(await failure(silent.patient.call(READ))).toMatchObject({ name: 'LostReply', sent: false });
    expect(silent.asked).toHaveLength(5);
  });

  it('is not repeated where that is useless', async () => {
    for (const status of [400, 404, 501]) {
      const { patient, asked } = script([{ status }]);
      expect((await patient.call(READ)).status).toBe(status);
      expect(asked).toHaveLength(1);
    }
  });
});

describe('a write without reply', () => {
  it('is repeated with the same key and bytes', async () => {
    const { patient, asked, clock } = script([broken(), unreachable()]);
    expect((await patient.call(WRITE, { intentAt: clock.now() })).status).toBe(200);
    expect(asked.map(({ request }) => request)).toEqual([WRITE, WRITE, WRITE]);
  });

  it('is repeated only while a reply would still come within five minutes of its intent', async () => {
    const { patient, asked, began } = script(Array.from({ length: 60 }, broken), { timeoutMs: 100_000 }, 100_000);
    expect(await failure(patient.call(WRITE, { intentAt: began }))).toMatchObject({ name: 'LostReply', sent: true });
    expect(asked).toHaveLength(2);
    expect(asked.every(({ at }) => at + 100_000 < 5 * MINUTE)).toBe(true);
  });

  it('is not repeated after a wait for the limits that took too long, and stays unknown', async () => {
    const { patient, asked, began } = script([broken(), { status: 429, limitHit: 'minute', retryAfter: 600 }]);
    expect(await failure(patient.call(WRITE, { intentAt: began }))).toMatchObject({ name: 'LostReply', sent: true });
    expect(asked).toHaveLength(2);
  });

  it('stays unknown when the first try may have been carried out and later ones surely were not', async () => {
    const { patient, began } = script([broken(), ...Array.from({ length: 60 }, unreachable)], { timeoutMs: 1_000 });
    expect(await failure(patient.call(WRITE, { intentAt: began }))).toMatchObject({ name: 'LostReply', sent: true });
  });

  it('is known not to be carried out when no try reached the server', async () => {
    const { patient, began, clock } = script(Array.from({ length: 60 }, unreachable));
    expect(await failure(patient.call(WRITE, { intentAt: began }))).toMatchObject({ name: 'LostReply', sent: false });
    expect(clock.now() - began).toBeLessThan(5 * MINUTE);
  });

  it('is never repeated without a key, nor with an intent of long ago', async () => {
    const { idempotencyKey: _, ...unprotected } = WRITE;
    const keyless = script([broken()]);
    expect(await failure(keyless.patient.call(unprotected))).toMatchObject({ sent: true });
    expect(keyless.asked).toHaveLength(1);
    const old = script([broken()]);
    expect(await failure(old.patient.call(WRITE, { intentAt: old.began - 4 * MINUTE }))).toMatchObject({ sent: true });
    expect(old.asked).toHaveLength(1);
  });
});

describe('a write with an error reply', () => {
  it.each([400, 404, 413, 500, 502, 503])('%i is handed to the caller at once, never repeated', async (status) => {
    const { patient, asked } = script([{ status, body: 'oops' }]);
    expect(await patient.call(WRITE)).toEqual({ status, body: 'oops', milliseconds: 1_000 });
    expect(asked).toHaveLength(1);
  });

  it('of a limit was not carried out: it waits and goes out again, long after the key has expired if need be', async () => {
    const { patient, asked, began } = script([
      { status: 429, limitHit: 'minute', retryAfter: 400 },
      { status: 429, limitHit: 'concurrent' },
    ]);
    expect((await patient.call(WRITE, { intentAt: began })).status).toBe(200);
    expect(asked.map(({ at }) => at)).toEqual([0, 401_000, 403_000]);
    expect(patient.counts()).toEqual({ sent: 3, retried: 2, limited: 2 });
  });
});

describe('what ends a run', () => {
  async function refusal(step: Step): Promise<Refusal> {
    const error = await failure(script([step]).patient.call(WRITE));
    if (!(error instanceof Refusal)) throw new Error(`no refusal: ${String(error)}`);
    return error;
  }

  it('is a used-up day, told with the time of its end; nothing is sent until then', async () => {
    const { patient, asked } = script([{ status: 429, limitHit: 'day', dayLeft: 0, retryAfter: 66_975 }]);
    const error = await failure(patient.call(WRITE));
    expect(error).toMatchObject({ code: 'xero/day-limit', exitCode: 5 });
    expect(String(error)).toContain('2001-09-09 20:23 UTC');
    expect(String(error)).toContain('18 h 37 min');
    expect(await failure(patient.call(READ))).toMatchObject({ code: 'xero/day-limit' });
    expect(asked).toHaveLength(1);
  });

  it('is a limit that never lets go', async () => {
    const steps = Array.from({ length: 30 }, () => ({ status: 429, limitHit: 'minute', retryAfter: 1 }));
    expect(await failure(script(steps).patient.call(READ))).toMatchObject({ code: 'xero/limited', exitCode: 5 });
  });

  it('is a sign-in that has expired, a scope that is missing, an organisation out of reach: each in its own words', async () => {
    const expired = await refusal({
      status: 401,
      body: '{"Title":"Unauthorized","Detail":"TokenExpired: token expired"}',
    });
    expect(expired).toMatchObject({ code: 'xero/signed-out', exitCode: 3 });
    expect(expired.message).toContain('expired');
    const unknown = await refusal({ status: 401, body: '{"detail":"AuthenticationUnsuccessful"}' });
    expect(unknown).toMatchObject({ code: 'xero/signed-out', exitCode: 3 });
    const byHeader = await refusal({ status: 401, body: '', authenticate: 'insufficient_scope' });
    const byBody = await refusal({ status: 401, body: '{"Detail":"AuthorizationUnsuccessful"}' });
    expect([byHeader.code, byBody.code]).toEqual(['xero/missing-scope', 'xero/missing-scope']);
    const forbidden = await refusal({
      status: 403,
      body: '{"title":"Forbidden","detail":"AuthenticationUnsuccessful"}',
    });
    expect(forbidden).toMatchObject({ code: 'xero/forbidden', exitCode: 3 });
    expect(forbidden.message).toContain('Demo Company (UK)');
  });

  it('is the user, while calls wait', async () => {
    const stop = new AbortController();
    const { patient, asked, events } = script([{ status: 429, limitHit: 'minute', retryAfter: 60 }], {
      signal: stop.signal,
      onEvent: (event) => {
        events.push(event);
        if (event.kind === 'limited') stop.abort(new Error('interrupted'));
      },
    });
    expect(String(await failure(patient.call(READ)))).toContain('interrupted');
    expect(asked).toHaveLength(1);
  });
});

describe('events', () => {
  it('tell every attempt and hold no body', async () => {
    const { patient, events } = script([
      broken(),
      { status: 429, limitHit: 'minute', retryAfter: 3 },
      { correlationId: 'c-1' },
    ]);
    await patient.call({ ...WRITE, query: { summarizeErrors: 'false' } });
    const request = { method: 'PUT', path: '/Invoices' };
    expect(events).toEqual([
      { kind: 'lost', request, message: 'broke off', sent: true },
      { kind: 'reply', request, status: 429, milliseconds: 1_000 },
      { kind: 'limited', limit: 'minute', retryAfter: 3 },
      { kind: 'reply', request, status: 200, milliseconds: 1_000, correlationId: 'c-1' },
    ]);
  });
});
