/** What an export writes imports again: the same documents, the same contacts, the same books. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ExportResult } from '../../src/pipeline/export-run.ts';
import { exported } from '../support/exporting.ts';
import fc from '../support/seeded.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

// biome-ignore lint/suspicious/noExplicitAny: the books are looked into by name, as a reader of JSON does
type Loose = any;

const LINES = `lines:
  Description: Item
  Quantity: Qty
  UnitAmount: Price
  AccountCode: { column: Category, lookup: { Sales: "200", Other revenue: "260" }, else: keep }
  TaxType: VAT
  TaxAmount: VAT amount
  Tracking.Region: Region
`;

const INVOICES = `org: sandbox-gb
import: Invoices
source: { file: FILE, dates: d MMM yyyy, numbers: "1.234,56", delimiter: semicolon }
columns:
  Type: Type
  Status: Status
  LineAmountTypes: Amounts
  InvoiceNumber: No
  Contact.Name: Customer
  Date: Dated
  DueDate: Due
  Reference: Ref
  CurrencyCode: Currency
  CurrencyRate: Rate
${LINES}  DiscountRate: Discount rate
  DiscountAmount: Discount
verify: { Total: Gross }
`;

const CREDIT_NOTES = `org: sandbox-gb
import: CreditNotes
source: { file: FILE }
columns:
  Type: Type
  Status: Status
  LineAmountTypes: Amounts
  CreditNoteNumber: No
  Contact.Name: Customer
  Date: Dated
  Reference: Ref
${LINES}verify: { Total: Gross }
`;

const text = fc.constantFrom('Advice', '=1+1', "'t Hooft", 'Desk, "oak"', 'two\nlines', '-5 off', '12.5', 'Ré sumé €');
const price = fc.oneof(
  fc.integer({ min: -300, max: 99_999 }).map((cents) => (cents / 100).toFixed(2)),
  fc.integer({ min: 1, max: 99_999 }).map((units) => (units / 10_000).toFixed(4)),
);
const line = fc.record({
  Description: text,
  Quantity: fc.constantFrom('1', '2', '7', '0.3333', '1.125', '1250'),
  UnitAmount: price,
  account: fc.nat({ max: 1 }),
  rate: fc.constantFrom('none', 'standard', 'reduced'),
  tax: fc.constantFrom(undefined, undefined, '0.07'),
  region: fc.constantFrom(undefined, 'North', 'West Coast'),
  discount: fc.constantFrom(undefined, undefined, { DiscountRate: '12.5' }, { DiscountAmount: '0.01' }),
});
const document = fc.record({
  type: fc.constantFrom('ACCREC', 'ACCPAY', 'ACCRECCREDIT', 'ACCPAYCREDIT'),
  amounts: fc.constantFrom('Exclusive', 'Inclusive', 'NoTax'),
  status: fc.constantFrom('DRAFT', 'AUTHORISED'),
  contact: fc.constantFrom('Basket Case', 'Net Connect'),
  day: fc.integer({ min: 1, max: 28 }),
  reference: fc.constantFrom(undefined, 'PO 7', '=PO'),
  currency: fc.constantFrom(undefined, undefined, { CurrencyCode: 'EUR', CurrencyRate: '1.145' }),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
});
type Planned = typeof document extends fc.Arbitrary<infer T> ? T : never;

test('documents that were exported and imported make the same books', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('csv', 'xlsx'),
      async (plan, format) => {
        const [from, to] = [await openWorkspace(), await openWorkspace()];
        await fill(from, plan);
        for (const [entity, job] of [
          ['Invoices', INVOICES],
          ['CreditNotes', CREDIT_NOTES],
        ] as const) {
          const { records, rows, leftOut } = await exportLike(from, entity, job, format);
          expect(leftOut).toEqual({});
          expect(records).toBe(
            plan.filter(({ type }) => type.endsWith('CREDIT') === (entity === 'CreditNotes')).length,
          );
          if (records === 0) continue;
          const back = { [`back.${format}`]: await readFile(join(from.folder, `back.${format}`)) };
          const outcome = await to.run(job.replace('FILE', join(to.folder, `back.${format}`)), back);
          expect(outcome.rows.filter(({ Status }) => Status === 'ERROR').map(({ Message }) => Message)).toEqual([]);
          expect(new Set(outcome.fates)).toEqual(new Set(['OK']));
          expect(outcome.rows.length).toBe(rows);
          expect(await documents(to, entity)).toEqual(await documents(from, entity));
        }
        expect(await balances(to)).toEqual(await balances(from));
      },
    ),
    { numRuns: 6, endOnFailure: true },
  );
}, 120_000);

const CONTACTS = `org: sandbox-gb
import: Contacts
source: { file: FILE }
columns:
  Name: Name
  ContactNumber: Code
  FirstName: First
  EmailAddress: Mail
  TaxNumber: VAT number
  Phones.MOBILE.PhoneAreaCode: Area
  Phones.MOBILE.PhoneNumber: Mobile
  Addresses.POBOX.AddressLine1: Street
  Addresses.POBOX.PostalCode: Post code
  PaymentTerms.Sales.Day: Days
  PaymentTerms.Sales.Type: { column: Terms, lookup: { after the bill: DAYSAFTERBILLDATE, next month: OFFOLLOWINGMONTH } }
send: { existing: skip }
`;

const part = fc.constantFrom(
  '',
  '=7',
  '+44',
  '-',
  '@x',
  "'=7",
  '0123',
  '1.125',
  '12/10/2026',
  'a;b,"c"',
  'ü €',
  'two\nlines',
  'TRUE',
);
const contact = fc.record({
  FirstName: part,
  TaxNumber: part,
  phone: fc.record({
    PhoneAreaCode: fc.constantFrom('', '020', '1.125'),
    PhoneNumber: fc.constantFrom('', '0700 900', '+44 20', '1e3'),
  }),
  address: fc.record({ AddressLine1: part, PostalCode: fc.constantFrom('', '0123', '1e3', '-1') }),
  terms: fc.constantFrom(undefined, { Day: 14, Type: 'DAYSAFTERBILLDATE' }, { Day: 20, Type: 'OFFOLLOWINGMONTH' }),
});

test('contacts that were exported and imported are the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(contact, { minLength: 1, maxLength: 20 }),
      fc.constantFrom('csv', 'xlsx'),
      async (plan, format) => {
        const [from, to] = [await openWorkspace(), await openWorkspace()];
        const bodies = plan.map(({ phone, address, terms, ...rest }, index) => ({
          ...{ Name: `=Contact ${index}`, ContactNumber: `00${index}`, EmailAddress: `c${index}@example.com`, ...rest },
          Phones: [{ PhoneType: 'MOBILE', ...phone }],
          Addresses: [{ AddressType: 'POBOX', ...address }],
          ...(terms === undefined ? {} : { PaymentTerms: { Sales: terms } }),
        }));
        await from.put('PUT', 'Contacts', { Contacts: bodies });
        const { rows } = await exportLike(from, 'Contacts', CONTACTS, format);
        const back = { [`back.${format}`]: await readFile(join(from.folder, `back.${format}`)) };
        const outcome = await to.run(CONTACTS.replace('FILE', join(to.folder, `back.${format}`)), back);
        expect(outcome.rows.filter(({ Status }) => Status === 'ERROR').map(({ Message }) => Message)).toEqual([]);
        expect(outcome.rows.length).toBe(rows);
        expect(await people(to)).toEqual(await people(from));
      },
    ),
    { numRuns: 5, endOnFailure: true },
  );
}, 120_000);

/** What the job carries of all contacts, by name. */
async function people(workspace: Workspace): Promise<readonly Loose[]> {
  const { Contacts } = await workspace.get('Contacts?page=1&pageSize=1000&order=Name');
  return Contacts.map((each: Loose) => [
    ...['Name', 'ContactNumber', 'FirstName', 'EmailAddress', 'TaxNumber'].map((name) => each[name] ?? ''),
    ...each.Phones.filter(({ PhoneType }: Loose) => PhoneType === 'MOBILE').flatMap((phone: Loose) => [
      phone.PhoneAreaCode,
      phone.PhoneNumber,
    ]),
    ...each.Addresses.filter(({ AddressType }: Loose) => AddressType === 'POBOX').flatMap((place: Loose) => [
      place.AddressLine1 ?? '',
      place.PostalCode ?? '',
    ]),
    each.PaymentTerms?.Sales,
  ]);
}

