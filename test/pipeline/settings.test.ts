/** Accounts, items, tax rates, currencies and tracking, from a job to the books and back. */

import { describe, expect, test } from 'vitest';
import type { Call } from '../support/gate.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

const SKIPPED = 'SKIPPED duplicate/already-delivered';
const story = (calls: readonly Call[]) => calls.map(({ method, path, body }) => `${method} ${path} ${body}`);
const job = (entity: string, columns: string, rest = '') =>
  `org: sandbox-gb\nimport: ${entity}\ncolumns: ${columns}\n${rest}`;
const found = (list: readonly Loose[], field: string, value: string) => list.find((each) => each[field] === value);

// biome-ignore lint/suspicious/noExplicitAny: the books are looked into by name, as a reader of JSON does
type Loose = any;

describe('accounts', () => {
  const columns = '{ Code: Code, Name: Name, Type: Type, TaxType: VAT, BankAccountNumber: Number }';

  test('ordinary ones and bank accounts without a code are created one a call, and once', async () => {
    const workspace = await openWorkspace();
    const input =
      'Code,Name,Type,VAT,Number\n0901,Gifts,expense,20% (VAT on Expenses),\n,Petty cash,Bank,,001\n,Till,BANK,,002\n';
    const outcome = await workspace.run(job('Accounts', columns), input);
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK']);
    expect(story(outcome.writes).toSorted()).toEqual([
      'PUT /Accounts {"Code":"0901","Name":"Gifts","Type":"EXPENSE","TaxType":"INPUT2"}',
      'PUT /Accounts {"Name":"Petty cash","Type":"BANK","BankAccountNumber":"001"}',
      'PUT /Accounts {"Name":"Till","Type":"BANK","BankAccountNumber":"002"}',
    ]);
    expect((await workspace.run(job('Accounts', columns), input)).fates).toEqual([SKIPPED, SKIPPED, SKIPPED]);
    const same = await workspace.run(job('Accounts', columns), input.replace('0901,Gifts', '200,Presents'));
    expect(same.fates[0]).toBe('ERROR duplicate/exists');
  });

  test('only what is mapped changes, and an archived one does not', async () => {
    const workspace = await openWorkspace();
    const update = job('Accounts', '{ Code: Code, Description: Note }', 'send: { mode: update, invalid: skip }');
    const outcome = await workspace.run(update, 'Code,Note\n200,All sales\n402,Old\n');
    expect(outcome.fates).toEqual(['OK', 'ERROR duplicate/not-editable']);
    const { Accounts } = await workspace.get('Accounts');
    const sales = found(Accounts, 'Code', '200');
    expect(sales).toMatchObject({ Name: 'Sales', Description: 'All sales', TaxType: 'OUTPUT2' });
    expect(story(outcome.writes)).toEqual([
      `POST /Accounts/${sales.AccountID} {"Code":"200","Description":"All sales"}`,
    ]);
  });

  test('an upsert changes the name of one, found by its code, and adds another', async () => {
    const workspace = await openWorkspace();
    const upsert = job('Accounts', columns, 'send: { mode: upsert }');
    const outcome = await workspace.run(
      upsert,
      'Code,Name,Type,VAT,Number\n260,Sundry revenue,,,\n261,More,REVENUE,,\n',
    );
    expect(outcome.fates).toEqual(['OK', 'OK']);
    const { Accounts } = await workspace.get('Accounts');
    expect(found(Accounts, 'Code', '260').Name).toBe('Sundry revenue');
    expect(found(Accounts, 'Code', '261')).toMatchObject({ Name: 'More', Class: 'REVENUE' });
  });
});

