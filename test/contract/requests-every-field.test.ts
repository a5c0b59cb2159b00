import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EntityShape } from '../../src/model/entity.ts';
import { entities } from '../../src/xero/entities/index.ts';
import { problemsOf } from './check-request.ts';
import {
  type FullJob,
  fieldsIn,
  jobFiles,
  lineFieldsIn,
  sentFields,
  type Tree,
  type Values,
  valuesFor,
} from './every-field.ts';
import { openRecordedCompany, type RecordedCompany } from './recorded-company.ts';

let company: RecordedCompany;
/** Legal values where a made-up one is none. */
let own: Values;

beforeEach(async () => {
  company = await openRecordedCompany();
  const [theme] = await held('BrandingThemes');
  own = {
    EmailAddress: 'ann@example.com',
    Country: 'Ireland',
    Url: 'https://example.com/a?b=c',
    BrandingThemeID: text(theme, 'BrandingThemeID'),
    CurrencyCode: 'EUR',
    Status: 'AUTHORISED',
    InvoiceNumber: 'INV '.padEnd(255, '9'),
    CreditNoteNumber: 'CN '.padEnd(255, '9'),
    RoundingAmount: '0.02',
  };
});
afterEach(() => company.close());

type Envelope = Readonly<Record<string, readonly Tree[]>>;

const entity = (name: string): EntityShape => entities.find((candidate) => candidate.name === name)!;

/** What the company holds by now. */
async function held(collection: string): Promise<readonly Tree[]> {
  const headers = { authorization: 'Bearer sandbox-token', 'xero-tenant-id': company.tenantId };
  const reply = await fetch(`${company.url}/api.xro/2.0/${collection}`, { headers });
  return ((await reply.json()) as Readonly<Record<string, readonly Tree[]>>)[collection]!;
}

/** Puts a record into the books without the program's doing. */
async function put(collection: string, element: object): Promise<Tree | undefined> {
  const headers = { authorization: 'Bearer sandbox-token', 'xero-tenant-id': company.tenantId };
  const body = JSON.stringify({ [collection]: [element] });
  const reply = await fetch(`${company.url}/api.xro/2.0/${collection}`, { method: 'PUT', headers, body });
  return ((await reply.json()) as Readonly<Record<string, readonly Tree[]>>)[collection]?.[0];
}

async function heldWith(collection: string, field: string, value: unknown): Promise<Tree> {
  return (await held(collection)).find((element) => element[field] === value)!;
}

function text(element: Tree | undefined, field: string): string {
  return String(element?.[field]);
}

async function run(job: FullJob, name: string, exitCode = 0): Promise<void> {
  const { yaml, csv } = jobFiles(job, `${name}.csv`);
  await company.file(`${name}.csv`, csv);
  const { code, printed } = await company.run(await company.file(`${name}.yaml`, yaml));
  expect(code, printed).toBe(exitCode);
}

/** The elements of all writes to a collection so far, by method. */
function written(method: string, collection: string): readonly Tree[] {
  return company.requests
    .filter((request) => request.method === method && request.target.includes(`/${collection}?`))
    .flatMap(({ body }) => (JSON.parse(body) as Readonly<Record<string, readonly Tree[]>>)[collection]!);
}

function missing(names: Iterable<string>, found: ReadonlySet<string>): readonly string[] {
  return [...names].filter((name) => !found.has(name));
}

function expectLegal(): void {
  expect(company.requests.flatMap(problemsOf)).toEqual([]);
}

