import { describe, expect, it } from 'vitest';
import type { EntityShape } from '../../../../src/model/entity.ts';
import { indexFacts } from '../../../../src/model/index-facts.ts';
import type { FilterCondition, FilterTest } from '../../../../src/model/job.ts';
import { contacts } from '../../../../src/xero/entities/contacts.ts';
import { creditNotes } from '../../../../src/xero/entities/credit-notes.ts';
import { invoices } from '../../../../src/xero/entities/invoices.ts';
import { payments } from '../../../../src/xero/entities/payments.ts';
import { type CompiledFilter, compileFilter } from '../../../../src/xero/filters/compile-filter.ts';

const today = '2026-11-21';
const ID = '6fa1c6b5-1f9a-4c2b-9d5f-0a1b2c3d4e5f';
const OTHER = '7fa1c6b5-1f9a-4c2b-9d5f-0a1b2c3d4e5f';

type Given = Readonly<Record<string, FilterTest | readonly FilterTest[] | string | readonly string[]>>;

const testsOf = (given: Given[string]): readonly FilterTest[] => {
  if (typeof given === 'string') return [{ kind: 'any', values: [given] }];
  if (!Array.isArray(given)) return [given as FilterTest];
  return typeof given[0] === 'string'
    ? [{ kind: 'any', values: given as readonly string[] }]
    : (given as readonly FilterTest[]);
};

const conditions = (given: Given): readonly FilterCondition[] =>
  Object.entries(given).map(([field, tests], at) => ({
    field,
    tests: testsOf(tests),
    at: { line: at + 1, column: 3 },
  }));

/** What goes with every reading of the entities themselves is left out, so that only what the filter adds is seen. */
const bare = (entity: EntityShape): EntityShape => {
  const { query: _query, ...read } = entity.read;
  return { ...entity, read };
};

const compile = (given: Given, entity: EntityShape = invoices, where?: string): CompiledFilter =>
  compileFilter(bare(entity), { filter: conditions(given), ...(where === undefined ? {} : { where }) }, { today });

const contact = (id: string, name: string, number = '', status = 'ACTIVE') => ({
  id,
  name,
  number,
  status,
  accountNumber: '',
});

const facts = indexFacts({
  organisation: { id: ID, name: 'Demo', baseCurrency: 'GBP', countryCode: 'GB' },
  accounts: [],
  taxRates: [],
  tracking: [],
  items: [],
  contacts: [contact(ID, 'Basket Case', 'C-1'), contact(OTHER, 'Bayside Club'), contact('3', 'Old', '', 'ARCHIVED')],
  brandingThemes: [{ id: OTHER, name: 'Standard' }],
  currencies: [],
});