describe('items', () => {
  const columns = `
  Code: Code
  Name: Name
  SalesDetails.UnitPrice: Price
  SalesDetails.AccountCode: Account
  PurchaseDetails.UnitPrice: Cost
  PurchaseDetails.COGSAccountCode: Cost of sales
  InventoryAssetAccountCode: Stock`;
  const input =
    'Code,Name,Price,Account,Cost,Cost of sales,Stock\nBOLT,Bolt,0.1250,Sales,0.0625,310,630\nFEE,Fee,10,200,,,\n';

  test('are created together, prices to four places, accounts by name', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(job('Items', columns), input);
    expect(outcome.fates).toEqual(['OK', 'OK']);
    expect(outcome.writes.map(({ path, query }) => `${path}?${query}`)).toEqual([
      '/Items?summarizeErrors=false&unitdp=4',
    ]);
    const { Items } = await workspace.get('Items?unitdp=4');
    expect(found(Items, 'Code', 'BOLT')).toMatchObject({
      IsTrackedAsInventory: true,
      SalesDetails: { UnitPrice: 0.125, AccountCode: '200' },
      PurchaseDetails: { UnitPrice: 0.0625, COGSAccountCode: '310' },
    });
    expect((await workspace.run(job('Items', columns), input)).fates).toEqual([SKIPPED, SKIPPED]);
  });

  test('an update says the code again, and of prices and accounts what it leaves as it is', async () => {
    const workspace = await openWorkspace();
    const before = found((await workspace.get('Items?unitdp=4')).Items, 'Code', 'GB1-White');
    const update = job('Items', '{ ItemID: Id, SalesDetails.UnitPrice: Price }', 'send: { mode: update }');
    const outcome = await workspace.run(update, `Id,Price\n${before.ItemID},5.75\n`);
    expect(outcome.fates).toEqual(['OK']);
    expect(JSON.parse(outcome.writes[0]?.body ?? '')).toEqual({
      Items: [
        {
          ItemID: before.ItemID,
          Code: 'GB1-White',
          SalesDetails: { UnitPrice: 5.75, AccountCode: '200', TaxType: 'OUTPUT2' },
        },
      ],
    });
    const after = found((await workspace.get('Items?unitdp=4')).Items, 'Code', 'GB1-White');
    expect(after.PurchaseDetails).toEqual(before.PurchaseDetails);
    expect(after.SalesDetails).toEqual({ ...before.SalesDetails, UnitPrice: 5.75 });
  });
});

describe('tax rates', () => {
  const columns = '{ Name: Rate name, ReportTaxType: { value: OUTPUT } }';
  const lines = 'lines: { Name: Part, Rate: Percent, IsCompound: On top }\n';
  const input = 'Rate name,Part,Percent,On top\nCity levy,State,8,\nCity levy,City,0.25,yes\n';

  test('are created with their components; an update changes and adds those that it names', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(job('TaxRates', columns, lines), input);
    expect(outcome.fates).toEqual(['OK', 'OK']);
    const rates = async () => (await workspace.get('TaxRates')).TaxRates;
    expect(found(await rates(), 'Name', 'City levy')).toMatchObject({ TaxType: 'TAX001', EffectiveRate: 8.27 });
    const more = await workspace.run(
      job('TaxRates', '{ TaxType: Code }', `${lines}send: { mode: update }`),
      'Code,Part,Percent,On top\nTAX001,state,7.5,\nTAX001,Port,1,\n',
    );
    expect(more.fates).toEqual(['OK', 'OK']);
    expect(JSON.parse(more.writes[0]?.body ?? '')).toEqual({
      TaxType: 'TAX001',
      Name: 'City levy',
      TaxComponents: [
        { Name: 'State', Rate: 7.5, IsCompound: false, IsNonRecoverable: false },
        { Name: 'City', Rate: 0.25, IsCompound: true, IsNonRecoverable: false },
        { Name: 'Port', Rate: 1 },
      ],
    });
    expect(found(await rates(), 'TaxType', 'TAX001').TaxComponents).toHaveLength(3);
  });

  test("one of Xero's own is not touched", async () => {
    const workspace = await openWorkspace();
    const update = job('TaxRates', '{ TaxType: Code, Name: New name }', 'send: { mode: update }');
    const outcome = await workspace.run(update, 'Code,New name\nOUTPUT2,VAT\n');
    expect(outcome.fates).toEqual(['ERROR tax-type/system-rate']);
    expect(outcome.writes).toEqual([]);
  });
});

