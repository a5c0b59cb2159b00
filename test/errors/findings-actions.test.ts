/** Every finding of an action: what it meets at the records that its rows name, and the words that say so. */

import { describe, expect, test } from 'vitest';
import type { ExistingRecord, MatchInput } from '../../src/model/matching.ts';
import type { Action } from '../../src/model/registry.ts';
import { actionKinds } from '../../src/validators/action-findings.ts';
import { createCatalogue, validatorKinds } from '../../src/validators/catalogue.ts';
import { type ActionCandidates, matchAction } from '../../src/validators/match-action.ts';
import { renderFinding } from '../../src/validators/render-finding.ts';
import { allocate } from '../../src/xero/actions/allocate.ts';
import { reverse } from '../../src/xero/actions/reverse.ts';
import { voidRecords } from '../../src/xero/actions/void-records.ts';
import { creditNotes } from '../../src/xero/entities/credit-notes.ts';
import { invoices } from '../../src/xero/entities/invoices.ts';
import { payments } from '../../src/xero/entities/payments.ts';

const AT = { ordinal: 0, row: 2, column: 'Number', value: 'X-1' };
const catalogue = createCatalogue(validatorKinds);

const invoice = (more: Partial<ExistingRecord> = {}): ExistingRecord => ({
  ...{ entity: 'Invoices', id: 'i1', number: 'INV-1', type: 'ACCREC', status: 'AUTHORISED', currency: 'GBP' },
  ...{ contactId: 'c1', contactName: 'Boom FM', amountDue: '50' },
  ...more,
});
const credit = (more: Partial<ExistingRecord> = {}): ExistingRecord =>
  invoice({ entity: 'CreditNotes', id: 'n1', number: 'CN-1', type: 'ACCRECCREDIT', amountDue: '40', ...more });
const payment = (more: Partial<ExistingRecord> = {}, keys = {}): ExistingRecord => ({
  ...{ entity: 'Payments', id: 'p1', status: 'AUTHORISED', date: '2026-10-20' },
  keys: { OwnerID: 'i1', Amount: '10', ...keys },
  ...more,
});

const TASKS = {
  void: { entity: invoices, verb: voidRecords, key: { number: 'INV-1' } },
  allocate: { entity: creditNotes, verb: allocate, key: { number: 'CN-1' } },
  reverse: { entity: payments, verb: reverse, key: { id: 'p9' } },
} as const;

type Task = keyof typeof TASKS;
type Row = Partial<Pick<MatchInput, 'amount' | 'date' | 'contactId' | 'type' | 'keys'>> & {
  readonly target?: boolean;
  readonly before?: string;
};

function decide(task: Task, row: Row, existing: Partial<ActionCandidates>) {
  const { entity, verb, key } = TASKS[task];
  const action: Action = { name: verb.name, note: verb.note, ...verb.on(entity)! };
  const target = { entity: 'Invoices', number: 'INV-1', idField: 'Invoice.InvoiceID' } as const;
  const { target: names = task !== 'void', before, ...told } = row;
  const input: MatchInput = {
    ...{ entity: entity.name, at: AT, keys: [key], missing: [], ...told },
    ...(names ? { target, own: { ...AT, column: 'Credit' } } : {}),
  };
  const candidates = { own: [], targets: [], inner: [], ...existing };
  return matchAction(input, candidates, { entity, action, again: false, allocatedSoFar: () => before });
}

const BOTH = { own: [credit()], targets: [invoice()] };

describe('a row that can be done', () => {
  test.each<[Task, Row, Partial<ActionCandidates>, string]>([
    ['void', {}, { own: [invoice()] }, 'i1'],
    ['void', {}, { own: [invoice({ status: 'VOIDED', id: 'i0' }), invoice()] }, 'i1'],
    ['allocate', { amount: '40' }, BOTH, 'n1'],
    ['allocate', { amount: '30', before: '10' }, BOTH, 'n1'],
    ['reverse', {}, { targets: [invoice({ status: 'PAID' })], inner: [payment()] }, 'p1'],
    [
      'reverse',
      { amount: '10.00', date: '2026-10-21' },
      { targets: [invoice()], inner: [payment(), payment({ id: 'p2', date: '2026-10-21' })] },
      'p2',
    ],
    ['reverse', { target: false }, { own: [payment({ id: 'p9' })] }, 'p9'],
  ])('%s %j', (task, row, existing, id) => {
    expect(decide(task, row, existing)).toMatchObject({ does: 'act', record: { id } });
  });

  test('an allocation to another contact is remarked on', () => {
    const decision = decide('allocate', { amount: '1' }, { ...BOTH, targets: [invoice({ contactId: 'c2' })] });
    expect(decision).toMatchObject({ does: 'act', findings: [{ code: 'resolve/other-contact', severity: 'WARNING' }] });
  });
});