describe('what Xero filters by quickly', () => {
  it.each<[string, Given, Readonly<Record<string, string>>]>([
    ['a choice', { Type: 'accrec' }, { where: 'Type=="ACCREC"' }],
    ['a list with a parameter of its own', { Status: ['AUTHORISED', 'paid'] }, { Statuses: 'AUTHORISED,PAID' }],
    ['identifiers', { InvoiceID: [ID.toUpperCase()] }, { IDs: ID }],
    ['contacts by identifier', { 'Contact.ContactID': [ID, OTHER] }, { ContactIDs: `${ID},${OTHER}` }],
    ['numbers', { InvoiceNumber: ['INV-1', 'INV-2'] }, { InvoiceNumbers: 'INV-1,INV-2' }],
    ['a number with a comma', { InvoiceNumber: 'A,B' }, { where: 'InvoiceNumber=="A,B"' }],
    ['texts', { Reference: ['a', 'b'] }, { where: '(Reference=="a" OR Reference=="b")' }],
    [
      'a range of days',
      { Date: { kind: 'range', from: '2026-10-01', to: '2026-10-31' } },
      { where: 'Date>=DateTime(2026,10,1) AND Date<=DateTime(2026,10,31)' },
    ],
    ['a day', { DueDate: 'yesterday' }, { where: 'DueDate>=DateTime(2026,11,20) AND DueDate<=DateTime(2026,11,20)' }],
    [
      'days',
      { DueDate: ['2026-10-01', '2026-10-03'] },
      {
        where:
          '((DueDate>=DateTime(2026,10,1) AND DueDate<=DateTime(2026,10,1)) OR (DueDate>=DateTime(2026,10,3) AND DueDate<=DateTime(2026,10,3)))',
      },
    ],
    [
      'a month',
      { Date: { kind: 'month', month: 'last' } },
      { where: 'Date>=DateTime(2026,10,1) AND Date<=DateTime(2026,10,31)' },
    ],
    ['before a day', { Date: { kind: 'below', value: '2026-01-01' } }, { where: 'Date<=DateTime(2025,12,31)' }],
    ['after a day', { Date: { kind: 'above', value: '2024-02-28' } }, { where: 'Date>=DateTime(2024,2,29)' }],
    ['above an amount', { AmountDue: { kind: 'above', value: '0' } }, { where: 'AmountDue>0' }],
    ['exact amounts', { AmountPaid: '12345678901234567.80' }, { where: 'AmountPaid==12345678901234567.8' }],
    [
      'several conditions',
      { Type: 'ACCREC', Status: 'PAID', AmountDue: '0' },
      { Statuses: 'PAID', where: 'Type=="ACCREC" AND AmountDue>=0 AND AmountDue<=0' },
    ],
    [
      'two tests of a field',
      {
        Date: [
          { kind: 'range', from: '2026-10-01' },
          { kind: 'below', value: 'today' },
        ],
      },
      { where: 'Date>=DateTime(2026,10,1) AND Date<=DateTime(2026,11,20)' },
    ],
    ['nothing', {}, {}],
  ])('%s', (_, given, query) => {
    const { queries, slow, problems, local } = compile(given);
    expect({ queries, slow, problems }).toEqual({ queries: [query], slow: [], problems: [] });
    expect(local({})).toBe(true);
  });

  it('is asked of credit notes and payments as their endpoints take it', () => {
    expect(compile({ 'Contact.ContactID': ID, Status: ['PAID'] }, creditNotes).queries).toEqual([
      { where: `Contact.ContactID==guid("${ID}") AND Status=="PAID"` },
    ]);
    expect(compile({ 'Invoice.InvoiceID': ID, PaymentType: 'ACCRECPAYMENT' }, payments).queries).toEqual([
      { where: `Invoice.InvoiceID==guid("${ID}") AND PaymentType=="ACCRECPAYMENT"` },
    ]);
  });

  it('goes with an expression of the user, in brackets', () => {
    const raw = 'Total>5 OR Type=="ACCPAY"';
    expect(compile({}, invoices, raw).queries).toEqual([{ where: raw }]);
    expect(compile({ Reference: 'x', Status: 'PAID' }, invoices, raw).queries).toEqual([
      { Statuses: 'PAID', where: `(${raw}) AND Reference=="x"` },
    ]);
  });

  it('is asked in portions that fit a URL, of one field alone', () => {
    const numbers = Array.from({ length: 95 }, (_, index) => `INV-${index}`);
    const references = Array.from({ length: 45 }, (_, index) => `R-${index}`);
    const { queries, local, slow } = compile({ InvoiceNumber: numbers, Reference: references });
    expect(queries.map(({ InvoiceNumbers = '' }) => InvoiceNumbers.split(',').length)).toEqual([40, 40, 15]);
    expect(queries.flatMap(({ InvoiceNumbers = '' }) => InvoiceNumbers.split(','))).toEqual(numbers);
    expect(queries.every((query) => query.where === undefined)).toBe(true);
    expect(slow).toEqual([]);
    expect([local({ Reference: 'r-44' }), local({ Reference: 'R-45' })]).toEqual([true, false]);
    const long = compile({ Reference: Array.from({ length: 12 }, (_, index) => `${index}${'ä'.repeat(200)}`) });
    expect(long.queries.length).toBeGreaterThan(1);
    for (const { where = '' } of long.queries) expect(encodeURIComponent(where).length).toBeLessThan(2_500);
  });
});