describe('currencies', () => {
  test('are added, those in use already refused or passed over', async () => {
    const workspace = await openWorkspace();
    const input = 'Code\nnzd\nEUR\n';
    const strict = await workspace.run(job('Currencies', '{ Code: Code }'), input);
    expect(strict.fates).toEqual(['UNSENT xero/not-sent', 'ERROR duplicate/exists']);
    const outcome = await workspace.run(job('Currencies', '{ Code: Code }', 'send: { existing: skip }'), input);
    expect(outcome.fates).toEqual(['OK', 'SKIPPED duplicate/existing-skipped']);
    expect(story(outcome.writes)).toEqual(['PUT /Currencies {"Code":"NZD"}']);
    expect(
      (await workspace.run(job('Currencies', '{ Code: Code }', 'send: { existing: skip }'), input)).writes,
    ).toEqual([]);
  });

  test('cannot be changed', async () => {
    const workspace = await openWorkspace();
    const problems = await workspace.problems(
      job('Currencies', '{ Code: Code }', 'send: { mode: update }'),
      'Code\nEUR\n',
    );
    expect(problems.map(({ message }) => message).join()).toContain('cannot be changed');
  });
});

describe('tracking categories', () => {
  const upsert = job('TrackingCategories', '{ Name: Category }', 'lines: { Name: Option }\nsend: { mode: upsert }');

  test('an upsert adds the options that are not there yet, and nothing twice', async () => {
    const workspace = await openWorkspace();
    const input = 'Category,Option\nRegion,north\nRegion,Moon\nDepartment,Sales\n';
    const outcome = await workspace.run(upsert, input);
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK']);
    const { TrackingCategories } = await workspace.get('TrackingCategories');
    const region = found(TrackingCategories, 'Name', 'Region');
    expect(region.Options.map(({ Name }: Loose) => Name).slice(-2)).toEqual(['West Coast', 'Moon']);
    const options = outcome.writes.filter(({ path }) => path.endsWith('/Options'));
    expect(story(options)).toEqual([`PUT /TrackingCategories/${region.TrackingCategoryID}/Options {"Name":"Moon"}`]);
    expect((await workspace.run(upsert, input)).fates).toEqual([SKIPPED, 'SKIPPED group/other-row', SKIPPED]);
  });

  test('an archived one is found, and can be taken up again', async () => {
    const workspace = await openWorkspace();
    const [first] = (await workspace.get('TrackingCategories?order=Name')).TrackingCategories;
    await workspace.put('POST', `TrackingCategories/${first.TrackingCategoryID}`, { Status: 'ARCHIVED' });
    const create = job('TrackingCategories', '{ Name: Category }');
    expect((await workspace.run(create, 'Category\nDepartment\n')).fates).toEqual(['ERROR duplicate/exists']);
    const restore = job('TrackingCategories', '{ Name: Category, Status: State }', 'send: { mode: update }');
    expect((await workspace.run(restore, 'Category,State\nDepartment,ACTIVE\n')).fates).toEqual(['OK']);
  });
});

