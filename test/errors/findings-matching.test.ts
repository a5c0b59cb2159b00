/** Every finding of the second phase: what a document meets among the organisation's existing records. */

import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { ExistingRecord, MatchDecision, MatchOptions } from '../../src/model/matching.ts';
import { batchKinds } from '../../src/validators/batch-findings.ts';
import { createCatalogue, validatorKinds } from '../../src/validators/catalogue.ts';
import { indexExisting } from '../../src/validators/index-existing.ts';
import { matchDocument } from '../../src/validators/match-document.ts';
import { matchInput } from '../../src/validators/match-input.ts';
import { matchingKinds } from '../../src/validators/matching-findings.ts';
import { renderFinding } from '../../src/validators/render-finding.ts';
import { contacts, invoices, labels, payments } from '../unit/validators/sample-documents.ts';
import { sampleFacts } from '../unit/validators/sample-facts.ts';
import { batch } from './bank-pairs.ts';
import { type Case, check } from './checking.ts';

const RIDGEWAY = 'c0000000-0000-4000-8000-000000000001';
const BASKET = 'c0000000-0000-4000-8000-000000000002';
const INVOICE_ID = 'e0000000-0000-4000-8000-000000000001';

function invoice(more: Partial<ExistingRecord> = {}): ExistingRecord {
  return {
    entity: 'Invoices',
    id: INVOICE_ID,
    number: 'INV-1',
    contactId: RIDGEWAY,
    contactName: 'Ridgeway University',
    type: 'ACCREC',
    status: 'AUTHORISED',
    date: '2026-10-01',
    currency: 'GBP',
    amountDue: '10',
    ...more,
  };
}

interface Settings extends Partial<Omit<MatchOptions, 'entity'>> {
  readonly match?: readonly string[];
}

function decide(plan: Case, existing: readonly ExistingRecord[], settings: Settings = {}): MatchDecision {
  const mode = settings.mode ?? 'create';
  const checked = check({ ...plan, mode });
  const entity = plan.entity ?? invoices;
  const { match, ...rest } = settings;
  const options = { entity, facts: sampleFacts(plan.data), labels, mode, ...(match === undefined ? {} : { match }) };
  const input = matchInput(checked.document, checked, options);
  const stored: unknown = JSON.parse(JSON.stringify(input));
  expect(stored).toEqual(input);
  const matching: MatchOptions = { entity, mode, existing: 'error', ...rest };
  const decision = matchDocument(input, existing, matching);
  expect(matchDocument(input, indexExisting(existing)(input), matching)).toEqual(decision);
  return decision;
}

const codes = (decision: MatchDecision) => decision.findings.map((finding) => finding.code);
const bill = { Type: 'ACCPAY' };
/** Of an entity whose deleted records keep their numbers. */
const keeping: Case = { entity: { ...invoices, status: { ...invoices.status!, keepsNumber: true } } };
const pay = (changes: Case['fields'] & object = {}): Case => ({ entity: payments, fields: changes });

interface Pair {
  readonly code: string;
  readonly raised: readonly [Case, readonly ExistingRecord[], Settings?];
  readonly near: readonly [Case, readonly ExistingRecord[], Settings?];
  readonly action?: MatchDecision['action'];
}

