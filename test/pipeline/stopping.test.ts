/** Runs that cannot go on: what was sent is told, what was not is UNSENT, and a later run delivers only what is missing. */

import { describe, expect, test } from 'vitest';
import { LostReply } from '../../src/xero/api.ts';
import type { Call, Disturbance } from '../support/gate.ts';
import { openWorkspace, refusalOf, type Workspace } from '../support/workspace.ts';
import { csv, invoiceRows, invoicesJob, paymentsJob } from './sample-jobs.ts';

const isWrite = (call: Call) => call.method !== 'GET';
const JOB = invoicesJob({ send: '{ batch: 5 }' });

/** The first `passed` writes reach the sandbox, then this is answered. */
function onceSent(passed: number, disturbance: Disturbance): (call: Call) => Disturbance | undefined {
  let writes = 0;
  return (call) => {
    if (!isWrite(call)) return undefined;
    writes += 1;
    return writes > passed ? disturbance : undefined;
  };
}

const SIGNED_OUT = { status: 401, body: '{"Title":"Unauthorized","Status":401,"Detail":"TokenExpired"}' };
const FORBIDDEN = { status: 403, body: '{"Title":"Forbidden","Status":403,"Detail":"AuthenticationUnsuccessful"}' };
const DAY_USED_UP = { status: 429, headers: { 'retry-after': '4000', 'x-rate-limit-problem': 'day' } };
const CASES = [
  { name: '401', by: SIGNED_OUT, code: 3, status: 'interrupted', says: /sign-in .* expired[\s\S]*Connect/ },
  { name: '403', by: FORBIDDEN, code: 3, status: 'interrupted', says: /does not let this connection[\s\S]*role/ },
  { name: 'the day limit', by: DAY_USED_UP, code: 5, status: 'parked', says: /daily limit is used up until/ },
] as const;

async function booked(workspace: Workspace): Promise<number> {
  return (await workspace.get('Invoices?pageSize=1000&page=1')).Invoices.length;
}

describe.each(CASES)('$name', ({ by, code, status, says }) => {
  test('while sending: exit code, words, and every row accounted for', async () => {
    const workspace = await openWorkspace();
    workspace.gate.disturb(onceSent(2, by));
    const outcome = await workspace.run(JOB, invoiceRows(20));
    expect(outcome.code).toBe(code);
    expect(outcome.summary).toMatchObject({ status, exitCode: code });
    expect(outcome.stopped?.message).toMatch(says);
    expect(outcome.summary.rows).toEqual({ OK: 10, WARNING: 0, ERROR: 0, SKIPPED: 0, UNSENT: 10 });
    expect(await booked(workspace)).toBe(10);
    const ok = outcome.rows.filter((row) => row.Status === 'OK');
    expect(ok.every((row) => row['Xero ID'] !== '')).toBe(true);
  });

  test('the rows left say that the run stopped, and are no failed rows', async () => {
    const workspace = await openWorkspace();
    workspace.gate.disturb(onceSent(0, by));
    const outcome = await workspace.run(JOB, invoiceRows(3));
    expect(outcome.fates).toEqual(Array(3).fill('UNSENT xero/not-sent'));
    expect(outcome.rows[0]?.Message).toMatch(/the run stopped before/i);
    expect(outcome.failed).toBeUndefined();
  });

  test('a second run delivers only what is missing', async () => {
    const workspace = await openWorkspace();
    workspace.gate.disturb(onceSent(2, by));
    await workspace.run(JOB, invoiceRows(20));
    workspace.gate.disturb(() => undefined);
    const outcome = await workspace.run(JOB, invoiceRows(20));
    expect(outcome.code).toBe(0);
    expect(outcome.summary.rows).toEqual({ OK: 10, WARNING: 0, ERROR: 0, SKIPPED: 10, UNSENT: 0 });
    expect(await booked(workspace)).toBe(20);
  });

  test('while the organisation is read: nothing is reported, nothing was sent', async () => {
    const workspace = await openWorkspace();
    workspace.gate.disturb(() => by);
    const refusal = await refusalOf(workspace.run(JOB, invoiceRows(1)));
    expect(refusal.exitCode).toBe(code);
    expect(refusal.message).toMatch(says);
    expect(await booked(workspace)).toBe(0);
  });
});

test('a sign-in that ends after a lost reply leaves the outcome unknown, not unsent', async () => {
  const workspace = await openWorkspace();
  await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('P-1,Basket Case,2026-10-01,Line,1,100.00'));
  let lost = false;
  workspace.gate.disturb((call) => {
    if (lost) return SIGNED_OUT;
    if (!isWrite(call)) return undefined;
    lost = true;
    return { reset: 'after' };
  });
  const outcome = await workspace.run(paymentsJob(), 'Invoice,Date,Amount,Account\nP-1,2026-10-09,20.00,090\n');
  expect(outcome.fates).toEqual(['ERROR xero/unknown-outcome']);
  expect(outcome.failed).toBeUndefined();
});

