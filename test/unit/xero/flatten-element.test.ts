import { describe, expect, test } from 'vitest';
import type { OutputColumn } from '../../../src/model/job.ts';
import { bankTransfers } from '../../../src/xero/entities/bank-transfers.ts';
import { contacts } from '../../../src/xero/entities/contacts.ts';
import { creditNotes } from '../../../src/xero/entities/credit-notes.ts';
import { invoices } from '../../../src/xero/entities/invoices.ts';
import { payments } from '../../../src/xero/entities/payments.ts';
import { type ExactObject, parseExactJson } from '../../../src/xero/exact-json.ts';
import { compileFlatten, type FlattenPlan } from '../../../src/xero/flatten-element.ts';

const at = { line: 1, column: 1 };
const facts = { brandingThemes: [{ id: 'theme-1', name: 'Very orange' }] };
const columns = (...names: readonly string[]): readonly OutputColumn[] =>
  names.map((field) => ({ field, header: field, at }));
const json = (text: string) => parseExactJson(text) as ExactObject;
const flatten = (plan: Partial<FlattenPlan>, element: ExactObject) =>
  compileFlatten({ entity: invoices, level: 'record', columns: [], inner: [], facts, ...plan })(element);

const invoice = json(`{
  "InvoiceID": "i-1", "InvoiceNumber": "INV-1", "Type": "ACCREC", "Total": 1200.10, "SentToContact": true,
  "Date": "/Date(1790812800000+0000)/", "DateString": "2026-10-01T00:00:00", "DueDate": "/Date(1790899200000+0000)/",
  "UpdatedDateUTC": "/Date(1790812800123+0000)/", "BrandingThemeID": "theme-1", "Reference": "0260",
  "Contact": { "ContactID": "c-1", "Name": "24 Locks" },
  "LineItems": [
    { "Description": "Bolt", "Quantity": 3.0000, "LineAmount": 30.00, "Tracking": [{ "Name": "Region", "Option": "North" }] },
    { "Description": "Nut", "LineAmount": 5.5, "Tracking": [{ "Name": "Shop", "Option": "2" }, { "Name": "region", "Option": "South" }] }
  ],
  "Payments": [{ "PaymentID": "p-1", "Date": "/Date(1790812800000+0000)/", "Amount": 7.00 }],
  "CreditNotes": [{ "CreditNoteNumber": "CN-1", "AppliedAmount": 2.00 }], "Overpayments": []
}`);

describe('a record as cells', () => {
  test('keeps the digits of amounts, and days without their time', () => {
    const cells = flatten({ columns: columns('Total', 'Date', 'DueDate', 'SentToContact', 'Reference') }, invoice);
    expect(cells).toEqual([[{ n: '1200.10' }, { d: '2026-10-01' }, { d: '2026-10-02' }, { b: true }, '0260']]);
  });

  test('gives money two places, and other numbers what they have', () => {
    const short = json('{"Total":7,"SubTotal":6.5,"TotalTax":-0.125,"CurrencyRate":1.5}');
    const cells = flatten({ columns: columns('Total', 'SubTotal', 'TotalTax', 'CurrencyRate') }, short);
    expect(cells).toEqual([[{ n: '7.00' }, { n: '6.50' }, { n: '-0.125' }, { n: '1.5' }]]);
  });

  test('tells instants in UTC and leaves blank what is not there', () => {
    expect(flatten({ columns: columns('UpdatedDateUTC', 'AmountDue', 'Contact.EmailAddress') }, invoice)).toEqual([
      ['2026-10-01T00:00:00.123Z', '', ''],
    ]);
  });

  test('knows short names', () => {
    expect(flatten({ columns: columns('Contact', 'BrandingTheme') }, invoice)).toEqual([['24 Locks', 'Very orange']]);
    const payment = json('{"Invoice":{"InvoiceNumber":"INV-1"},"Account":{"AccountID":"a-1","Name":"Till"}}');
    const plan = { entity: payments, columns: columns('Invoice', 'Account', 'CreditNote') };
    expect(flatten(plan, payment)).toEqual([['INV-1', 'Till', '']]);
    const moved = json('{"FromBankAccount":{"Code":"090","Name":"Bank"},"ToBankAccount":{"Name":"Till"}}');
    const transfer = { entity: bankTransfers, columns: columns('FromBankAccount', 'ToBankAccount') };
    expect(flatten(transfer, moved)).toEqual([['090', 'Till']]);
  });

  test('takes the whole contact where there is one', () => {
    const contact = json('{"ContactID":"c-1","Name":"24 Locks","EmailAddress":"till@locks.example"}');
    const contactOf = (id: string) => (id === 'c-1' ? contact : undefined);
    expect(flatten({ columns: columns('Contact.EmailAddress', 'Total'), contactOf }, invoice)).toEqual([
      ['till@locks.example', { n: '1200.10' }],
    ]);
  });

  test('finds the members of lists by key and by place', () => {
    const contact = json(`{
      "Phones": [{ "PhoneType": "FAX", "PhoneNumber": "1" }, { "PhoneType": "MOBILE", "PhoneNumber": "2" }],
      "ContactPersons": [{ "EmailAddress": "a@b.example" }]
    }`);
    const plan = {
      entity: contacts,
      columns: columns('Phones.MOBILE.PhoneNumber', 'ContactPersons.1.EmailAddress', 'ContactPersons.2.EmailAddress'),
    };
    expect(flatten(plan, contact)).toEqual([['2', 'a@b.example', '']]);
  });

  test('says a value by the text that a lookup has for it', () => {
    const lookup = {
      entries: [
        ['Sale', 'ACCREC'],
        ['Bill', 'ACCPAY'],
      ] as const,
      else: { kind: 'error' as const },
    };
    expect(flatten({ columns: [{ field: 'Type', header: 'Kind', lookup, at }] }, invoice)).toEqual([['Sale']]);
  });
});

describe('rows within a record', () => {
  test('one for each line, with its tracking by name or place', () => {
    const inner = columns('Description', 'Quantity', 'Tracking.Region', 'Tracking.1.Name', 'Tracking.1.Option');
    expect(flatten({ level: 'lines', columns: columns('InvoiceNumber'), inner }, invoice)).toEqual([
      ['INV-1', 'Bolt', { n: '3.0000' }, 'North', 'Region', 'North'],
      ['INV-1', 'Nut', '', 'South', 'Shop', '2'],
    ]);
  });

  test('a record without lines is not lost', () => {
    const plan = { level: 'lines' as const, columns: columns('InvoiceNumber'), inner: columns('Description') };
    expect(flatten(plan, json('{"InvoiceNumber":"INV-2","LineItems":[]}'))).toEqual([['INV-2', '']]);
  });

  test('one for each payment, and none without', () => {
    const plan = { level: 'payments' as const, columns: columns('InvoiceNumber'), inner: columns('PaymentID') };
    expect(flatten(plan, invoice)).toEqual([['INV-1', 'p-1']]);
    expect(flatten(plan, json('{"InvoiceNumber":"INV-2","Payments":[]}'))).toEqual([]);
  });

  test('one for each use of a credit', () => {
    const plan = { entity: creditNotes, level: 'allocations' as const, columns: columns('CreditNoteNumber') };
    const note = json(
      '{"CreditNoteNumber":"CN-1","Allocations":[{"Amount":2.00,"Invoice":{"InvoiceNumber":"INV-1"}}]}',
    );
    const inner = columns('Amount', 'Invoice.InvoiceNumber');
    expect(flatten({ ...plan, inner }, note)).toEqual([['CN-1', { n: '2.00' }, 'INV-1']]);
  });
});
