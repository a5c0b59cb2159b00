/** Requests of every kind of wrongness for a sandbox: near to what is right, so that they reach deep, and far from it. */

import fc from './seeded.ts';

export interface FuzzRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** After the API's base path, with the query. */
  readonly path: string;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** What requests may name: filled as records come to be. */
export interface KnownNames {
  readonly ids: readonly string[];
  readonly numbers: readonly string[];
}

const collections = [
  'Invoices',
  'CreditNotes',
  'Contacts',
  'Payments',
  'Items',
  'ManualJournals',
  'Accounts',
  'TaxRates',
  'TrackingCategories',
  'Currencies',
  'PurchaseOrders',
  'Quotes',
  'RepeatingInvoices',
  'LinkedTransactions',
  'Receipts',
  'ExpenseClaims',
] as const;
/** What is read alone. */
const readings = [
  'Journals',
  'Journals/1',
  'Reports/TrialBalance',
  'Reports/ProfitAndLoss',
  'Reports/BalanceSheet',
  'Reports/BankSummary',
  'Reports/ExecutiveSummary',
  'Reports/BudgetSummary',
] as const;
const days = ['2026-10-31', '2026-02-29', '0001-01-01', '9999-12-31', '/Date(1767225600000)/', 'soon'] as const;
const hostile = [
  null,
  true,
  0,
  -1,
  1e21,
  0.1,
  '',
  ' ',
  '999999999999999999999.99',
  '-0',
  '1e3',
  'NaN',
  [],
  {},
  [[]],
  [null],
  '\u0000',
  '__proto__',
  '<b>&"',
  '/Date(NaN)/',
  '/Date(1e99)/',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31T99:99:99',
  'constructor',
  '\ud800',
  'é'.repeat(300),
] as const;

/** Values that a field of this name may have. */
const sensible: Readonly<Record<string, readonly unknown[]>> = {
  Type: ['ACCREC', 'ACCPAY', 'ACCRECCREDIT', 'ACCPAYCREDIT', 'BANK', 'REVENUE', 'EXPENSE'],
  Status: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'VOIDED', 'DELETED', 'PAID', 'ARCHIVED', 'ACTIVE', 'POSTED'],
  ContactStatus: ['ACTIVE', 'ARCHIVED'],
  LineAmountTypes: ['Exclusive', 'Inclusive', 'NoTax', 'NO_TAX'],
  Date: ['2026-01-31', '/Date(1767225600000)/', '2026-11-20'],
  DueDate: ['2026-02-28', '2025-12-31'],
  CurrencyCode: ['GBP', 'EUR', 'USD', 'ZZZ'],
  CurrencyRate: [1, 1.25, 0, -1, 0.000001],
  Quantity: [1, 2.5, 0, -1, 10_000, 3.33333],
  UnitAmount: [10, 0.005, -4, 99.999, 12345.6789],
  LineAmount: [10, 25, 0, -3],
  TaxAmount: [2, 0, -1, 100],
  Amount: [10, 0.01, 0, -5, 1_000_000],
  DiscountRate: [10, 0, 100, 101],
  AccountCode: ['200', '400', '610', '820', '090', '404', 'nope'],
  TaxType: ['OUTPUT2', 'INPUT2', 'NONE', 'ZERORATEDOUTPUT', 'UNKNOWN'],
  ItemCode: ['BOOK', 'DevH', 'nope'],
  Name: ['ABC Furniture', 'Basket Case', 'Fuzz One', 'Fuzz Two', 'Region', 'VAT'],
  Description: ['A line', 'Another'],
  Code: ['200', '090', 'F1', 'EUR', 'JPY'],
  ContactNumber: ['C-1', 'C-2'],
  InvoiceNumber: ['F-1', 'F-2', 'F-3'],
  CreditNoteNumber: ['N-1', 'N-2'],
  Narration: ['A journal'],
  Reference: ['ref'],
  SentToContact: [true, false],
  EmailAddress: ['a@example.com', 'nobody'],
};
const heads = [
  ...Object.keys(sensible),
  'InvoiceID',
  'CreditNoteID',
  'ContactID',
  'PaymentID',
  'ItemID',
  'AccountID',
  'Total',
  'SubTotal',
  'BrandingThemeID',
  'Url',
  'RoundingAmount',
  'IsTrackedAsInventory',
];
const nested = ['Contact', 'Invoice', 'CreditNote', 'Account', 'SalesDetails', 'PurchaseDetails'];
const lists = ['LineItems', 'JournalLines', 'Addresses', 'Phones', 'ContactPersons', 'TaxComponents', 'Tracking'];
const words = [
  ...heads,
  'Contact.Name',
  'Contact.ContactID',
  '==',
  '!=',
  '>',
  '<=',
  '=',
  '&&',
  '||',
  'AND',
  'or',
  '!',
  '(',
  ')',
  '"x"',
  '"ABC',
  "'y'",
  '1',
  '-2.50',
  'true',
  'null',
  'DateTime(2026,1,31)',
  'DateTime(2026,99)',
  'DateTime.Parse("2026-01-01")',
  'guid("a7635d09-5be3-4858-ad97-495cb991aa93")',
  'Guid("z")',
  '.Contains("b")',
  '.StartsWith(',
  'Name.ToLower()',
  'Date.Year',
  'UpdatedDateUTC',
  ',',
  '\u0000',
  '\\"',
];