const PAIRS: readonly Pair[] = [
  {
    code: 'duplicate/exists',
    raised: [{}, [invoice({ number: 'inv-1 ' })]],
    near: [{}, [invoice({ number: 'INV-10' })]],
  },
  {
    code: 'duplicate/exists',
    raised: [{ fields: bill }, [invoice({ type: 'ACCPAY' })]],
    near: [{ fields: bill }, [invoice({ type: 'ACCPAY', contactId: BASKET })]],
  },
  { code: 'duplicate/exists', raised: [{}, [invoice()]], near: [{}, [invoice({ type: 'ACCPAY' })]] },
  {
    code: 'duplicate/exists',
    raised: [{}, [invoice({ status: 'PAID' })]],
    near: [{}, [invoice({ status: 'VOIDED' })]],
  },
  {
    code: 'duplicate/existing-skipped',
    action: 'skip',
    raised: [{}, [invoice()], { existing: 'skip' }],
    near: [{}, [], { existing: 'skip' }],
  },
  {
    code: 'duplicate/number-kept',
    raised: [keeping, [invoice({ status: 'DELETED' })]],
    near: [{}, [invoice({ status: 'DELETED' })]],
  },
  {
    code: 'duplicate/number-kept',
    raised: [keeping, [invoice({ status: 'DELETED' })], { mode: 'upsert' }],
    near: [keeping, [invoice({ number: 'INV-10', status: 'DELETED' })], { mode: 'upsert' }],
  },
  {
    code: 'duplicate/several',
    raised: [{}, [invoice(), invoice({ id: 'other' })], { mode: 'update' }],
    near: [{}, [invoice(), invoice({ id: 'other', status: 'DELETED' })], { mode: 'update' }],
  },
  { code: 'resolve/not-found', raised: [{}, [], { mode: 'update' }], near: [{}, [], { mode: 'upsert' }] },
  {
    code: 'duplicate/not-editable',
    raised: [{}, [invoice({ status: 'PAID' })], { mode: 'update' }],
    near: [{}, [invoice({ status: 'SUBMITTED' })], { mode: 'update' }],
  },
  {
    code: 'duplicate/not-editable',
    raised: [{}, [invoice({ status: 'VOIDED' })], { mode: 'update' }],
    near: [{}, [invoice({ status: 'VOIDED' })], { mode: 'upsert' }],
  },
  {
    code: 'duplicate/status-move',
    raised: [{ fields: { Status: 'DRAFT' } }, [invoice()], { mode: 'update' }],
    near: [{ fields: { Status: 'VOIDED' } }, [invoice()], { mode: 'update' }],
  },
  { code: 'resolve/unknown-invoice', raised: [pay(), [invoice({ number: 'INV-2' })]], near: [pay(), [invoice()]] },
  {
    code: 'resolve/unknown-invoice',
    raised: [pay({ 'Invoice.Contact.Name': 'Basket Case Ltd' }), [invoice()]],
    near: [pay({ 'Invoice.Contact.Name': 'RIDGEWAY University' }), [invoice()]],
  },
  {
    code: 'resolve/ambiguous-invoice',
    raised: [pay(), [invoice(), invoice({ id: 'other', type: 'ACCPAY' })]],
    near: [pay({ 'Invoice.Type': 'ACCREC' }), [invoice(), invoice({ id: 'other', type: 'ACCPAY' })]],
  },
  {
    code: 'resolve/unknown-credit-note',
    raised: [pay({ Invoice: null, CreditNote: 'INV-1' }), [invoice()]],
    near: [pay({ Invoice: null, CreditNote: 'INV-1' }), [invoice({ entity: 'CreditNotes' })]],
  },
  {
    code: 'resolve/ambiguous-credit-note',
    raised: [pay({ Invoice: null, CreditNote: 'CN' }), [credit('1'), credit('2')]],
    near: [pay({ Invoice: null, CreditNote: 'CN' }), [credit('1'), { ...credit('2'), status: 'PAID' }]],
  },
  { code: 'resolve/not-payable', raised: [pay(), [invoice({ status: 'DRAFT' })]], near: [pay(), [invoice()]] },
  {
    code: 'totals/overpaid',
    raised: [pay({ Amount: '#10.01' }), [invoice()]],
    near: [pay({ Amount: '#10.00' }), [invoice()]],
  },
  {
    code: 'totals/overpaid',
    raised: [pay({ Amount: '#6' }), [invoice()], { paidSoFar: (id) => (id === INVOICE_ID ? '4.01' : undefined) }],
    near: [pay({ Amount: '#6' }), [invoice()], { paidSoFar: (id) => (id === INVOICE_ID ? '4.00' : '100') }],
  },
  {
    code: 'date/before-document',
    action: 'create',
    raised: [pay({ Date: '2026-09-30' }), [invoice()]],
    near: [pay({ Date: '2026-10-01' }), [invoice()]],
  },
  {
    code: 'resolve/payment-currency',
    action: 'create',
    raised: [{ ...pay(), data: { accounts: bankIn('GBP') } }, [invoice({ currency: 'EUR' })]],
    near: [{ ...pay(), data: { accounts: bankIn('EUR') } }, [invoice({ currency: 'EUR' })]],
  },
  {
    code: 'resolve/unknown-bank-credit',
    raised: [refund({ Prepayment: 'INV-1' }), [invoice()]],
    near: [refund({ Prepayment: 'INV-1' }), [early()]],
  },
  {
    code: 'resolve/ambiguous-bank-credit',
    raised: [refund({ Prepayment: 'INV-1' }), [early(), early({ id: 'early-2' })]],
    near: [refund({ Prepayment: INVOICE_ID }), [early(), early({ id: 'early-2' })]],
  },
  {
    code: 'resolve/batch-sides',
    raised: [twoPaid(), [invoice(), invoice({ id: 'bill-2', number: 'B-2', type: 'ACCPAY' })]],
    near: [twoPaid(), [invoice(), invoice({ id: 'bill-2', number: 'B-2' })]],
  },
  {
    code: 'resolve/batch-currency',
    raised: [batch(), [invoice({ currency: 'EUR' })]],
    near: [batch(), [invoice()]],
  },
  { code: 'totals/overpaid', raised: [twicePaid(), [invoice()]], near: [twicePaid(), [invoice({ amountDue: '11' })]] },
];