const REFUSED: readonly [code: string, task: Task, row: Row, existing: Partial<ActionCandidates>][] = [
  ['resolve/no-record', 'void', {}, {}],
  ['resolve/no-record', 'reverse', {}, {}],
  ['resolve/not-allowed', 'void', {}, { own: [invoice({ status: 'DRAFT' })] }],
  ['resolve/not-allowed', 'reverse', {}, { targets: [invoice()], inner: [payment({}, { BatchPaymentID: 'b1' })] }],
  ['resolve/settled', 'void', {}, { own: [invoice({ keys: { AmountPaid: '1.00', AmountCredited: '0' } })] }],
  ['duplicate/already-so', 'void', {}, { own: [invoice({ status: 'VOIDED' })] }],
  ['resolve/keys-differ', 'void', { contactId: 'c9' }, { own: [invoice()] }],
  ['resolve/keys-differ', 'void', { type: 'ACCPAY', keys: [{ id: 'i1' }] }, { own: [invoice()] }],
  ['resolve/keys-differ', 'void', { keys: [{ id: 'i1' }, { number: 'INV-2' }] }, { own: [invoice()] }],
  ['resolve/keys-differ', 'void', { keys: [{ id: 'i9' }, { number: 'INV-1' }] }, { own: [invoice()] }],
  ['duplicate/several', 'void', {}, { own: [invoice(), invoice({ id: 'i2' })] }],
  ['resolve/none-there', 'reverse', { amount: '11' }, { targets: [invoice()], inner: [payment()] }],
  ['resolve/none-there', 'reverse', {}, { targets: [invoice()], inner: [payment({ status: 'DELETED' })] }],
  ['resolve/several-there', 'reverse', {}, { targets: [invoice()], inner: [payment(), payment({ id: 'p2' })] }],
  ['resolve/unknown-invoice', 'allocate', { amount: '1' }, { ...BOTH, targets: [] }],
  ['resolve/ambiguous-invoice', 'allocate', { amount: '1' }, { ...BOTH, targets: [invoice(), invoice({ id: 'i2' })] }],
  ['resolve/takes-no-credit', 'allocate', { amount: '1' }, { ...BOTH, targets: [invoice({ status: 'PAID' })] }],
  ['resolve/other-side', 'allocate', { amount: '1' }, { ...BOTH, targets: [invoice({ type: 'ACCPAY' })] }],
  ['resolve/other-currency', 'allocate', { amount: '1' }, { ...BOTH, targets: [invoice({ currency: 'USD' })] }],
  ['map/allocation-amount', 'allocate', { amount: '-1' }, BOTH],
  ['totals/over-allocated', 'allocate', { amount: '40.01' }, BOTH],
  ['totals/over-allocated', 'allocate', { amount: '30', before: '10.01' }, BOTH],
];

describe('a row that cannot', () => {
  test.each(REFUSED)('%s of %s %j', (code, task, row, existing) => {
    const decision = decide(task, row, existing);
    expect(decision.does).not.toBe('act');
    if (decision.does === 'act') return;
    expect(decision.finding).toMatchObject({ code, row: 2, severity: decision.does === 'skip' ? 'WARNING' : 'ERROR' });
    const text = renderFinding(decision.finding, catalogue);
    expect(text).toContain('Row 2');
    expect(text).not.toMatch(/undefined|\?\s|‹/);
  });

  test('every code of actions is raised by one of these, or by the run itself', () => {
    const raised = new Set(REFUSED.map(([code]) => code));
    const byRun = ['duplicate/same-record', 'resolve/other-contact'];
    expect(actionKinds.map(({ code }) => code).filter((code) => !raised.has(code) && !byRun.includes(code))).toEqual(
      [],
    );
  });

  test('what is wrong with the credit stands at its own column, what is wrong with the invoice at that', () => {
    const draft = decide('allocate', { amount: '1' }, { ...BOTH, own: [credit({ status: 'DRAFT' })] });
    expect(draft).toMatchObject({ finding: { column: 'Credit' } });
    const unknown = decide('allocate', { amount: '1' }, { ...BOTH, targets: [] });
    expect(unknown).toMatchObject({ finding: { column: 'Number' } });
  });
});