describe('what Xero does not filter by quickly', () => {
  it.each<[string, Given, object, object]>([
    ['an amount', { Total: '10' }, { Total: '10.00' }, { Total: '10.01' }],
    ['above', { Total: { kind: 'above', value: '10' } }, { Total: '10.01' }, { Total: '10.00' }],
    ['below', { Total: { kind: 'below', value: '-1' } }, { Total: '-1.01' }, { Total: '-1.00' }],
    ['from', { Total: { kind: 'range', from: '1.5' } }, { Total: '1.50' }, { Total: '1.49' }],
    ['to', { Total: { kind: 'range', to: '1.5' } }, { Total: '1.50' }, {}],
    ['not', { Status: { kind: 'not', values: ['VOIDED', 'deleted'] } }, { Status: 'PAID' }, { Status: 'DELETED' }],
    ['blank', { Reference: { kind: 'blank', blank: true } }, {}, { Reference: 'x' }],
    ['not blank', { Reference: { kind: 'blank', blank: false } }, { Reference: 'x' }, { Reference: '  ' }],
    ['yes', { SentToContact: 'yes' }, { SentToContact: true }, {}],
    ['no', { SentToContact: 'false' }, {}, { SentToContact: true }],
    [
      'a day of the last change',
      { UpdatedDateUTC: { kind: 'month', month: '2026-10' } },
      { UpdatedDateUTC: '/Date(1793491199999+0000)/' },
      { UpdatedDateUTC: '/Date(1793491200000+0000)/' },
    ],
    [
      'a contact in short',
      { Contact: 'basket case' },
      { Contact: { Name: 'Basket Case' } },
      { Contact: { Name: 'B' } },
    ],
    ['its number', { Contact: 'C-1' }, { Contact: { ContactNumber: 'C-1' } }, { Contact: { Name: 'C-2' } }],
    ['a quotation mark', { Reference: 'say "x"' }, { Reference: 'Say "X"' }, { Reference: 'say x' }],
    ['a backslash', { Reference: 'a\\' }, { Reference: 'a\\' }, { Reference: 'a' }],
    [
      'a day without a fast range',
      { FullyPaidOnDate: { kind: 'range', from: '2026-10-01', to: '2026-10-31' } },
      { FullyPaidOnDate: '/Date(1793404800000+0000)/' },
      {},
    ],
  ])('%s', (_, given, taken, left) => {
    const { queries, slow, local, problems } = compile(given);
    expect({ queries, slow, problems }).toEqual({ queries: [{}], slow: Object.keys(given), problems: [] });
    expect([local(taken as never), local(left as never)]).toEqual([true, false]);
  });

  it('is a matter of its own where one test of a field is quick and another is not', () => {
    const { queries, slow, local } = compile({
      Reference: [
        { kind: 'any', values: ['a', 'b'] },
        { kind: 'not', values: ['B'] },
      ],
    });
    expect(queries).toEqual([{ where: '(Reference=="a" OR Reference=="b")' }]);
    expect(slow).toEqual(['Reference']);
    expect([local({ Reference: 'a' }), local({ Reference: 'b' })]).toEqual([true, false]);
  });
});

it('what goes with every reading of an entity goes with a filter', () => {
  const entity = { ...invoices, read: { ...invoices.read, query: { unitdp: '4' } } };
  const { queries } = compileFilter(entity, { filter: conditions({ Status: 'PAID' }) }, { today });
  expect(queries).toEqual([{ unitdp: '4', Statuses: 'PAID' }]);
});

describe('archived contacts', () => {
  it.each<[string, Given, string | undefined, boolean]>([
    ['do not come by themselves', {}, undefined, false],
    ['do not come by their name', { Name: 'Old' }, undefined, false],
    ['come where the filter names their status', { ContactStatus: 'ARCHIVED' }, undefined, true],
    ['come where an expression names it', {}, 'ContactStatus=="ARCHIVED"', true],
  ])('%s', (_, given, where, asked) => {
    const [query = {}] = compile(given, contacts, where).queries;
    expect(query.includeArchived).toBe(asked ? 'true' : undefined);
  });
});

describe('names of the organisation', () => {
  const withFacts = (given: Given, entity: EntityShape = invoices) =>
    compileFilter(bare(entity), { filter: conditions(given) }, { today, facts });

  it('are asked for by their identifiers', () => {
    expect(withFacts({ Contact: ['c-1', 'bayside club'] }).queries).toEqual([{ ContactIDs: `${ID},${OTHER}` }]);
    expect(withFacts({ Contact: ID }, creditNotes).queries).toEqual([{ where: `Contact.ContactID==guid("${ID}")` }]);
    const { local, slow } = withFacts({ BrandingTheme: 'standard' });
    expect([local({ BrandingThemeID: OTHER }), local({ BrandingThemeID: ID })]).toEqual([true, false]);
    expect(slow).toEqual(['BrandingThemeID']);
  });

  it('that are not known are a problem with the nearest', () => {
    const { problems, queries } = withFacts({ Contact: ['Basket Cases'] });
    expect(queries).toEqual([]);
    expect(problems).toEqual([
      {
        line: 1,
        column: 3,
        code: 'job/filter',
        message: 'The organisation has no contact `Basket Cases`. Did you mean `Basket Case`?',
      },
    ]);
  });

  it('that several bear are a problem with all of them', () => {
    const twins = indexFacts({ ...facts, contacts: [contact(ID, 'Twin'), contact(OTHER, 'twin')] });
    const { problems } = compileFilter(invoices, { filter: conditions({ Contact: 'TWIN' }) }, { today, facts: twins });
    expect(problems[0]?.message).toContain(`Twin ${ID} (ACTIVE), twin ${OTHER} (ACTIVE)`);
  });
});

