/** What settings look like as tables: lists, what stands within them, and what each record shows by itself alone. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { exported } from '../support/exporting.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

type Row = Readonly<Record<string, string>>;

async function table(workspace: Workspace, of: string, rest: string): Promise<readonly Row[]> {
  await exported(workspace, `org: sandbox-gb\nexport: ${of}\n${rest}\noutput: { file: out.csv }\n`);
  const text = await readFile(join(workspace.folder, 'out.csv'), 'utf8');
  return parse(text, { columns: true, bom: true }) as unknown as readonly Row[];
}

const all = 'columns: all';

test('users, reminders and payment services', async () => {
  const workspace = await openWorkspace();
  const users = await table(workspace, 'Users', 'columns: { EmailAddress: Mail, OrganisationRole: Role }');
  expect(users).toContainEqual({ Mail: 'ben.cole@example.com', Role: 'STANDARD' });
  expect(await table(workspace, 'InvoiceReminders', all)).toEqual([{ Enabled: 'FALSE' }]);
  await workspace.put('PUT', 'PaymentServices', { PaymentServiceName: 'PayUpNow', PayNowText: 'Pay' });
  const services = await table(workspace, 'PaymentServices', 'columns: { PaymentServiceName: Name }');
  expect(services).toEqual([{ Name: 'PayUpNow' }]);
});

test('the amounts of budgets, a row an account and month', async () => {
  const workspace = await openWorkspace();
  const rows = await table(
    workspace,
    'Budgets',
    `filter: { Type: OVERALL, DateFrom: 2026-03-01, DateTo: 2026-04-30 }
columns: { Description: Budget }
lines: { AccountCode: Account, BudgetBalances.Period: Month, BudgetBalances.Amount: Amount }`,
  );
  const month = (name: string) => 12 + Number(name.slice(5)) - 1;
  const amount = (base: number, name: string) => `${base + month(name) * 10}.00`;
  expect(rows).toEqual(
    [
      ['200', 24000],
      ['310', 9500],
      ['400', 750],
    ].flatMap(([Account, base]) =>
      ['2026-03', '2026-04'].map((Month) => ({
        Budget: 'Overall Budget',
        Account,
        Month,
        Amount: amount(Number(base), Month),
      })),
    ),
  );
  const budgets = await table(workspace, 'Budgets', 'columns: { Description: Budget }\norder: [Description]');
  expect(budgets).toEqual([{ Budget: 'North' }, { Budget: 'Overall Budget' }]);
});

test('contact groups with their members, in two ways; each group is read by itself only for that', async () => {
  const workspace = await openWorkspace();
  const { Contacts } = await workspace.get('Contacts?order=Name');
  for (const [at, Name] of ['VIPs', 'Local'].entries()) {
    const { ContactGroups } = await workspace.put('PUT', 'ContactGroups', { Name });
    const path = `ContactGroups/${ContactGroups[0].ContactGroupID}/Contacts`;
    await workspace.put('PUT', path, { Contacts: Contacts.slice(0, at + 1) });
  }
  const expected = [
    { Group: 'Local', Customer: '24 Locks' },
    { Group: 'Local', Customer: 'ABC Furniture' },
    { Group: 'VIPs', Customer: '24 Locks' },
  ];
  for (const member of ['Name', 'Contact']) {
    const lines = `columns: { Name: Group }\nlines: { ${member}: Customer }\norder: [Name]`;
    expect(await table(workspace, 'ContactGroups', lines)).toEqual(expected);
  }
  const columns = 'columns: { ContactGroup.Name: Group, Name: Customer }\norder: [ContactGroup.Name, Name]';
  expect(await table(workspace, 'ContactGroupMembers', columns)).toEqual(expected);
  const before = workspace.gate.calls.length;
  expect(await table(workspace, 'ContactGroups', 'columns: { Name: Group }')).toHaveLength(2);
  const calls = workspace.gate.calls.slice(before).filter(({ path }) => path.startsWith('/ContactGroups'));
  expect(calls.map(({ path }) => path)).toEqual(['/ContactGroups']);
});

test('options of tracking, archived ones too, with their category', async () => {
  const workspace = await openWorkspace();
  const [category] = (await workspace.get('TrackingCategories?order=Name')).TrackingCategories;
  const path = `TrackingCategories/${category.TrackingCategoryID}/Options/${category.Options[0].TrackingOptionID}`;
  await workspace.put('POST', path, { Status: 'ARCHIVED' });
  const filter = 'filter: { TrackingCategory.Name: Department }\norder: [Name]';
  const rows = await table(
    workspace,
    'TrackingOptions',
    `${filter}\ncolumns: { TrackingCategory.Name: Category, Name: Option, Status: Status }`,
  );
  expect(rows).toEqual([
    { Category: 'Department', Option: 'Administration', Status: 'ACTIVE' },
    { Category: 'Department', Option: 'Operations', Status: 'ACTIVE' },
    { Category: 'Department', Option: 'Sales', Status: 'ARCHIVED' },
  ]);
});