describe('every field that a job may map reaches Xero where its description has it:', () => {
  test('Contacts', async () => {
    const contacts = entity('Contacts');
    const header = valuesFor(contacts.fields, own);
    await run({ entity: contacts, mode: 'create', documents: [{ header }] }, 'create');
    const ContactID = text(await heldWith('Contacts', 'Name', header.Name), 'ContactID');
    const changed = { ...header, ContactID, EmailAddress: 'bob@example.com' };
    await run({ entity: contacts, mode: 'update', documents: [{ header: changed }] }, 'update');
    const other = { ...header, Name: 'Another', ContactNumber: 'another' };
    await run(
      {
        entity: contacts,
        mode: 'upsert',
        documents: [{ header: { ...header, EmailAddress: 'eve@example.com' } }, { header: other }],
      },
      'upsert',
    );
    expectLegal();
    const names = Object.keys(header);
    expect(names).toHaveLength(sentFields(contacts.fields).length - 1);
    expect(missing(names, fieldsIn(contacts, written('PUT', 'Contacts')))).toEqual([]);
    expect(missing([...names, 'ContactID'], fieldsIn(contacts, written('POST', 'Contacts')))).toEqual([]);
    expect(written('PUT', 'Contacts')).toHaveLength(2);
    expect(written('POST', 'Contacts')).toHaveLength(2);
  });

  test.each(['Invoices', 'CreditNotes'])('%s', async (name) => {
    const documents = entity(name);
    const numberField = documents.numberField!;
    const header = valuesFor(documents.fields, own);
    const lines = await fullLines(documents);
    await run({ entity: documents, mode: 'create', documents: [{ header, lines }] }, 'create');
    const record = await heldWith(name, numberField, header[numberField]);
    const known = {
      ...header,
      [documents.idField]: text(record, documents.idField),
      'Contact.ContactID': text(record.Contact as Tree, 'ContactID'),
      'Contact.EmailAddress': 'bob@example.com',
    };
    const kept = lines.map((line) => ({ ...line, LineItemID: '11111111-2222-4333-8444-555555555555' }));
    const first = { header: known, lines: kept };
    await run({ entity: documents, mode: 'update', contacts: 'update', documents: [first] }, 'update');
    const changed = { header: { ...header, Reference: 'changed' }, lines };
    const other = { header: { ...header, [numberField]: 'another' }, lines };
    await run({ entity: documents, mode: 'upsert', documents: [changed, other] }, 'upsert');
    expectLegal();
    const sent = sentFields(documents.fields).map((field) => field.name);
    const inDocument = sent.filter((field) => !field.startsWith('Contact.') || field === 'Contact.ContactID');
    const [created, updated] = [written('PUT', name), written('POST', name)];
    expect([created.length, updated.length]).toEqual([2, 2]);
    const atCreation = inDocument.filter((field) => field !== documents.idField);
    expect(missing(atCreation, fieldsIn(documents, created))).toEqual([]);
    expect(missing(inDocument, fieldsIn(documents, updated))).toEqual([]);
    const ofLines = [...sentFields(documents.lines!.fields).map((field) => field.name), 'Tracking'];
    expect(missing(ofLines, lineFieldsIn(documents, updated))).toEqual([]);
    expect(missing(ofLines, lineFieldsIn(documents, created))).toEqual(['LineItemID']);
    const ofContact = sent.filter((field) => field.startsWith('Contact.')).map((field) => field.slice(8));
    expect(missing(ofContact, fieldsIn(entity('Contacts'), written('PUT', 'Contacts')))).toEqual(['ContactID']);
    expect(missing(ofContact, fieldsIn(entity('Contacts'), written('POST', 'Contacts')))).toEqual([]);
  });

  test('Payments', async () => {
    const payments = entity('Payments');
    const invoice = await put('Invoices', { ...sale, Type: 'ACCREC', InvoiceNumber: 'PAID-1' });
    const creditNote = await put('CreditNotes', { ...sale, Type: 'ACCRECCREDIT', CreditNoteNumber: 'REFUNDED-1' });
    const bank = (await held('Accounts')).find((account) => account.Type === 'BANK' && account.Code !== undefined);
    const all = valuesFor(payments.fields, {
      'Account.Code': text(bank, 'Code'),
      Amount: '12.34',
      CurrencyRate: '1.123456',
      BankAmount: '13.86',
    });
    const { 'Account.Code': _code, ...rest } = all;
    const documents = [
      { header: { ...all, 'Invoice.InvoiceID': text(invoice, 'InvoiceID') } },
      { header: { ...all, Invoice: 'PAID-1', 'Invoice.Contact.Name': 'Basket Case', 'Invoice.Type': 'ACCREC' } },
      {
        header: {
          ...rest,
          'Account.AccountID': text(bank, 'AccountID'),
          'CreditNote.CreditNoteID': text(creditNote, 'CreditNoteID'),
        },
      },
      { header: { ...all, 'CreditNote.CreditNoteNumber': 'REFUNDED-1', 'CreditNote.CurrencyCode': 'EUR' } },
    ];
    await run({ entity: payments, mode: 'create', documents }, 'create');
    const early = { Contact: { Name: 'Basket Case' }, BankAccount: { Code: text(bank, 'Code') }, Date: '2026-10-01' };
    const LineItems = [{ Description: 'Early', LineAmount: 50, AccountCode: '200' }];
    const prepaid = await put('BankTransactions', { ...early, LineItems, Type: 'RECEIVE-PREPAYMENT' });
    const overpaid = await put('BankTransactions', { ...early, LineItems, Type: 'RECEIVE-OVERPAYMENT' });
    const base = { ...all, CurrencyRate: '1', BankAmount: '12.34' };
    const refunds = [
      { header: { ...base, 'Prepayment.PrepaymentID': text(prepaid, 'PrepaymentID') } },
      { header: { ...base, 'Overpayment.OverpaymentID': text(overpaid, 'OverpaymentID') } },
    ];
    await run({ entity: payments, mode: 'create', documents: refunds }, 'refunds');
    expectLegal();
    const names = sentFields(payments.fields).map((field) => field.name);
    expect(written('PUT', 'Payments')).toHaveLength(6);
    expect(missing(names, fieldsIn(payments, written('PUT', 'Payments')))).toEqual(['PaymentID']);
  });

  test('BankTransactions', async () => {
    const { bank, header, transactions } = await atTheBank('BankTransactions', {
      Type: 'RECEIVE',
      CurrencyRate: '1',
      IsReconciled: 'no',
    });
    const lines = await fullLines(transactions);
    const plain = { AccountCode: '200', AccountID: '', UnitAmount: '20', LineAmount: '', TaxAmount: '', Quantity: '2' };
    const spent = lines.map((line) => ({ ...line, ...plain }));
    await run({ entity: transactions, mode: 'create', documents: [{ header, lines: spent }] }, 'create');
    const record = await heldWith('BankTransactions', 'Reference', header.Reference);
    const known = {
      ...header,
      BankTransactionID: text(record, 'BankTransactionID'),
      'Contact.ContactID': text(record.Contact as Tree, 'ContactID'),
      'BankAccount.AccountID': text(bank, 'AccountID'),
      'BankAccount.Code': '',
    };
    const kept = spent.map((line) => ({ ...line, LineItemID: '11111111-2222-4333-8444-555555555555' }));
    await run({ entity: transactions, mode: 'update', documents: [{ header: known, lines: kept }] }, 'update');
    expectLegal();
    const sent = sentFields(transactions.fields).map((field) => field.name);
    const own = sent.filter((field) => !field.startsWith('Contact.') || field === 'Contact.ContactID');
    const [created, updated] = [written('PUT', 'BankTransactions'), written('POST', 'BankTransactions')];
    const all = fieldsIn(transactions, [...created, ...updated]);
    expect(missing(own, all)).toEqual([]);
    const ofLines = sentFields(transactions.lines!.fields).map((field) => field.name);
    const amounts = ['LineAmount', 'AccountID', 'TaxAmount'];
    expect(missing(ofLines, lineFieldsIn(transactions, updated))).toEqual(amounts);
  });

  test('BankTransfers', async () => {
    const [category] = await held('TrackingCategories');
    const [option] = (category?.Options ?? []) as readonly Tree[];
    const ids = Object.fromEntries(
      ['FromTracking.1', 'FromTracking.2', 'ToTracking.1', 'ToTracking.2'].flatMap((path) => [
        [`${path}.TrackingCategoryID`, text(category, 'TrackingCategoryID')],
        [`${path}.TrackingOptionID`, text(option, 'TrackingOptionID')],
      ]),
    );
    const { bank, header, transactions: transfers } = await atTheBank('BankTransfers', { Amount: '12.34', ...ids });
    const savings = await heldWith('Accounts', 'Code', '091');
    const to = { 'ToBankAccount.Code': '091', 'FromBankAccount.Code': text(bank, 'Code') };
    const byId = {
      'ToBankAccount.AccountID': text(savings, 'AccountID'),
      'FromBankAccount.AccountID': text(bank, 'AccountID'),
    };
    const { 'FromBankAccount.Code': _from, 'ToBankAccount.Code': _to, ...rest } = header;
    const documents = [{ header: { ...rest, ...to } }, { header: { ...rest, ...byId, Amount: '1.00' } }];
    await run({ entity: transfers, mode: 'create', documents }, 'create');
    expectLegal();
    const bodies = company.requests.filter(
      ({ target, method }) => method === 'PUT' && target.includes('/BankTransfers'),
    );
    const elements = bodies.flatMap(({ body }) => (JSON.parse(body) as Envelope).BankTransfers!);
    expect(elements).toHaveLength(2);
    const names = sentFields(transfers.fields).map((field) => field.name);
    expect(missing(names, fieldsIn(transfers, elements))).toEqual(['BankTransferID']);
  });

  test('BatchPayments', async () => {
    const { bank, header, transactions: batches } = await atTheBank('BatchPayments', {});
    await put('Invoices', { ...sale, CurrencyCode: 'GBP', Type: 'ACCREC', InvoiceNumber: 'BATCH-1' });
    const line = { ...valuesFor(batches.lines!.fields, { Amount: '12.34' }), 'Invoice.InvoiceNumber': 'BATCH-1' };
    const { 'Account.Code': _code, ...rest } = header;
    const documents = [
      { header: { ...rest, 'Account.Code': text(bank, 'Code') }, lines: [line] },
      { header: { ...rest, 'Account.AccountID': text(bank, 'AccountID') }, lines: [{ ...line, Amount: '1.00' }] },
    ];
    await run({ entity: batches, mode: 'create', documents }, 'create');
    expectLegal();
    const bodies = company.requests.filter(
      ({ target, method }) => method === 'PUT' && target.includes('/BatchPayments'),
    );
    const elements = bodies.flatMap(({ body }) => (JSON.parse(body) as Envelope).BatchPayments!);
    const names = sentFields(batches.fields).map((field) => field.name);
    expect(missing(names, fieldsIn(batches, elements))).toEqual(['BatchPaymentID']);
    const ofLines = sentFields(batches.lines!.fields).map((field) => field.name.split('.')[0]!);
    expect(missing(ofLines, lineFieldsIn(batches, elements))).toEqual([]);
  });

  /** A bank account with a code, and legal values of an entity's head. */
  async function atTheBank(name: string, over: Values) {
    const transactions = entity(name);
    const bank = (await held('Accounts')).find((account) => account.Type === 'BANK' && account.Code !== undefined);
    const code = text(bank, 'Code');
    const header = valuesFor(transactions.fields, {
      ...own,
      'BankAccount.Code': code,
      'Account.Code': code,
      CurrencyCode: 'GBP',
      'Contact.PaymentTerms.Bills.Type': 'OFCURRENTMONTH',
      'Contact.PaymentTerms.Sales.Type': 'OFCURRENTMONTH',
      Particulars: 'Particular',
      Code: 'Code',
      ...over,
    });
    return { bank, header, transactions };
  }

  const sale = {
    Status: 'AUTHORISED',
    Contact: { Name: 'Basket Case' },
    Date: '2026-10-01',
    DueDate: '2026-10-31',
    CurrencyCode: 'EUR',
    LineItems: [{ Description: 'Advice', Quantity: 1, UnitAmount: 500, AccountCode: '200' }],
  };

  /** Two lines, since the account stands there in two ways, and so do discount and tracking. */
  async function fullLines(documents: EntityShape): Promise<readonly Values[]> {
    const AccountID = text(await heldWith('Accounts', 'Code', '200'), 'AccountID');
    const discounts = documents.name === 'Invoices';
    const all = valuesFor(documents.lines!.fields, {
      Quantity: '2.1234',
      UnitAmount: '-10.1234',
      LineAmount: discounts ? '-21.28' : '-21.5',
      TaxAmount: '-4',
      DiscountRate: '1',
      DiscountAmount: '',
    });
    const { AccountCode: _code, DiscountRate: _rate, TaxAmount: _tax, LineAmount: _amount, ...rest } = all;
    const tracking = { 'Tracking.Region': 'North', 'Tracking.2.Name': 'Department', 'Tracking.2.Option': 'Sales' };
    const large = { ...rest, AccountID, UnitAmount: '123456789.01', Quantity: '1', ...tracking };
    return [all, discounts ? { ...large, DiscountAmount: '5.55' } : large];
  }
});
