/** Exports in a layout that is imported again: Xero's own import files, and the columns of an import job. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exported } from '../support/exporting.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

const job = (name: string) => readFile(new URL(`../../jobs/${name}.yaml`, import.meta.url), 'utf8');
const sample = (name: string) => readFile(new URL(`../../samples/${name}.csv`, import.meta.url), 'utf8');

/** The job as it reads `input.csv`. */
async function xeroJob(kind: 'sales' | 'bill'): Promise<string> {
  return (await job(`import-xero-${kind}-template`)).replace(/file: .*/, 'file: input.csv');
}

function read(workspace: Workspace, name: string): Promise<string> {
  return readFile(join(workspace.folder, name), 'utf8');
}

/** Imports the sample of Xero's template, exports it in that layout, and imports that into books without documents. */
async function there(kind: 'sales' | 'bill', type: 'ACCREC' | 'ACCPAY', more = '') {
  const [from, to] = [await openWorkspace(), await openWorkspace()];
  const text = await xeroJob(kind);
  const input = await sample(`xero-${kind}-template`);
  await from.run(text, { 'input.csv': input });
  const [table] = await exported(
    from,
    `org: sandbox-gb\nexport: Invoices\nfilter: { Type: ${type} }\ncolumns: template\norder: InvoiceNumber\noutput: { file: out.csv }\n${more}`,
  );
  const output = await read(from, 'out.csv');
  const outcome = await to.run(text, { 'input.csv': output });
  return { from, to, input, output, outcome, table };
}

const TOTALS = 'Invoices?order=InvoiceNumber,Date&page=1&unitdp=4';

async function totals(workspace: Workspace): Promise<readonly unknown[]> {
  const { Invoices } = await workspace.get(TOTALS);
  return Invoices.map((each: Record<string, unknown>) =>
    ['InvoiceNumber', 'DateString', 'SubTotal', 'TotalTax', 'Total', 'BrandingThemeID'].map((name) => each[name]),
  );
}

describe("Xero's own layout", () => {
  test.each([
    ['sales', 'ACCREC'],
    ['bill', 'ACCPAY'],
  ] as const)('of %s has its headers, and imports as the same documents', async (kind, type) => {
    const { from, to, input, output, outcome } = await there(kind, type);
    expect(output.split('\n')[0]?.trim()).toBe(input.split('\n')[0]?.trim());
    expect(outcome.rows.filter(({ Status }) => Status === 'ERROR')).toEqual([]);
    expect(outcome.code).toBe(0);
    expect((await totals(to)).length).toBeGreaterThan(2);
    expect(await totals(to)).toEqual(await totals(from));
  });

  test('names tax rates as people see them, writes the days of the country, and numbers that can be read one way', async () => {
    const { from, output } = await there('sales', 'ACCREC');
    expect(output).toContain('12/10/2026');
    expect(output).toContain(',20% (VAT on Income),');
    expect(output).not.toContain('OUTPUT2');
    await exported(
      from,
      'org: sandbox-gb\nexport: Invoices\nfilter: { Type: ACCREC }\ncolumns: template\noutput: { file: us.csv, dates: M/d/yyyy }\n',
    );
    expect(await read(from, 'us.csv')).toContain('10/12/2026');
  });

  test('leaves out, and counts, what it has no column for', async () => {
    const { from } = await there('sales', 'ACCREC');
    const line = { Description: 'Advice', Quantity: 1, AccountCode: '200', UnitAmount: 100 };
    const base = { Type: 'ACCREC', Contact: { Name: 'Basket Case' }, Date: '2026-10-01', DueDate: '2026-10-31' };
    await from.put('PUT', 'Invoices', {
      Invoices: [
        { ...base, InvoiceNumber: 'GROSS', LineAmountTypes: 'Inclusive', LineItems: [line] },
        {
          ...base,
          InvoiceNumber: 'LESS',
          LineAmountTypes: 'Exclusive',
          LineItems: [line, { ...line, DiscountAmount: 5 }],
        },
        { ...base, InvoiceNumber: 'GONE', LineAmountTypes: 'Exclusive', LineItems: [line] },
      ],
    });
    const { Invoices } = await from.get('Invoices?InvoiceNumbers=GONE');
    await from.put('POST', `Invoices/${Invoices[0].InvoiceID}`, { Status: 'DELETED' });
    const [table] = await exported(
      from,
      'org: sandbox-gb\nexport: Invoices\nfilter: { Type: ACCREC }\ncolumns: template\noutput: { file: out.csv }\n',
    );
    expect(table?.leftOut).toEqual({ LineAmountTypes: 1, DiscountAmount: 1, Status: 1 });
    const text = await read(from, 'out.csv');
    for (const number of ['GROSS', 'LESS', 'GONE']) expect(text).not.toContain(number);
  });

  test('of contacts has the columns of which each is one field, in its order', async () => {
    const from = await openWorkspace();
    await from.put('PUT', 'Contacts', {
      Contacts: [
        {
          Name: 'Quay House',
          AccountNumber: 'Q-1',
          Addresses: [{ AddressType: 'STREET', AddressLine1: '1 Quay', City: 'Hull' }],
          PaymentTerms: { Sales: { Day: 14, Type: 'OFFOLLOWINGMONTH' } },
        },
      ],
    });
    await exported(
      from,
      'org: sandbox-gb\nexport: Contacts\nfilter: { Name: Quay House }\ncolumns: template\noutput: { file: out.csv }\n',
    );
    const [header = '', row = ''] = (await read(from, 'out.csv')).split('\n');
    const cells = Object.fromEntries(header.split(',').map((name, at) => [name.trim(), row.split(',')[at]?.trim()]));
    expect(header).toMatch(/^\*ContactName,AccountNumber,EmailAddress,FirstName,LastName,POAttentionTo,/);
    expect(cells).toMatchObject({
      '*ContactName': 'Quay House',
      AccountNumber: 'Q-1',
      SAAddressLine1: '1 Quay',
      SACity: 'Hull',
      DueDateSalesDay: '14',
      DueDateSalesTerm: 'Following Month',
    });
  });
});

