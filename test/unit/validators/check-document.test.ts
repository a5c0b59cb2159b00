/** What the checker does to a document: names become codes and IDs, the contact becomes its ID, totals are computed. */

import { describe, expect, it } from 'vitest';
import { formatFixed } from '../../../src/model/decimal.ts';
import { check } from '../../errors/checking.ts';
import { contacts, payments } from './sample-documents.ts';

const RIDGEWAY = 'c0000000-0000-4000-8000-000000000001';

describe('names', () => {
  it('become what Xero takes, in place', () => {
    const { document, findings } = check({
      fields: { BrandingTheme: 'very ORANGE', CurrencyCode: ' eur' },
      lines: [
        {
          values: {
            AccountCode: 'other revenue',
            TaxType: '5% (VAT on income)',
            ItemCode: 'book',
            'Tracking.region': 'west coast',
          },
        },
      ],
    });
    expect(findings).toEqual([]);
    expect(document.fields.get('BrandingTheme')).toBeUndefined();
    expect(document.fields.get('BrandingThemeID')).toBe('d0000000-0000-4000-8000-000000000002');
    expect(document.fields.get('CurrencyCode')).toBe('EUR');
    const line = document.lines[0]?.values;
    expect(line?.get('AccountCode')).toBe('260');
    expect(line?.get('TaxType')).toBe('RROUTPUT');
    expect(line?.get('ItemCode')).toBe('BOOK');
    expect([line?.get('Tracking.Region'), line?.has('Tracking.region')]).toEqual(['West Coast', false]);
  });

  it('are put right where the tracking category stands in a cell', () => {
    const { document } = check({ lines: [{ values: { 'Tracking.1.Name': 'REGION', 'Tracking.1.Option': 'north' } }] });
    const line = document.lines[0]?.values;
    expect([line?.get('Tracking.1.Name'), line?.get('Tracking.1.Option')]).toEqual(['Region', 'North']);
  });

  it('keep a code with its leading zero, and take it for no number', () => {
    const { document } = check({ lines: [{ values: { AccountCode: '0300', TaxType: 'NONE' } }] });
    expect(document.lines[0]?.values.get('AccountCode')).toBe('0300');
  });

  it('find the account of a payment by name where it has no code', () => {
    const { document } = check({ entity: payments, fields: { Account: 'direct debit' } });
    expect(document.fields.get('Account.AccountID')).toMatch(/^a0000000/);
    expect(document.fields.has('Account')).toBe(false);
  });

  it('suggest the nearest ones', () => {
    const { findings } = check({ lines: [{ values: { AccountCode: 'Salse' } }] });
    expect(findings[0]?.params?.candidates).toBe('200 Sales');
  });

  it.each(['20%', '20 %'])('list the tax rates whose names begin with %s', (text) => {
    const { findings } = check({ lines: [{ values: { TaxType: text } }] });
    expect(findings[0]?.params?.candidates).toBe('OUTPUT2 (20% (VAT on Income)), INPUT2 (20% (VAT on Expenses))');
  });
});

describe('the contact', () => {
  it('becomes its ID alone', () => {
    const { contact, contactFields, document } = check({ fields: { 'Contact.EmailAddress': 'a@example.com' } });
    expect(contact).toEqual({ kind: 'known', id: RIDGEWAY });
    expect(contactFields).toBeUndefined();
    expect([...document.fields.keys()].filter((field) => field.startsWith('Contact'))).toEqual(['Contact.ContactID']);
  });

  it.each([RIDGEWAY, 'Ridgeway University', 'C-002'])('is found by ID, name or number: %s', (text) => {
    expect(check({ fields: { 'Contact.Name': null, Contact: text } }).contact.kind).toBe('known');
  });

  it('is not found by name in `Contact` where names are off', () => {
    const { findings } = check({ exact: true, fields: { 'Contact.Name': null, Contact: 'Ridgeway University' } });
    expect(findings.map((finding) => finding.code)).toEqual(['resolve/unknown-contact']);
  });

  it('hands its own fields over when it is new or to be updated', () => {
    const fresh = check({ fields: { 'Contact.Name': 'Brand New', 'Contact.EmailAddress': 'a@example.com' } });
    expect(fresh.contact).toEqual({ kind: 'new', name: 'Brand New' });
    expect([...(fresh.contactFields ?? [])]).toEqual([
      ['Name', 'Brand New'],
      ['EmailAddress', 'a@example.com'],
    ]);
    expect([...fresh.document.fields.keys()].some((field) => field.startsWith('Contact'))).toBe(false);
    const known = check({ contacts: 'update', fields: { 'Contact.EmailAddress': 'a@example.com' } });
    expect(known.contactFields?.get('EmailAddress')).toBe('a@example.com');
    expect(known.document.fields.get('Contact.ContactID')).toBe(RIDGEWAY);
  });

  it('is none for a contact itself', () => {
    expect(check({ entity: contacts }).contact).toEqual({ kind: 'none' });
  });
});

describe('the rest', () => {
  it('computes the totals with the names resolved', () => {
    const { totals } = check({ lines: [{ values: { TaxType: '20% (VAT on Income)' } }] });
    expect(totals && formatFixed(totals.total, 2)).toBe('24.00');
  });

  it('reads what a payment settles', () => {
    const id = 'e0000000-0000-4000-8000-000000000009';
    const target = { entity: 'Invoices', idField: 'Invoice.InvoiceID' };
    expect(check({ entity: payments, fields: { 'Invoice.Contact.Name': 'A' } }).target).toEqual({
      ...target,
      number: 'INV-1',
      contactName: 'A',
    });
    expect(check({ entity: payments, fields: { Invoice: id } }).target).toEqual({ ...target, id });
  });

  it('points at the line and row at fault', () => {
    const { findings } = check({ lines: [{ values: {} }, { values: {} }, { values: { Quantity: '#-1' } }] });
    expect(findings).toEqual([
      {
        code: 'line-math/negative-quantity',
        severity: 'ERROR',
        ordinal: 2,
        row: 4,
        column: 'col Quantity',
        value: '-1',
      },
    ]);
  });
});
