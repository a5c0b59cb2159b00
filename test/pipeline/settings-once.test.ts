/** Settings whose replies are lost, or whose requests fail halfway, are in the books once, and reported so. */

import { expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

// biome-ignore lint/suspicious/noExplicitAny: the books are looked into by name, as a reader of JSON does
type Loose = any;

interface Case {
  readonly entity: string;
  readonly job: string;
  readonly input: string;
  readonly rows: number;
  /** What the books hold of it afterwards, in words. */
  held(workspace: Workspace): Promise<readonly string[]>;
  readonly expected: readonly string[];
}

const named = (list: readonly Loose[], ...names: readonly string[]): readonly string[] =>
  list.flatMap(({ Name, Code }: Loose) => (names.includes(Name) || names.includes(Code) ? [Name ?? Code] : []));

const CASES: readonly Case[] = [
  {
    entity: 'Accounts',
    job: 'columns: { Code: Code, Name: Name, Type: Type, BankAccountNumber: Number }',
    input: 'Code,Name,Type,Number\n0901,Gifts,EXPENSE,\n,Till,BANK,1\n,Safe,BANK,1\n',
    rows: 3,
    held: async (workspace) => named((await workspace.get('Accounts')).Accounts, 'Gifts', 'Till', 'Safe').toSorted(),
    expected: ['Gifts', 'Safe', 'Till'],
  },
  {
    entity: 'Items',
    job: 'columns: { Code: Code, Name: Name }',
    input: 'Code,Name\nA,Aye\nB,Bee\n',
    rows: 2,
    held: async (workspace) => named((await workspace.get('Items')).Items, 'A', 'B').toSorted(),
    expected: ['Aye', 'Bee'],
  },
  {
    entity: 'TaxRates',
    job: 'columns: { Name: Name, ReportTaxType: { value: OUTPUT } }\nlines: { Name: Part, Rate: Rate }',
    input: 'Name,Part,Rate\nLevy,Part,3\n',
    rows: 1,
    held: async (workspace) => named((await workspace.get('TaxRates')).TaxRates, 'Levy'),
    expected: ['Levy'],
  },
  {
    entity: 'Currencies',
    job: 'columns: { Code: Code }',
    input: 'Code\nSEK\nCHF\n',
    rows: 2,
    held: async (workspace) => named((await workspace.get('Currencies')).Currencies, 'SEK', 'CHF').toSorted(),
    expected: ['CHF', 'SEK'],
  },
  {
    entity: 'ContactGroups',
    job: 'columns: { Name: Group }\nlines: { Contact: Customer }',
    input: 'Group,Customer\nVIPs,24 Locks\nVIPs,Bank West\n',
    rows: 2,
    held: async (workspace) => {
      const { ContactGroups } = await workspace.get('ContactGroups');
      const [group] = (await workspace.get(`ContactGroups/${ContactGroups[0].ContactGroupID}`)).ContactGroups;
      return [...named(ContactGroups, 'VIPs'), ...group.Contacts.map(({ Name }: Loose) => Name)];
    },
    expected: ['VIPs', '24 Locks', 'Bank West'],
  },
];

test.each(CASES)('$entity: each request is carried out, and its first reply lost', async (plan) => {
  const workspace = await openWorkspace();
  const lost = new Set<string>();
  workspace.gate.disturb(({ method, path, body }) => {
    const request = `${method} ${path} ${body}`;
    if (method === 'GET' || lost.has(request)) return undefined;
    lost.add(request);
    return { reset: 'after' };
  });
  const job = `org: sandbox-gb\nimport: ${plan.entity}\n${plan.job}\n`;
  const outcome = await workspace.run(job, plan.input);
  expect(outcome.fates).toEqual(Array.from({ length: plan.rows }, () => 'OK'));
  expect(await plan.held(workspace)).toEqual(plan.expected);
  workspace.gate.disturb(() => undefined);
  expect((await workspace.run(job, plan.input)).writes).toEqual([]);
});

test.each(['DELETE', 'POST'])(
  'a change of status by %s whose reply is lost is done once and told as done',
  async (method) => {
    const workspace = await openWorkspace();
    const [verb, entity, field] =
      method === 'DELETE' ? (['delete', 'Items', 'Code'] as const) : (['archive', 'Accounts', 'Code'] as const);
    let lost = 0;
    workspace.gate.disturb((call) => {
      if (call.method === 'GET') return undefined;
      lost += 1;
      return lost === 1 ? { reset: 'after' } : undefined;
    });
    const key = method === 'DELETE' ? 'PMD' : '400';
    const outcome = await workspace.run(
      `org: sandbox-gb\n${verb}: ${entity}\ncolumns: { ${field}: Key }\n`,
      `Key\n${key}\n`,
    );
    expect([outcome.fates, outcome.code]).toEqual([['OK'], 0]);
    if (method === 'DELETE') {
      expect((await workspace.get('Items')).Items.some(({ Code }: Loose) => Code === 'PMD')).toBe(false);
    } else {
      expect((await workspace.get('Accounts/400')).Accounts[0].Status).toBe('ARCHIVED');
    }
  },
);