/** @param names asked each time, so that requests come to name what there is */
export function fuzzRequest(names: () => KnownNames): fc.Arbitrary<FuzzRequest> {
  const id = fc.nat().map((at) => pick(names().ids, at) ?? crypto.randomUUID());
  const number = fc.nat().map((at) => pick(names().numbers, at) ?? 'F-1');
  const rest = { query: queryOf(id), headers: headersOf() };
  const write = fc
    .record({ method: fc.constantFrom('PUT', 'PUT', 'POST'), content: writing(id, number), ...rest })
    .map(({ method, content, query, headers }) => requestOf(method, content.collection, query, content.body, headers));
  const path = pathOf(id, number);
  const read = fc
    .record({ path, ...rest })
    .map(({ path: at, query, headers }) => requestOf('GET', at, query, undefined, headers));
  const noise = fc.oneof(
    fc.json(),
    fc.string(),
    writing(id, number).map(({ body }) => body),
  );
  const strange = fc
    .record({ method: fc.constantFrom('PUT', 'POST', 'DELETE'), path, body: noise, ...rest })
    .map(({ method, path: at, query, body, headers }) =>
      requestOf(method, at, query, method === 'DELETE' ? undefined : body, headers),
    );
  return fc.oneof({ weight: 5, arbitrary: write }, { weight: 4, arbitrary: read }, { weight: 2, arbitrary: strange });
}

function requestOf(
  method: FuzzRequest['method'],
  path: string,
  query: string,
  body: string | undefined,
  headers: Readonly<Record<string, string>>,
): FuzzRequest {
  return { method, path: query === '' ? path : `${path}?${query}`, body, headers };
}

function pathOf(id: fc.Arbitrary<string>, number: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const collection = fc.constantFrom(...collections);
  const reference = fc
    .oneof(id, number, fc.constantFrom('nope', '%', '..', 'a/b', '\u0000'))
    .map((text) => encodeURIComponent(text));
  const sub = fc.constantFrom('History', 'Allocations', 'Attachments', 'Email', 'Options', 'OnlineInvoice');
  return fc.oneof(
    { weight: 6, arbitrary: collection },
    { weight: 1, arbitrary: fc.constantFrom(...readings) },
    { weight: 3, arbitrary: fc.tuple(collection, reference).map((parts) => parts.join('/')) },
    { weight: 1, arbitrary: fc.tuple(collection, reference, sub).map((parts) => parts.join('/')) },
  );
}

