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
let theme: string;
let user: string;

beforeEach(async () => {
  company = await openRecordedCompany();
  theme = text((await held('BrandingThemes'))[0], 'BrandingThemeID');
  user = text((await held('Users'))[0], 'UserID');
});
afterEach(() => company.close());

const entity = (name: string): EntityShape => entities.find((candidate) => candidate.name === name)!;
const text = (element: Tree | undefined, field: string): string => String(element?.[field]);

async function held(collection: string): Promise<readonly Tree[]> {
  const headers = { authorization: 'Bearer sandbox-token', 'xero-tenant-id': company.tenantId };
  const reply = await fetch(`${company.url}/api.xro/2.0/${collection}`, { headers });
  return ((await reply.json()) as Readonly<Record<string, readonly Tree[]>>)[collection]!;
}

async function run(job: FullJob, name: string): Promise<void> {
  const { yaml, csv } = jobFiles(job, `${name}.csv`);
  await company.file(`${name}.csv`, csv);
  const { code, printed } = await company.run(await company.file(`${name}.yaml`, yaml));
  expect(code, printed).toBe(0);
}

/** The elements of all writes of a method to a collection, in an envelope or by themselves. */
function written(method: string, collection: string): readonly Tree[] {
  const name = new RegExp(`/${collection}(?:[/?]|$)`);
  return company.requests
    .filter((request) => request.method === method && name.test(request.target))
    .flatMap(
      ({ body }) => (JSON.parse(body) as Readonly<Record<string, readonly Tree[]>>)[collection] ?? JSON.parse(body),
    );
}

const missing = (names: Iterable<string>, found: ReadonlySet<string>) => [...names].filter((name) => !found.has(name));

/** A contact is made by itself before, and named by its ID. */
const inDocument = ({ fields, idField }: EntityShape) =>
  sentFields(fields)
    .map(({ name }) => name)
    .filter((name) => name !== idField && (!name.startsWith('Contact.') || name === 'Contact.ContactID'));

const CASES: readonly (readonly [name: string, own: Values, lines: readonly Values[]])[] = [
  [
    'PurchaseOrders',
    { Status: 'AUTHORISED' },
    [{ UnitAmount: '1.2345', Quantity: '100', LineAmount: '121.6', DiscountRate: '1.5' }],
  ],
  [
    'Quotes',
    { Status: 'SENT', LineAmountTypes: 'EXCLUSIVE' },
    [
      { UnitAmount: '10.25', Quantity: '2', LineAmount: '20.19', DiscountRate: '1.5', DiscountAmount: '' },
      { UnitAmount: '10.25', Quantity: '2', LineAmount: '20', DiscountRate: '', DiscountAmount: '0.5' },
    ],
  ],
  [
    'RepeatingInvoices',
    { Status: 'DRAFT', 'Schedule.StartDate': '2026-10-05', 'Schedule.EndDate': '2027-10-05' },
    [
      { UnitAmount: '10.25', Quantity: '2', LineAmount: '20.19', DiscountRate: '1.5', DiscountAmount: '' },
      { UnitAmount: '10.25', Quantity: '2', LineAmount: '20', DiscountRate: '', DiscountAmount: '0.5' },
    ],
  ],
  ['Receipts', { Status: 'DRAFT' }, [{ UnitAmount: '10.2525', Quantity: '2', LineAmount: '20.51' }]],
];

describe('every field that a job may map reaches Xero where its description has it:', () => {
  test.each(CASES)('%s', async (name, own, lineValues) => {
    const subject = entity(name);
    const [account] = (await held('Accounts')).filter(({ Code }) => Code === '429');
    const more = { EmailAddress: 'ann@example.com', Country: 'Ireland', CurrencyCode: 'EUR', 'User.UserID': user };
    const header = valuesFor(subject.fields, { ...more, BrandingThemeID: theme, ...own });
    const lines = lineValues.map((values, at) => {
      const byId = { AccountCode: '', AccountID: text(account, 'AccountID') };
      const TaxType = name === 'Quotes' || name === 'RepeatingInvoices' ? 'OUTPUT2' : 'INPUT2';
      const AccountCode = TaxType === 'OUTPUT2' ? '200' : '429';
      const all = { TaxType, TaxAmount: '4', AccountCode, ...values, 'Tracking.Region': '' };
      const given = valuesFor(subject.lines!.fields, all);
      return at === 0 && lineValues.length === 1
        ? given
        : { ...given, ...(at > 0 && TaxType !== 'OUTPUT2' ? byId : {}) };
    });
    await run({ entity: subject, mode: 'create', documents: [{ header, lines }] }, 'create');
    expect(company.requests.flatMap(problemsOf)).toEqual([]);
    const created = written('PUT', name);
    expect(missing(inDocument(subject), fieldsIn(subject, created))).toEqual([]);
    const ofLines = sentFields(subject.lines!.fields).map((field) => field.name);
    expect(missing(ofLines, lineFieldsIn(subject, created))).toEqual(['LineItemID', 'AccountID']);
    if (subject.update === undefined) return;
    const [record] = await held(name);
    const changed = { ...header, [subject.idField]: text(record, subject.idField), Reference: 'changed' };
    const kept = lines.map((line) => ({ ...line, LineItemID: '11111111-2222-4333-8444-555555555555' }));
    await run({ entity: subject, mode: 'update', documents: [{ header: changed, lines: kept }] }, 'update');
    expect(company.requests.flatMap(problemsOf)).toEqual([]);
    expect((await held(name))[0]).toMatchObject({ Reference: 'changed' });
  });
});