describe('each finding', () => {
  const catalogue = createCatalogue(validatorKinds);

  it.each(PAIRS.map((pair, index) => ({ title: `${pair.code} (${index})`, ...pair })))(
    '$title',
    ({ code, raised, near, action }) => {
      const decision = decide(...raised);
      expect(codes(decision)).toEqual([code]);
      expect(decision.action).toBe(action ?? 'refuse');
      const [finding] = decision.findings as readonly [Finding];
      expect(finding.severity).toBe(action === undefined ? 'ERROR' : 'WARNING');
      const text = renderFinding(finding, catalogue);
      expect(text).toContain(`Row ${finding.row}`);
      expect(text).toContain(finding.column ?? 'no column');
      expect(text).toContain(finding.value ?? 'no value');
      expect(text).not.toMatch(/undefined|null|\[object|\?/);
      expect(codes(decide(...near))).not.toContain(code);
    },
  );

  it('has a pair for every code', () => {
    expect([...new Set(PAIRS.map((pair) => pair.code))].sort()).toEqual(
      [...matchingKinds, ...batchKinds].map((kind) => kind.code).sort(),
    );
  });
});

describe('the decision', () => {
  it('creates what nothing matches', () => {
    expect(decide({}, [])).toEqual({ action: 'create', findings: [], set: {} });
  });

  it('updates the record found, by its ID', () => {
    const set = { InvoiceID: INVOICE_ID };
    expect(decide({}, [invoice()], { mode: 'upsert' })).toEqual({
      action: 'update',
      id: INVOICE_ID,
      findings: [],
      set,
    });
  });

  it('prefers an ID to a number', () => {
    const plan = { fields: { InvoiceID: INVOICE_ID, InvoiceNumber: 'INV-9' } };
    const decision = decide(plan, [invoice(), invoice({ id: 'other', number: 'INV-9' })], { mode: 'update' });
    expect(decision).toMatchObject({ action: 'update', id: INVOICE_ID });
  });

  it('finds by number, and by contact and number first, where an update does not say the type', () => {
    const untyped = { fields: { Type: null } };
    expect(decide(untyped, [invoice({ type: 'ACCPAY', contactId: BASKET })], { mode: 'update' })).toMatchObject({
      id: INVOICE_ID,
    });
    const two = [invoice({ id: 'other', type: 'ACCPAY', contactId: BASKET }), invoice({ type: 'ACCPAY' })];
    expect(decide(untyped, two, { mode: 'update' })).toMatchObject({ id: INVOICE_ID });
  });

  it('lets a status be reached from one in which nothing else may change', () => {
    const status = { ...invoices.status!, editable: ['DRAFT'], gone: [] };
    const plan = { entity: { ...invoices, status }, fields: { Status: 'VOIDED' } };
    expect(decide(plan, [invoice()], { mode: 'update' }).action).toBe('update');
  });

  it('finds nothing for a bill of a contact that is yet to be created', () => {
    const plan = { fields: { ...bill, 'Contact.Name': 'Brand New' } };
    expect(decide(plan, [invoice({ type: 'ACCPAY' })]).action).toBe('create');
  });

  it('finds a contact by its number before its name, and by the fields that the job names', () => {
    const anna = {
      entity: 'Contacts',
      id: 'anna',
      contactName: 'Anna',
      status: 'ACTIVE',
      keys: { ContactNumber: 'C1', AccountNumber: 'A1' },
    };
    const bert = {
      entity: 'Contacts',
      id: 'bert',
      contactName: 'Bert',
      status: 'ACTIVE',
      keys: { ContactNumber: 'C2', AccountNumber: 'A2' },
    };
    const named = {
      entity: contacts,
      fields: { ContactNumber: 'C2', Name: 'Anna', AccountNumber: 'A1' },
    };
    expect(decide(named, [anna, bert], { mode: 'update' })).toMatchObject({ id: 'bert' });
    expect(decide(named, [anna, bert], { mode: 'update', match: ['AccountNumber'] })).toMatchObject({ id: 'anna' });
  });

  it('refuses to create by upsert what lacks a needed field', () => {
    const decision = decide({ fields: { Date: null } }, [], { mode: 'upsert' });
    expect(decision.findings).toMatchObject([{ code: 'map/required', column: 'Date', row: 2 }]);
    expect(decide({ fields: { Date: null } }, [invoice()], { mode: 'upsert' }).action).toBe('update');
  });

  it('creates by upsert for a contact that is yet to be created', () => {
    const plan = { fields: { 'Contact.Name': 'Brand New' } };
    expect(decide(plan, [], { mode: 'upsert' })).toEqual({ action: 'create', findings: [], set: {} });
  });

  it('gives each line of a batch the ID of its target, and adds up what they pay', () => {
    const existing = [invoice(), invoice({ id: 'bill-2', number: 'B-2' })];
    expect(decide(twoPaid(), existing)).toEqual({
      action: 'create',
      findings: [],
      set: {},
      lines: [{ 'Invoice.InvoiceID': INVOICE_ID }, { 'Invoice.InvoiceID': 'bill-2' }],
      paid: [
        { id: INVOICE_ID, amount: '5' },
        { id: 'bill-2', amount: '5' },
      ],
    });
  });

  it('gives a payment the ID of its target, and names the target for the sums of the run', () => {
    const decision = decide(pay(), [invoice()]);
    expect(decision).toEqual({
      action: 'create',
      findings: [],
      set: { 'Invoice.InvoiceID': INVOICE_ID },
      targetId: INVOICE_ID,
    });
  });
});

function credit(last: string): ExistingRecord {
  return invoice({ entity: 'CreditNotes', id: `credit-${last}`, number: 'CN', type: 'ACCRECCREDIT' });
}

function bankIn(currency: string) {
  return sampleFacts().accounts.map((each) => ({ ...each, currency }));
}

/** Of 10.00 received before its invoice. */
function early(more: Partial<ExistingRecord> = {}): ExistingRecord {
  return invoice({ entity: 'Prepayments', type: 'RECEIVE-PREPAYMENT', ...more });
}

function refund(target: Case['fields'] & object): Case {
  return pay({ Invoice: null, ...target });
}

function twoPaid(): Case {
  const plan = batch();
  return { ...plan, lines: [...plan.lines!, { values: { ...plan.lines![0]!.values, Invoice: 'B-2' } }] };
}

/** 5.00 and 6.00 on one invoice, which is due for 10.00. */
function twicePaid(): Case {
  const plan = batch();
  return { ...plan, lines: [...plan.lines!, { values: { ...plan.lines![0]!.values, Amount: '#6' } }] };
}