test('nothing can be said of documents that cannot even be looked up', async () => {
  const workspace = await openWorkspace();
  let lost = false;
  workspace.gate.disturb((call) => {
    if (lost) return SIGNED_OUT;
    if (!isWrite(call)) return undefined;
    lost = true;
    return { reset: 'after' };
  });
  const outcome = await workspace.run(JOB, invoiceRows(5));
  expect(outcome.code).toBe(3);
  expect(outcome.fates).toEqual(Array(5).fill('ERROR xero/unknown-outcome'));
});

test('an organisation that cannot be reached', async () => {
  const workspace = await openWorkspace();
  let gone = false;
  workspace.gate.disturb((call) => {
    gone ||= isWrite(call);
    return gone ? { reset: 'before' } : undefined;
  });
  const outcome = await workspace.run(JOB, invoiceRows(5));
  expect(outcome.code).toBe(3);
  expect(await booked(workspace)).toBe(0);
});

test('a journal that fails in the middle: what may be in the books is never told as OK', async () => {
  let settled = 0;
  const workspace = await openWorkspace({
    journal: (journal) => ({
      ...journal,
      settleRequest: async (...of) => {
        settled += 1;
        if (settled > 1) throw new Error('the disk is full');
        return journal.settleRequest(...of);
      },
    }),
  });
  const outcome = await workspace.run(JOB, invoiceRows(40));
  expect(outcome.code).toBe(5);
  expect(outcome.stopped?.message).toContain('the disk is full');
  const { OK, ERROR, UNSENT } = outcome.summary.rows;
  expect(OK).toBe(5);
  expect(OK + ERROR).toBe(await booked(workspace));
  expect(OK + ERROR + UNSENT).toBe(40);
  expect(new Set(outcome.fates)).toContain('ERROR xero/unknown-outcome');
  expect(outcome.failed).toBeUndefined();
});

test('Ctrl-C: what is under way is heard out, the rest is UNSENT', async () => {
  const workspace = await openWorkspace();
  const stopping = new AbortController();
  workspace.gate.disturb((call) => {
    if (isWrite(call)) stopping.abort();
    return undefined;
  });
  const outcome = await workspace.run(invoicesJob({ send: '{ batch: 1 }' }), invoiceRows(40), {
    signal: stopping.signal,
  });
  expect(outcome.code).toBe(5);
  const { OK, UNSENT, ERROR } = outcome.summary.rows;
  expect(OK).toBe(await booked(workspace));
  expect([OK + UNSENT, ERROR]).toEqual([40, 0]);
  expect(UNSENT).toBeGreaterThan(0);
});

describe('a login server that stays away in the middle', () => {
  const AWAY = new LostReply('The sign-in to Xero failed: login cannot be reached (ECONNREFUSED)', false, true);

  test.each([
    ['before a packet', undefined, 'UNSENT'],
    ['before it is looked up what became of one', { reset: 'after' }, 'ERROR'],
  ] as const)('%s parks the run, which goes on once it is back', async (_when, by, fate) => {
    let isAway = false;
    const workspace = await openWorkspace({
      token: async () => {
        if (isAway) throw AWAY;
        return 'sandbox-token';
      },
    });
    workspace.gate.disturb((call) => {
      if (!isWrite(call) || isAway) return undefined;
      isAway = true;
      return by;
    });
    const began = workspace.now();
    const parked = await workspace.run(JOB, invoiceRows(40));
    expect(parked).toMatchObject({ code: 5, summary: { status: 'parked' } });
    expect(parked.stopped?.message).toMatch(/^The sign-in to Xero failed: login cannot be reached.*rowpost resume/s);
    expect(parked.summary.rows[fate]).toBeGreaterThan(0);
    if (fate === 'UNSENT') expect(workspace.now() - began).toBeGreaterThan(3 * 60_000);
    isAway = false;
    workspace.gate.disturb(() => undefined);
    const done = await workspace.resume();
    expect(done).toMatchObject({ code: 0, summary: { rows: { OK: 40 } } });
    expect(await booked(workspace)).toBe(40);
  });

  test('at the beginning ends the command, with nothing to go on with', async () => {
    const workspace = await openWorkspace({ token: () => Promise.reject(AWAY) });
    const refusal = await refusalOf(workspace.run(JOB, invoiceRows(1)));
    expect(refusal).toMatchObject({ code: 'connect/away', exitCode: 3 });
  });
});
