import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { accountingOperations } from '../../scripts/operations/accounting-operations.ts';
import { answerOperations, isMeant, strayCalls } from '../../scripts/operations/answer-operation.ts';
import { jobsOf } from '../../scripts/operations/calls-of-jobs.ts';
import { connectorActions } from '../../scripts/operations/connector-actions.ts';
import { reasons } from '../../scripts/operations/reasons.ts';
import { instead } from '../../scripts/operations-page.ts';
import type { Registry } from '../../src/model/registry.ts';
import { actions } from '../../src/xero/actions/index.ts';
import { entities } from '../../src/xero/entities/index.ts';
import { reports } from '../../src/xero/reports/index.ts';

const registry: Registry = { entities, actions, reports };
const answers = answerOperations(registry);

const textOf = ({ method, path }: { readonly method: string; readonly path: string }) => `${method} ${path}`;
const answerTo = (of: Registry, call: string) =>
  answerOperations(of).find(({ operation }) => textOf(operation) === call);
const without = (name: string): Registry => ({ ...registry, entities: entities.filter((each) => each.name !== name) });

/** The calls of the official SDK; it asks for a PDF by the record's own address. */
function sdkCalls(): ReadonlySet<string> {
  const folder = createRequire(import.meta.url).resolve('xero-node/dist/gen/api/accountingApi.js');
  const calls = readFileSync(folder, 'utf8').matchAll(
    /localVarPath = this\.basePath \+ '([^']+)'[\s\S]*?method: '(\w+)'/g,
  );
  return new Set([...calls].map(([, path = '', method = '']) => `${method} ${path}`));
}

describe("the operations of Xero's Accounting API", () => {
  test('are those of the official SDK', () => {
    const sdk = sdkCalls();
    expect(sdk.size).toBe(231);
    expect(new Set(accountingOperations.map((operation) => textOf(operation).replace(/\/pdf$/, '')))).toEqual(sdk);
    expect(accountingOperations).toHaveLength(235);
  });

  test('have each a job, or a reason in scripts/operations/reasons.ts', () => {
    const open = answers.filter(({ by, jobs, note }) => by === undefined || (jobs.length === 0 && note === ''));
    expect(open.map(({ operation }) => textOf(operation))).toEqual([]);
  });

  test('have no reason where there is a job by now', () => {
    for (const { call } of reasons) {
      const meant = answers.filter(({ operation }) => isMeant(call, operation));
      expect([call, [...new Set(meant.map(({ by }) => by))]]).toEqual([call, ['reason']]);
    }
  });

  test('are all that jobs call', () => {
    expect(strayCalls(registry)).toEqual([]);
  });
});

describe('the job for a call', () => {
  test.each([
    ['PUT /Invoices', 'call', 'create: Invoices'],
    ['POST /Invoices/{InvoiceID}', 'form', 'void: Invoices'],
    ['GET /PurchaseOrders/{PurchaseOrderNumber}', 'form', 'export: PurchaseOrders'],
    ['DELETE /Overpayments/{OverpaymentID}/Allocations/{AllocationID}', 'call', 'delete: Allocations'],
    ['GET /Quotes/{QuoteID}/pdf', 'call', 'pdf: Quotes'],
    ['GET /Reports/TrialBalance', 'call', 'export: TrialBalance'],
    ['GET /Accounts/{AccountID}/Attachments/{FileName}', 'reason', 'download-attachments: Accounts'],
  ])('%s', (call, by, job) => {
    const answer = answerTo(registry, call);
    expect(answer?.by).toBe(by);
    expect(answer?.jobs.map(({ verb, entity }) => `${verb}: ${entity}`)).toContain(job);
  });

  test('is gone with its entity', () => {
    expect(answerTo(without('Items'), 'PUT /Items')).toMatchObject({ jobs: [], by: undefined });
    expect(answerTo(without('Items'), 'GET /Items/{ItemID}')).toMatchObject({ jobs: [], by: undefined });
    expect(answerTo(without('Payments'), 'POST /Payments')).toMatchObject({ jobs: [], by: undefined });
  });

  test('is none that Xero does not have', () => {
    const items = entities.find(({ name }) => name === 'Items')!;
    const create = { method: 'PUT', path: '/Item', batch: 1, body: 'element' } as const;
    expect(strayCalls({ ...registry, entities: [{ ...items, create }] })).toContain('create: Items calls PUT /Item');
    const shown = { name: 'show', note: '', on: () => ({}) };
    expect(strayCalls({ entities: [items], actions: [shown], reports: [] })).toHaveLength(1);
  });
});

describe('what connectors do', () => {
  test('has each a job', () => {
    expect(connectorActions).toHaveLength(36);
    expect(connectorActions.filter((action) => instead(action, answers) === '')).toEqual([]);
    expect(jobsOf(registry)).toContain('raw: Requests');
  });

  test('is told by the verb, where several jobs make the call', () => {
    const call = 'POST /Invoices/{InvoiceID}';
    expect(instead({ does: '', call, verb: 'void' }, answers)).toBe('`void: Invoices`');
    expect(instead({ does: '', call, verb: 'email' }, answers)).toBe('');
    const files = instead({ does: '', call: 'PUT /*/*/Attachments/{FileName}', verb: 'attach' }, answers);
    expect(files).toMatch(/^`attach` of Accounts, .*RepeatingInvoices$/);
  });
});
