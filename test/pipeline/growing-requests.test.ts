/** How many documents a request carries, from the first request of a run to its last, while the server copes and where it does not. */

import { describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { invoiceRows, invoicesJob } from './sample-jobs.ts';

const MANY = 1_300;

type Outcome = Awaited<ReturnType<Workspace['run']>>;

function sizes({ writes }: Outcome): readonly number[] {
  return writes.map(({ body }) => documentsOf(body));
}

function documentsOf(body: string): number {
  return JSON.parse(body).Invoices.length;
}

/** Invoices in the books. */
async function held(workspace: Workspace): Promise<number> {
  return (await workspace.get('Invoices?page=1&pageSize=1')).pagination.itemCount;
}

describe('a request', () => {
  test('carries 50 documents at first and 200 in the end where replies are quick', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(invoicesJob(), invoiceRows(MANY));
    expect(outcome.summary.documents).toMatchObject({ OK: MANY });
    const carried = sizes(outcome);
    expect(carried.slice(0, 3)).toEqual([50, 50, 50]);
    expect(Math.max(...carried)).toBeGreaterThan(130);
    expect(carried.length).toBeLessThan((MANY / 50) * 0.8);
  });

  test('carries as many as the job says, beyond what it would have begun with', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(invoicesJob({ send: '{ batch: 300 }' }), invoiceRows(700));
    expect(outcome.summary.documents).toMatchObject({ OK: 700 });
    expect([...sizes(outcome)].sort()).toEqual([100, 300, 300]);
  });

  test('that is too large goes in parts, and those after it stay smaller', async () => {
    const workspace = await openWorkspace();
    const before = await held(workspace);
    workspace.gate.disturb(({ method, body }) =>
      method === 'PUT' && documentsOf(body) > 120 ? { status: 413 } : undefined,
    );
    const outcome = await workspace.run(invoicesJob(), invoiceRows(MANY * 2));
    expect(outcome.summary.documents).toMatchObject({ OK: MANY * 2 });
    const carried = sizes(outcome);
    const tooLarge = carried.filter((size) => size > 120);
    expect(tooLarge.length).toBeGreaterThan(0);
    expect(tooLarge.length).toBeLessThanOrEqual(12);
    expect(carried.slice(carried.lastIndexOf(Math.max(...tooLarge)) + 12).some((size) => size > 120)).toBe(false);
    expect(await held(workspace)).toBe(before + MANY * 2);
  });

  test('carries fewer after server errors and lost replies, more again later, and every document once', async () => {
    const put = { endpoint: 'Invoices', method: 'PUT' };
    const workspace = await openWorkspace({
      sandbox: {
        faults: {
          seed: 1,
          rules: [
            { what: '500', when: { ...put, count: [5, 6] }, saved: true },
            { what: '503-unavailable', when: { ...put, count: [9, 9] } },
          ],
        },
      },
    });
    let puts = 0;
    workspace.gate.disturb(({ method }) => {
      if (method === 'PUT') puts += 1;
      return method === 'PUT' && puts === 7 ? { reset: 'after' } : undefined;
    });
    const before = await held(workspace);
    const outcome = await workspace.run(invoicesJob(), invoiceRows(MANY * 2));
    expect(outcome.summary.documents).toMatchObject({ OK: MANY * 2 });
    const carried = sizes(outcome);
    const smallest = Math.min(...carried.slice(5, 20));
    expect(smallest).toBeLessThan(50);
    expect(Math.max(...carried.slice(carried.indexOf(smallest)))).toBeGreaterThan(50);
    expect(await held(workspace)).toBe(before + MANY * 2);
  });
});