const CONTACTS = `org: sandbox-gb
import: Contacts
source: { file: input.csv }
columns:
  Name: Name
  ContactNumber: Code
  EmailAddress: Mail
  Phones.MOBILE.PhoneNumber: Mobile
  Phones.MOBILE.PhoneAreaCode: Area
  Addresses.POBOX.AddressLine1: Street
  Addresses.POBOX.City: Town
  Addresses.POBOX.PostalCode: Post code
  ContactStatus: { value: ACTIVE }
send: { existing: skip }
`;

describe('the columns of an import job', () => {
  test('of contacts carry them into other books', async () => {
    const [from, to] = [await openWorkspace(), await openWorkspace()];
    const address = { AddressType: 'POBOX', AddressLine1: '-1 Quay, "B"', City: 'Hull', PostalCode: '0123' };
    const phone = { PhoneType: 'MOBILE', PhoneNumber: '0700 900', PhoneAreaCode: '020' };
    await from.put('PUT', 'Contacts', {
      Contacts: [
        { Name: '=Quay', ContactNumber: '007', EmailAddress: 'a@b.example', Addresses: [address], Phones: [phone] },
      ],
    });
    await from.write({ 'import.yaml': CONTACTS });
    const [table] = await exported(
      from,
      'org: sandbox-gb\nexport: Contacts\ncolumns: { template: import.yaml }\noutput: { file: out.csv }\n',
    );
    expect(table?.leftOut).toEqual({});
    const outcome = await to.run(CONTACTS, { 'input.csv': await read(from, 'out.csv') });
    expect(outcome.summary.documents).toMatchObject({ OK: 1, ERROR: 0 });
    const { Contacts } = await to.get('Contacts?page=1&where=ContactNumber=="007"');
    expect(Contacts[0]).toMatchObject({ Name: '=Quay', EmailAddress: 'a@b.example' });
    expect(Contacts[0].Addresses).toContainEqual(expect.objectContaining(address));
    expect(Contacts[0].Phones).toContainEqual(expect.objectContaining(phone));
  });

  test('give back what its constants and its currency say, and nothing else', async () => {
    const from = await openWorkspace();
    const line = { Description: 'Advice', Quantity: 1, AccountCode: '200', UnitAmount: 100 };
    const base = { Type: 'ACCREC', Contact: { Name: 'Basket Case' }, Date: '2026-10-01', DueDate: '2026-10-31' };
    const exclusive = { ...base, Status: 'AUTHORISED', LineAmountTypes: 'Exclusive' };
    await from.put('PUT', 'Invoices', {
      Invoices: [
        { ...exclusive, InvoiceNumber: 'GOOD', LineItems: [line] },
        { ...exclusive, InvoiceNumber: 'DRAFT', Status: 'DRAFT', LineItems: [line] },
        { ...exclusive, InvoiceNumber: 'EUROS', CurrencyCode: 'EUR', LineItems: [line] },
        { ...exclusive, InvoiceNumber: 'CHEAP', LineItems: [{ ...line, DiscountRate: 10 }] },
        { ...exclusive, InvoiceNumber: 'TWO', LineItems: [{ ...line, Quantity: 2 }] },
        { ...exclusive, InvoiceNumber: 'BILL', Type: 'ACCPAY', LineItems: [{ ...line, AccountCode: '429' }] },
      ],
    });
    await from.write({
      'import.yaml': `org: sandbox-gb
import: Invoices
source: { file: x.xlsx, sheet: Open items }
columns:
  Type: { value: ACCREC }
  Status: { value: AUTHORISED }
  LineAmountTypes: { value: Exclusive }
  InvoiceNumber: No
  Contact.Name: Customer
  Date: Dated
  DueDate: Due
lines: { Description: Item, Quantity: { value: 1 }, UnitAmount: Net, AccountCode: Account }
`,
    });
    const [table] = await exported(
      from,
      'org: sandbox-gb\nexport: Invoices\ncolumns: { template: import.yaml }\noutput: { file: out.csv }\n'.replace(
        'out.csv',
        'out.jsonl',
      ),
    );
    expect(table).toMatchObject({ records: 1, leftOut: { Status: 1, CurrencyCode: 1, DiscountRate: 1, Quantity: 1 } });
    expect(JSON.parse(await read(from, 'out.jsonl'))).toMatchObject({ No: 'GOOD', Net: 100 });
  });
});