describe('problems', () => {
  it.each<[string, Given, string]>([
    ['an unknown field', { Reverence: 'x' }, '`Reverence` is no field of Invoices. Did you mean `Reference`?'],
    ['a field of the lines', { AccountCode: '200' }, '`AccountCode` is a field of the lines'],
    ['tracking', { 'Tracking.Region': 'North' }, '`Tracking.Region` is a field of the lines'],
    ['what lists do not hold', { 'Contact.EmailAddress': 'a@b.c' }, 'lists of Invoices do not hold it'],
    [
      'an unknown choice',
      { Status: ['AUTHORIZED'] },
      '`AUTHORIZED` is no value of `Status`. Did you mean `AUTHORISED`?',
    ],
    ['a day that is none', { Date: '2026-02-30' }, '`2026-02-30` is no day for `Date`'],
    ['a day written otherwise', { Date: { kind: 'range', from: '01/10/2026' } }, '`01/10/2026` is no day for `Date`'],
    ['an amount that is none', { Total: '1,000.00' }, '`1,000.00` is no amount for `Total`'],
    ['an identifier that is none', { InvoiceID: 'INV-1' }, '`INV-1` is no identifier for `InvoiceID`'],
    ['a truth that is none', { SentToContact: 'sent' }, '`SentToContact` is true or false, not `sent`'],
    ['a month of no day', { Total: { kind: 'month', month: 'last' } }, '`month` is asked of days'],
    [
      'a range of texts',
      { InvoiceNumber: { kind: 'range', from: 'A' } },
      '`from` and `to` are asked of days and amounts',
    ],
    ['above a text', { Reference: { kind: 'above', value: 'A' } }, '`above` is asked of days and amounts'],
    [
      'a range without anything in it',
      { Date: { kind: 'range', from: '2026-10-02', to: '2026-10-01' } },
      '`from` (2026-10-02) lies after `to` (2026-10-01)',
    ],
    ['amounts likewise', { Total: { kind: 'range', from: '10', to: '9' } }, '`from` (10) lies after `to` (9)'],
  ])('%s', (_, given, message) => {
    const { problems, queries } = compile(given);
    expect(queries).toEqual([]);
    expect(problems).toEqual([{ line: 1, column: 3, code: 'job/filter', message: expect.stringContaining(message) }]);
  });

  it('come all at once, each with its place', () => {
    const { problems } = compile({ Date: ['x', 'y'], Total: 'z' });
    expect(problems.map(({ line }) => line)).toEqual([1, 1, 2]);
  });
});

describe('an entity without expressions', () => {
  const orders: EntityShape = {
    name: 'PurchaseOrders',
    singular: 'PurchaseOrder',
    path: '/PurchaseOrders',
    idField: 'PurchaseOrderID',
    fields: [
      { name: 'Status', type: 'choice', values: ['DRAFT', 'BILLED'] },
      { name: 'Date', type: 'date' },
      { name: 'Reference', type: 'text' },
    ],
    match: [],
    stage: 'documents',
    read: {
      paging: 'page-size',
      modifiedSince: true,
      where: false,
      single: { Status: 'Status' },
      bounds: { Date: ['DateFrom', 'DateTo'] },
    },
    scope: 'x',
  };

  it('is asked by its own parameters, one value at a time', () => {
    const given: Given = { Status: ['DRAFT', 'BILLED'], Date: { kind: 'month', month: '2026-02' } };
    expect(compile(given, orders)).toMatchObject({
      queries: [
        { Status: 'DRAFT', DateFrom: '2026-02-01', DateTo: '2026-02-28' },
        { Status: 'BILLED', DateFrom: '2026-02-01', DateTo: '2026-02-28' },
      ],
      slow: [],
    });
    expect(compile({ Date: '2026-02-01' }, orders).queries).toEqual([{ DateFrom: '2026-02-01', DateTo: '2026-02-01' }]);
    expect(compile({ Date: { kind: 'above', value: '2026-02-01' } }, orders).queries).toEqual([
      { DateFrom: '2026-02-02' },
    ]);
  });

  it('is filtered here by all else', () => {
    expect(compile({ Reference: 'x' }, orders)).toMatchObject({ queries: [{}], slow: ['Reference'] });
    const twice = compile(
      {
        Date: [
          { kind: 'range', from: '2026-02-01' },
          { kind: 'range', from: '2026-03-01' },
        ],
      },
      orders,
    );
    expect(twice.queries).toEqual([{ DateFrom: '2026-02-01' }]);
    expect(twice.local({ Date: '/Date(1771977600000+0000)/' })).toBe(false);
  });

  it('takes no expression of the user', () => {
    expect(compile({}, orders, 'Total>1').problems[0]?.message).toContain('Xero takes no `where` for PurchaseOrders');
  });
});