describe('contact groups', () => {
  const upsert = job('ContactGroups', '{ Name: Group }', 'lines: { Contact: Customer }\nsend: { mode: upsert }');
  const input = 'Group,Customer\nVIPs,24 Locks\nVIPs,abc furniture\nLocal,Basket Case\n';
  const members = async (workspace: Workspace, name: string) => {
    const { ContactGroups } = await workspace.get('ContactGroups');
    const path = `ContactGroups/${found(ContactGroups, 'Name', name).ContactGroupID}`;
    return (await workspace.get(path)).ContactGroups[0].Contacts.map(({ Name }: Loose) => Name);
  };

  test('are created with their members, fifty a call, and get further ones', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(upsert, input);
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK']);
    expect(outcome.writes.map(({ path }) => path.replace(/[0-9a-f-]{36}/, 'ID')).toSorted()).toEqual([
      '/ContactGroups',
      '/ContactGroups',
      '/ContactGroups/ID/Contacts',
      '/ContactGroups/ID/Contacts',
    ]);
    const [both] = outcome.writes.filter(({ body }) => body.split('ContactID').length === 3);
    expect(Object.keys(JSON.parse(both?.body ?? '{}'))).toEqual(['Contacts']);
    expect(await members(workspace, 'VIPs')).toEqual(['24 Locks', 'ABC Furniture']);
    const more = await workspace.run(upsert, 'Group,Customer\nvips,Bank West\nvips,24 Locks\n');
    expect(more.fates).toEqual(['OK', 'OK']);
    expect(await members(workspace, 'VIPs')).toEqual(['24 Locks', 'ABC Furniture', 'Bank West']);
    expect((await workspace.run(upsert, input)).fates).toEqual(expect.arrayContaining([SKIPPED]));
  });

  test('a member that nobody knows, and one named twice, are found before anything is sent', async () => {
    const workspace = await openWorkspace();
    const wrong = 'Group,Customer\nVIPs,24 Loks\nLocal,Basket Case\nLocal,BASKET CASE\n';
    const outcome = await workspace.run(upsert, wrong);
    expect(outcome.fates).toEqual([
      'ERROR resolve/unknown-contact',
      'ERROR group/other-row',
      'ERROR duplicate/in-list',
    ]);
    expect(outcome.rows[0]?.Message).toContain('24 Locks');
    expect(outcome.writes).toEqual([]);
  });

  test('members are taken out by a job of their own, once', async () => {
    const workspace = await openWorkspace();
    await workspace.run(upsert, input);
    const remove =
      'org: sandbox-gb\ndelete: ContactGroupMembers\ncolumns: { ContactGroup.Name: Group, Name: Customer }\n';
    const outcome = await workspace.run(remove, 'Group,Customer\nVIPs,24 LOCKS\n');
    expect(outcome.fates).toEqual(['OK']);
    expect(outcome.writes.map(({ method, path }) => `${method} ${path.replaceAll(/[0-9a-f-]{36}/g, 'ID')}`)).toEqual([
      'DELETE /ContactGroups/ID/Contacts/ID',
    ]);
    expect(await members(workspace, 'VIPs')).toEqual(['ABC Furniture']);
    const again = await workspace.run(remove, 'Group,Customer\nVIPs,24 LOCKS\nVIPs,Bank West\n');
    expect(again.fates).toEqual([SKIPPED, 'ERROR resolve/no-record']);
    expect(again.writes).toEqual([]);
  });

  test('are deleted, and passed over the next time', async () => {
    const workspace = await openWorkspace();
    await workspace.run(upsert, input);
    const remove = 'org: sandbox-gb\ndelete: ContactGroups\ncolumns: { Name: Group }\n';
    const outcome = await workspace.run(remove, 'Group\nLocal\n');
    expect(outcome.fates).toEqual(['OK']);
    expect(outcome.writes.map(({ body }) => body)).toEqual(['{"ContactGroups":[{"Status":"DELETED"}]}']);
    expect((await workspace.run(remove, 'Group\nLocal\n')).fates).toEqual([SKIPPED]);
  });
});

describe('tracking options', () => {
  const verb = (name: string) =>
    `org: sandbox-gb\n${name}: TrackingOptions\ncolumns: { TrackingCategory.Name: Category, Name: Option }\n`;
  const input = 'Category,Option\nRegion,North\nDepartment,Sales\n';

  test('are archived, restored and deleted by the names of category and option', async () => {
    const workspace = await openWorkspace();
    const archived = await workspace.run(verb('archive'), input);
    expect(archived.fates).toEqual(['OK', 'OK']);
    expect(archived.writes.map(({ method, body }) => `${method} ${body}`)).toEqual([
      'POST {"Status":"ARCHIVED"}',
      'POST {"Status":"ARCHIVED"}',
    ]);
    expect((await workspace.run(verb('archive'), input)).fates).toEqual([
      'SKIPPED duplicate/already-so',
      'SKIPPED duplicate/already-so',
    ]);
    expect((await workspace.run(verb('restore'), input)).fates).toEqual(['OK', 'OK']);
    expect((await workspace.run(verb('delete'), 'Category,Option\nRegion,North\nRegion,Moon\n')).fates).toEqual([
      'UNSENT xero/not-sent',
      'ERROR resolve/no-record',
    ]);
    expect((await workspace.run(verb('delete'), 'Category,Option\nRegion,North\n')).fates).toEqual(['OK']);
    const { TrackingCategories } = await workspace.get('TrackingCategories?includeArchived=true');
    expect(found(TrackingCategories, 'Name', 'Region').Options).toHaveLength(5);
    expect((await workspace.run(verb('delete'), 'Category,Option\nRegion,North\n')).fates).toEqual([SKIPPED]);
  });
});