function queryOf(id: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const where = fc.oneof(
    fc.array(fc.constantFrom(...words), { maxLength: 9 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  const pair = fc.oneof(
    where.map((text) => ['where', text] as const),
    fc.array(fc.constantFrom(...words), { maxLength: 3 }).map((parts) => ['order', parts.join(',')] as const),
    fc.constantFrom('1', '0', '-1', '99999999999', 'x').map((page) => ['page', page] as const),
    fc.constantFrom('5', '0', '5000', 'x').map((size) => ['pageSize', size] as const),
    fc.constantFrom('true', 'False', 'x').map((flag) => ['summarizeErrors', flag] as const),
    fc.constantFrom('2', '4', '9').map((places) => ['unitdp', places] as const),
    fc.constantFrom('a', '%', '"').map((text) => ['searchTerm', text] as const),
    id.map((text) => ['IDs', text] as const),
    fc.constantFrom('0', '7', '-1', '1e3', '99999999999999999').map((number) => ['offset', number] as const),
    fc.constantFrom('true', 'x').map((flag) => ['paymentsOnly', flag] as const),
    fc.constantFrom('1', '12', '13', '0', 'x').map((count) => ['periods', count] as const),
    fc.constantFrom('MONTH', 'year', '3', 'DAY').map((frame) => ['timeframe', frame] as const),
    fc
      .constantFrom('date', 'fromDate', 'toDate')
      .chain((name) => fc.constantFrom(...days).map((day) => [name, day] as const)),
    fc
      .constantFrom('trackingCategoryID', 'trackingOptionID', 'trackingCategoryID2', 'trackingOptionID1')
      .chain((name) => id.map((text) => [name, text] as const)),
    fc.constantFrom('summaryOnly', 'includeArchived', 'createdByMyApp').map((name) => [name, 'true'] as const),
  );
  return fc.array(pair, { maxLength: 3 }).map((pairs) => new URLSearchParams(Object.fromEntries(pairs)).toString());
}

function headersOf(): fc.Arbitrary<Readonly<Record<string, string>>> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constantFrom('k1', 'k2', 'x'.repeat(129)).map((key) => ({ 'Idempotency-Key': key })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('2026-01-01T00:00:00', 'Sat, 01 Jan 2028 00:00:00 GMT', 'nonsense')
        .map((since) => ({ 'If-Modified-Since': since })),
    },
    { weight: 1, arbitrary: fc.constantFrom('text/xml', '*/*', '').map((accept) => ({ Accept: accept })) },
  );
}

/** A right element of a collection; `id` and `number` name what there is. */
type Template = (id: string, number: string, at: number) => Record<string, unknown>;

const line = { Description: 'A line', Quantity: 2, UnitAmount: 12.5, AccountCode: '200', TaxType: 'OUTPUT2' };
const bought = { ...line, AccountCode: '400', TaxType: 'INPUT2' };
const owner = { Contact: { Name: 'ABC Furniture' }, Date: '2026-10-01', DueDate: '2026-10-31' };
const templates: readonly (readonly [collection: string, template: Template])[] = [
  ['Invoices', () => ({ Type: 'ACCREC', ...owner, Status: 'AUTHORISED', LineItems: [line, line] })],
  ['Invoices', () => ({ Type: 'ACCPAY', ...owner, Status: 'AUTHORISED', LineItems: [bought] })],
  ['Invoices', (_id, number) => ({ Type: 'ACCREC', ...owner, InvoiceNumber: number, LineItems: [line] })],
  ['Invoices', (id) => ({ InvoiceID: id, Status: 'AUTHORISED' })],
  ['Invoices', (id) => ({ InvoiceID: id, Status: 'VOIDED' })],
  ['Invoices', (id) => ({ InvoiceID: id, LineItems: [{ ...line, TaxAmount: 1 }], LineAmountTypes: 'Inclusive' })],
  ['Invoices', () => ({ Type: 'ACCREC', ...owner, CurrencyCode: 'EUR', Status: 'AUTHORISED', LineItems: [line] })],
  ['CreditNotes', () => ({ Type: 'ACCRECCREDIT', ...owner, Status: 'AUTHORISED', LineItems: [line] })],
  ['CreditNotes', () => ({ Type: 'ACCPAYCREDIT', ...owner, Status: 'AUTHORISED', LineItems: [bought] })],
  ['CreditNotes', (id) => ({ CreditNoteID: id, Status: 'VOIDED' })],
  ['Payments', (id) => ({ Invoice: { InvoiceID: id }, Account: { Code: '090' }, Amount: 5, Date: '2026-11-01' })],
  ['Payments', (id) => ({ CreditNote: { CreditNoteID: id }, Account: { Code: '090' }, Amount: 3 })],
  ['Payments', (_id, number) => ({ Invoice: { InvoiceNumber: number }, Account: { Code: '090' }, Amount: 30 })],
  ['Contacts', (_id, _number, at) => ({ Name: `Fuzz ${at % 50}`, EmailAddress: 'a@example.com' })],
  ['Contacts', (id) => ({ ContactID: id, ContactStatus: 'ARCHIVED' })],
  ['Items', (_id, _number, at) => ({ Code: `F${at % 20}`, Name: 'Thing', SalesDetails: { UnitPrice: 4 } })],
  ['ManualJournals', () => ({ Narration: 'J', Status: 'POSTED', JournalLines: journalLines })],
  ['Accounts', (_id, _number, at) => ({ Code: `9${at % 90}`, Name: `Account ${at % 90}`, Type: 'EXPENSE' })],
  ['TaxRates', (_id, _number, at) => ({ Name: `Rate ${at % 9}`, TaxComponents: [{ Name: 'Tax', Rate: 7.5 }] })],
  ['TrackingCategories', (_id, _number, at) => ({ Name: `Tracking ${at % 4}` })],
  ['Currencies', () => ({ Code: 'JPY' })],
  ['PurchaseOrders', () => ({ ...owner, Status: 'AUTHORISED', DeliveryDate: '2026-10-09', LineItems: [bought] })],
  ['PurchaseOrders', (id, number) => ({ PurchaseOrderID: id, PurchaseOrderNumber: number, Status: 'DELETED' })],
  ['Quotes', () => ({ ...owner, Title: 'Offer', ExpiryDate: '2026-11-01', LineItems: [line, line] })],
  ['Quotes', (id) => ({ ...owner, QuoteID: id, Status: 'SENT' })],
  ['RepeatingInvoices', () => ({ Type: 'ACCREC', ...owner, Schedule: schedule, LineItems: [line] })],
  ['RepeatingInvoices', (id) => ({ RepeatingInvoiceID: id, Status: 'DELETED' })],
  ['LinkedTransactions', (id) => ({ SourceTransactionID: id, SourceLineItemID: id, ContactID: id })],
  ['Receipts', (id) => ({ ...owner, User: { UserID: id }, LineItems: [bought] })],
  ['ExpenseClaims', (id) => ({ User: { UserID: id }, Receipts: [{ ReceiptID: id }] })],
];
const schedule = { Period: 1, Unit: 'MONTHLY', DueDate: 20, DueDateType: 'OFFOLLOWINGMONTH', StartDate: '2026-11-01' };
const journalLines = [
  { LineAmount: 7, AccountCode: '400' },
  { LineAmount: -7, AccountCode: '404' },
];
const shapes = ['list', 'list', 'list', 'bare', 'array'] as const;

interface Mutation {
  /** Which of the places in the element. */
  readonly place: number;
  readonly name: string;
  readonly value: unknown;
}

/** A request that writes: right elements, each with some fields changed. */
function writing(id: fc.Arbitrary<string>, number: fc.Arbitrary<string>): fc.Arbitrary<Written> {
  const field = fc.constantFrom(...heads, ...nested, ...lists);
  const mutation = fc
    .record({ place: fc.nat(), name: field, at: fc.nat(), odd: fc.boolean(), wrong: fc.constantFrom(...hostile) })
    .map(({ place, name, at, odd, wrong }): Mutation => {
      const words = sensible[name];
      return { place, name, value: odd || words === undefined ? wrong : pick(words, at) };
    });
  const element = fc
    .record({ id, number, at: fc.nat(), mutations: fc.array(mutation, { maxLength: 3 }), clean: fc.boolean() })
    .map((given) => ({ ...given, mutations: given.clean ? [] : given.mutations }));
  return fc
    .record({
      which: fc.nat(),
      elements: fc.array(element, { minLength: 1, maxLength: 4 }),
      shape: fc.constantFrom(...shapes),
    })
    .map(({ which, elements, shape }) => {
      const [collection, template] = pick(templates, which) ?? templates[0]!;
      const made = elements.map((given) =>
        mutated(structuredClone(template(given.id, given.number, given.at)), given.mutations),
      );
      const body = shape === 'list' ? { [collection]: made } : shape === 'bare' ? made[0] : made;
      return { collection, body: JSON.stringify(body) };
    });
}

interface Written {
  readonly collection: string;
  readonly body: string;
}

function mutated(element: Record<string, unknown>, mutations: readonly Mutation[]): Record<string, unknown> {
  for (const { place, name, value } of mutations) {
    const places = placesIn(element);
    const target = places[place % places.length] ?? element;
    if (place % 7 === 0) delete target[name];
    else target[name] = structuredClone(value);
  }
  return element;
}

/** The element, its parts and its lines. */
function placesIn(value: Record<string, unknown>): readonly Record<string, unknown>[] {
  const inner = Object.values(value).flatMap((part) => (Array.isArray(part) ? part : [part]));
  const objects = inner.filter((part) => typeof part === 'object' && part !== null && !Array.isArray(part));
  return [value, ...objects.flatMap((part) => placesIn(part as Record<string, unknown>))];
}

function pick<Value>(values: readonly Value[], at: number): Value | undefined {
  return values[at % Math.max(1, values.length)];
}
