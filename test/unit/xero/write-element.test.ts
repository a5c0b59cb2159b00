import { describe, expect, test } from 'vitest';
import { type Decimal, decimal, formatDecimal } from '../../../src/model/decimal.ts';
import type { Document, RowRef, Value } from '../../../src/model/document.ts';
import type { EntityShape, Route } from '../../../src/model/entity.ts';
import { contacts } from '../../../src/xero/entities/contacts.ts';
import { invoices } from '../../../src/xero/entities/invoices.ts';
import { payments } from '../../../src/xero/entities/payments.ts';
import { toJsonText, writeElement } from '../../../src/xero/write-element.ts';
import fc from '../../support/seeded.ts';

const ID = '1cf1a11c-a067-4a05-9c8b-06f281f7afed';
const ROW: RowRef = { ordinal: 0, number: 2 };

type Fields = Readonly<Record<string, Value>>;

function documentOf(fields: Fields, lines: readonly Fields[] = []): Document {
  return {
    rows: [ROW],
    fields: new Map(Object.entries(fields)),
    origins: new Map(),
    lines: lines.map((values) => ({
      row: ROW,
      values: new Map(Object.entries(values)),
      extra: false,
      blank: new Set(),
      verify: new Map(),
    })),
    verify: new Map(),
  };
}

function textOf(entity: EntityShape, document: Document, route: Route = entity.create!): string {
  return toJsonText(writeElement(entity, document, route));
}