async function exportLike(
  workspace: Workspace,
  entity: string,
  job: string,
  format: string,
): Promise<ExportResult['tables'][number]> {
  await workspace.write({ 'import.yaml': job.replace('FILE', `back.${format}`) });
  const [table] = await exported(
    workspace,
    `org: sandbox-gb\nexport: ${entity}\ncolumns: { template: import.yaml }\noutput: { file: back.${format} }\n`,
  );
  return table!;
}

async function fill(workspace: Workspace, plan: readonly Planned[]): Promise<void> {
  for (const [index, of] of plan.entries()) {
    const credit = of.type.endsWith('CREDIT');
    const body = {
      Type: of.type,
      [credit ? 'CreditNoteNumber' : 'InvoiceNumber']: `N-${index}`,
      Contact: { Name: of.contact },
      Date: `2026-10-${String(of.day).padStart(2, '0')}`,
      ...(credit ? {} : { DueDate: '2026-11-30' }),
      ...(of.reference === undefined || of.type.startsWith('ACCPAY') ? {} : { Reference: of.reference }),
      ...(credit ? {} : of.currency),
      LineAmountTypes: of.amounts,
      Status: of.status,
      LineItems: [...of.lines.map((each) => lineBody(each, of)), ...enough(of)],
    };
    const entity = credit ? 'CreditNotes' : 'Invoices';
    const reply = await workspace.put('PUT', `${entity}?unitdp=4`, { [entity]: [body] });
    expect(reply[entity][0].ValidationErrors ?? []).toEqual([]);
  }
}