describe('verbs', () => {
  const run = (workspace: Workspace, verb: string, entity: string, field: string, values: readonly string[]) =>
    workspace.run(
      `org: sandbox-gb\n${verb}: ${entity}\ncolumns: { ${field}: Key }\nsend: { invalid: skip }\n`,
      `Key\n${values.join('\n')}\n`,
    );

  test('accounts are archived and restored one a call, unused ones deleted', async () => {
    const workspace = await openWorkspace();
    const archived = await run(workspace, 'archive', 'Accounts', 'Code', ['400', '402', '820']);
    expect(archived.fates).toEqual(['OK', 'SKIPPED duplicate/already-so', 'ERROR resolve/not-allowed']);
    expect((await run(workspace, 'restore', 'Accounts', 'Code', ['400'])).fates).toEqual(['OK']);
    const deleted = await run(workspace, 'delete', 'Accounts', 'Code', ['404', '610']);
    expect(deleted.fates).toEqual(['OK', 'ERROR resolve/not-allowed']);
    expect(deleted.writes.map(({ method }) => method)).toEqual(['DELETE']);
    expect((await run(workspace, 'delete', 'Accounts', 'Code', ['404'])).fates).toEqual([SKIPPED]);
  });

  test('items and tracking categories are deleted, tax rates end', async () => {
    const workspace = await openWorkspace();
    expect((await run(workspace, 'delete', 'Items', 'Code', ['BOOK', 'book'])).fates).toEqual([
      'OK',
      'SKIPPED duplicate/same-record',
    ]);
    expect((await run(workspace, 'archive', 'TrackingCategories', 'Name', ['Region'])).fates).toEqual(['OK']);
    expect((await run(workspace, 'delete', 'TrackingCategories', 'Name', ['Region'])).fates).toEqual(['OK']);
    await workspace.put('PUT', 'TaxRates', {
      Name: 'Levy',
      ReportTaxType: 'OUTPUT',
      TaxComponents: [{ Name: 'Levy', Rate: 3 }],
    });
    const ended = await run(workspace, 'delete', 'TaxRates', 'Name', ['Levy']);
    expect(ended.fates).toEqual(['OK']);
    expect((await workspace.get('TaxRates/TAX001')).TaxRates[0].Status).toBe('DELETED');
    expect((await run(workspace, 'delete', 'TaxRates', 'TaxType', ['TAX001'])).fates).toEqual([
      'SKIPPED duplicate/already-so',
    ]);
  });
});

test.each([
  ['import: ContactGroups\ncolumns: { Name: A }\nlines: { Name: B }', 'Name the member by `Contact`.'],
  [
    'import: TrackingCategories\ncolumns: { Name: A }\nlines: { Name: B, Status: A }',
    'a job that begins with `archive: TrackingOptions`.',
  ],
  ['delete: ContactGroupMembers\ncolumns: { Name: A }', 'Map `ContactGroup.Name` and `Name`,'],
  ['import: TrackingOptions\ncolumns: { Name: A }', '`import` does not know `TrackingOptions`.'],
])('a job that cannot be is told what to write: %s', async (text, told) => {
  const workspace = await openWorkspace();
  const problems = await workspace.problems(`org: sandbox-gb\n${text}\n`, 'A,B\nx,y\n');
  expect(problems.map(({ message }) => message).join('\n')).toContain(told);
});