describe('writeElement', () => {
  test('an invoice with lines, tracking and exact amounts', () => {
    const document = documentOf(
      { Date: '2026-10-01', Type: 'ACCREC', InvoiceNumber: 'INV-1', 'Contact.ContactID': ID, SentToContact: false },
      [
        { UnitAmount: decimal('400.0125'), Quantity: decimal('3.000'), TaxType: 'OUTPUT2', 'Tracking.Region': 'North' },
        { Description: 'A "quoted" line' },
      ],
    );
    expect(textOf(invoices, document)).toBe(
      `{"InvoiceNumber":"INV-1","Type":"ACCREC","Contact":{"ContactID":"${ID}"},"Date":"2026-10-01","SentToContact":false,` +
        '"LineItems":[{"Quantity":3,"UnitAmount":400.0125,"TaxType":"OUTPUT2","Tracking":[{"Name":"Region","Option":"North"}]},' +
        '{"Description":"A \\"quoted\\" line"}]}',
    );
  });

  test('a document without lines leaves the lines that Xero holds alone', () => {
    expect(textOf(invoices, documentOf({ InvoiceID: ID, Status: 'VOIDED' }), invoices.update!)).toBe(
      `{"InvoiceID":"${ID}","Status":"VOIDED"}`,
    );
  });

  test('a new record is sent without an identifier of its own', () => {
    const document = documentOf({ InvoiceID: ID, Type: 'ACCPAY' });
    expect(textOf(invoices, document, invoices.create!)).toBe('{"Type":"ACCPAY"}');
    expect(textOf(invoices, document, invoices.update!)).toBe(`{"InvoiceID":"${ID}","Type":"ACCPAY"}`);
  });

  test('amounts beyond what a binary float holds stay exact', () => {
    const [amount, ...others] = ['9999999999.99', '0.1', '-0.005', '12345678901234567890.123456'];
    const lines = [amount!, ...others].map((text) => ({ LineAmount: decimal(text) }));
    expect(textOf(invoices, documentOf({}, lines))).toBe(
      '{"LineItems":[{"LineAmount":9999999999.99},{"LineAmount":0.1},{"LineAmount":-0.005},{"LineAmount":12345678901234567890.123456}]}',
    );
  });

  test('keyed collections become one element a kind', () => {
    const document = documentOf({
      Name: 'City Limousines',
      'Phones.MOBILE.PhoneNumber': '0770 900',
      'Addresses.STREET.City': 'Leeds',
      'Phones.DEFAULT.PhoneNumber': '0113 496',
      'Addresses.STREET.PostalCode': 'LS1',
      'PaymentTerms.Bills.Day': decimal('15'),
      'PaymentTerms.Bills.Type': 'OFFOLLOWINGMONTH',
    });
    expect(JSON.parse(textOf(contacts, document))).toEqual({
      Name: 'City Limousines',
      Addresses: [{ AddressType: 'STREET', City: 'Leeds', PostalCode: 'LS1' }],
      Phones: [
        { PhoneType: 'DEFAULT', PhoneNumber: '0113 496' },
        { PhoneType: 'MOBILE', PhoneNumber: '0770 900' },
      ],
      PaymentTerms: { Bills: { Day: 15, Type: 'OFFOLLOWINGMONTH' } },
    });
  });

  test('numbered collections close their gaps and keep their order', () => {
    const document = documentOf({
      'ContactPersons.4.FirstName': 'Dee',
      'ContactPersons.2.IncludeInEmails': true,
      'ContactPersons.2.FirstName': 'Bea',
    });
    expect(JSON.parse(textOf(contacts, document))).toEqual({
      ContactPersons: [{ FirstName: 'Bea', IncludeInEmails: true }, { FirstName: 'Dee' }],
    });
  });

  test('collections of the contact inside a document', () => {
    const document = documentOf({ 'Contact.Name': 'New Ltd', 'Contact.Phones.FAX.PhoneNumber': '1' });
    expect(JSON.parse(textOf(invoices, document))).toEqual({
      Contact: { Name: 'New Ltd', Phones: [{ PhoneType: 'FAX', PhoneNumber: '1' }] },
    });
  });

  test('an object with its identifier is sent by it alone', () => {
    const document = documentOf({
      'Contact.ContactID': ID,
      'Contact.Name': 'Renamed',
      'Contact.Phones.FAX.PhoneNumber': '1',
      Reference: 'PO 7',
    });
    expect(JSON.parse(textOf(invoices, document))).toEqual({ Contact: { ContactID: ID }, Reference: 'PO 7' });
  });

  test('short names, narrowing and computed fields are not part of the body', () => {
    const document = documentOf({
      Invoice: 'INV-1',
      'Invoice.InvoiceID': ID,
      'Invoice.InvoiceNumber': 'INV-1',
      'Invoice.Contact.Name': 'City Limousines',
      Account: '090',
      'Account.Code': '090',
      Amount: decimal('12.50'),
      PaymentType: 'ACCRECPAYMENT',
    });
    expect(JSON.parse(textOf(payments, document))).toEqual({
      Invoice: { InvoiceID: ID },
      Account: { Code: '090' },
      Amount: 12.5,
    });
  });

  test('tracking by number: both parts from cells, in order of their numbers', () => {
    const line = {
      'Tracking.2.Option': 'Sales',
      'Tracking.10.Name': 'Third',
      'Tracking.2.Name': 'Department',
      'Tracking.Cost. centre': 'A',
    };
    expect(JSON.parse(textOf(invoices, documentOf({}, [line])))).toEqual({
      LineItems: [
        {
          Tracking: [{ Name: 'Cost. centre', Option: 'A' }, { Name: 'Department', Option: 'Sales' }, { Name: 'Third' }],
        },
      ],
    });
  });

  test('a category named like a member of every object is only a text', () => {
    const text = textOf(invoices, documentOf({}, [{ 'Tracking.__proto__': 'x' }]));
    expect(text).toBe('{"LineItems":[{"Tracking":[{"Name":"__proto__","Option":"x"}]}]}');
  });

  test('a route without a body sends nothing', () => {
    const route: Route = { method: 'POST', path: '/Invoices/{InvoiceID}/Email', batch: 1, body: 'none' };
    expect(writeElement(invoices, documentOf({ InvoiceID: ID }), route)).toEqual({});
  });

  test('lines that have a route of their own are not part of the body', () => {
    const apart: EntityShape = { ...invoices, lines: { ...invoices.lines!, route: invoices.create! } };
    expect(textOf(apart, documentOf({ Type: 'ACCREC' }, [{ Description: 'x' }]))).toBe('{"Type":"ACCREC"}');
  });

  test('a field that the entity does not have is a program fault, never left out silently', () => {
    expect(() => textOf(invoices, documentOf({ Type: 'ACCREC', Amount: decimal('1') }))).toThrow(
      'no such field: Amount',
    );
    expect(() => textOf(invoices, documentOf({}, [{ Reference: 'x' }]))).toThrow('no such field: Reference');
    expect(() => textOf(payments, documentOf({ 'Tracking.Region': 'North' }))).toThrow('no such field');
  });

  test('property: parsed back, header and lines hold what was put in', () => {
    const amount = fc
      .tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.nat({ max: 6 }))
      .map(([units, scale]): Decimal => ({ units, scale }));
    const line = fc.record(
      { Description: fc.string({ unit: 'grapheme' }), Quantity: amount, UnitAmount: amount, AccountCode: fc.string() },
      { requiredKeys: [] },
    );
    const header = fc.record(
      {
        InvoiceNumber: fc.string(),
        Date: fc.constant('2026-10-01'),
        SentToContact: fc.boolean(),
        CurrencyRate: amount,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(header, fc.array(line, { maxLength: 5 }), (fields, lines) => {
        const text = textOf(invoices, documentOf(fields as Fields, lines as Fields[]));
        const parsed = parseExactly(text) as Record<string, unknown>;
        const expected = {
          ...plain(fields as Fields),
          ...(lines.length > 0 && { LineItems: lines.map((l) => plain(l as Fields)) }),
        };
        expect(parsed).toEqual(expected);
      }),
    );
  });
});

/** Parses with every number as the text that stands in the JSON. */
function parseExactly(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' ? { number: context?.source } : value,
  );
}

function plain(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'object' ? { number: formatDecimal(value) } : value,
    ]),
  );
}