const ACCOUNTS = { sales: ['200', '260'], purchases: ['429', '310'] };
const RATES: Loose = {
  none: { sales: 'NONE', purchases: 'NONE' },
  standard: { sales: 'OUTPUT2', purchases: 'INPUT2' },
  reduced: { sales: 'RROUTPUT', purchases: 'RRINPUT' },
};

function lineBody(
  { rate, tax, region, discount, account, ...rest }: Planned['lines'][number],
  { type, amounts }: Planned,
): object {
  const side = type.startsWith('ACCREC') ? 'sales' : 'purchases';
  const isTaxed = amounts !== 'NoTax' && rate === 'standard' && tax !== undefined && Number(rest.UnitAmount) > 1;
  return {
    ...rest,
    AccountCode: ACCOUNTS[side][account],
    TaxType: amounts === 'NoTax' ? 'NONE' : RATES[rate][side],
    ...(isTaxed ? { TaxAmount: tax } : {}),
    ...(region === undefined ? {} : { Tracking: [{ Name: 'Region', Option: region }] }),
    ...(type === 'ACCREC' && Number(rest.UnitAmount) > 1 ? discount : {}),
  };
}

/** Xero takes no document below zero. */
function enough({ type }: Planned): readonly object[] {
  const AccountCode = type.startsWith('ACCREC') ? '200' : '429';
  return [{ Description: 'Base', Quantity: '1', UnitAmount: '400000.00', AccountCode, TaxType: 'NONE' }];
}

/** All that people see of the documents, in an order of their own. */
async function documents(workspace: Workspace, entity: 'Invoices' | 'CreditNotes'): Promise<readonly Loose[]> {
  const reply = await workspace.get(`${entity}?page=1&pageSize=1000&unitdp=4`);
  const seen = reply[entity].map((each: Loose) => ({
    ...picked(each, HEADER),
    Contact: each.Contact.Name,
    lines: each.LineItems.map((item: Loose) => ({
      ...picked(item, LINE),
      Tracking: (item.Tracking ?? []).map(({ Name, Option }: Loose) => `${Name}: ${Option}`),
    })),
  }));
  return seen.sort((a: Loose, b: Loose) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const HEADER =
  'Type InvoiceNumber CreditNoteNumber DateString DueDateString Reference Status LineAmountTypes CurrencyCode CurrencyRate SubTotal TotalTax Total'.split(
    ' ',
  );
const LINE =
  'Description Quantity UnitAmount LineAmount AccountCode TaxType TaxAmount DiscountRate DiscountAmount'.split(' ');

function picked(from: Loose, names: readonly string[]): Loose {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}

async function balances(workspace: Workspace): Promise<readonly string[]> {
  const { Reports } = await workspace.get('Reports/TrialBalance?date=2026-12-31');
  const rows = Reports[0].Rows.flatMap((section: Loose) => section.Rows ?? []);
  return rows.map(({ Cells }: Loose) => Cells.map(({ Value }: Loose) => Value).join(' | '));
}
