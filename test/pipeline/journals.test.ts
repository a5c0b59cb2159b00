/** Manual journals: told from each other by their lines alone, sent once whatever is lost, changed and left alone by ID. */

import { expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

const job = (more = '', columns = '') => `
org: sandbox-gb
import: ManualJournals
source: { dates: iso }
group: { column: No }
columns:
  Narration: Text
  Date: Date
  LineAmountTypes: { value: NoTax }
  Status: { value: POSTED }
${columns}lines:
  LineAmount: { subtract: [Debit, Credit] }
  AccountCode: Account
unused: ignore
${more}`;

/** A journal of 100.00 with this text from the second account to the first. */
function rows(no: string, text: string, debit: string, credit: string): string {
  const head = `${no},${text},2026-10-31`;
  return `${head},${debit},100.00,\n${head},${credit},,100.00\n`;
}

const input = (...journals: readonly string[]) => `No,Text,Date,Account,Debit,Credit\n${journals.join('')}`;

async function accountsOf(workspace: Workspace, id: string | undefined): Promise<readonly string[]> {
  const [journal] = (await workspace.get(`ManualJournals/${id}`)).ManualJournals;
  return journal.JournalLines.map((line: { readonly AccountCode: string }) => line.AccountCode);
}

const ALIKE = input(
  rows('1', 'Accrual', '429', '805'),
  rows('2', 'Accrual', '461', '805'),
  rows('3', 'Accrual', '429', '850'),
);
const KEPT = [
  ['429', '805'],
  ['461', '805'],
  ['429', '850'],
];

test('journals that differ in their accounts alone get their own IDs, whatever the order of the reply', async () => {
  const workspace = await openWorkspace({ sandbox: { settings: { resultOrder: 'reversed' } } });
  const { fates, rows: report } = await workspace.run(job(), ALIKE);
  expect(fates).toEqual(Array(6).fill('OK'));
  const ids = report.map((row) => row['Xero ID']);
  for (const [at, accounts] of KEPT.entries()) {
    expect(await accountsOf(workspace, ids[at * 2])).toEqual(accounts);
    expect(ids[at * 2 + 1]).toBe(ids[at * 2]);
  }
});

test('a reply that is lost makes no second journal, and a second run none either', async () => {
  const workspace = await openWorkspace();
  let lost = 0;
  workspace.gate.disturb(async ({ method }) => {
    if (method === 'GET' || lost > 0) return undefined;
    lost += 1;
    return { reset: 'after' };
  });
  expect((await workspace.run(job(), ALIKE)).fates).toEqual(Array(6).fill('OK'));
  const again = await workspace.run(job(), ALIKE);
  const skipped = ['SKIPPED duplicate/already-delivered', 'SKIPPED group/other-row'];
  expect(again.fates).toEqual([...skipped, ...skipped, ...skipped]);
  expect(again.writes).toEqual([]);
  expect((await workspace.get('ManualJournals?page=1')).ManualJournals).toHaveLength(3);
});

test('an update by ID changes what is mapped, and a voided one is refused with its state', async () => {
  const workspace = await openWorkspace();
  const first = await workspace.run(job(), input(rows('1', 'Accrual', '429', '805')));
  const id = first.rows[0]?.['Xero ID'] ?? '';
  const update = `org: sandbox-gb\nimport: ManualJournals\ncolumns: { ManualJournalID: ID, Narration: Text }\nsend: { mode: update }\n`;
  expect((await workspace.run(update, `ID,Text\n${id},October accrual\n`)).fates).toEqual(['OK']);
  const [journal] = (await workspace.get(`ManualJournals/${id}`)).ManualJournals;
  expect([journal.Narration, journal.JournalLines.length, journal.Status]).toEqual(['October accrual', 2, 'POSTED']);
  await workspace.put('POST', `ManualJournals/${id}`, { Status: 'VOIDED' });
  const refused = await workspace.run(update, `ID,Text\n${id},Once more\n`);
  expect(refused.fates).toEqual([expect.stringMatching(/^ERROR /)]);
  expect(refused.writes).toEqual([]);
});

test('rows that nothing puts together are journals of one line, and say how to group them', async () => {
  const workspace = await openWorkspace();
  const ungrouped = job().replace('group: { column: No }\n', '');
  const { rows: report, writes } = await workspace.run(ungrouped, input(rows('1', 'Accrual', '429', '805')));
  expect(report.map(({ Code }) => Code)).toEqual(Array(2).fill('totals/unbalanced | totals/one-line'));
  expect(report[0]?.Message).toContain('group');
  expect(writes).toEqual([]);
});

test('the debits are the control total', async () => {
  const workspace = await openWorkspace();
  const two = input(rows('1', 'A', '429', '805'), rows('2', 'B', '461', '805'));
  const unmet = await workspace.run(job('expect: { sum: { Debits: 100.00 } }\n'), two);
  expect([unmet.code, unmet.writes]).toEqual([2, []]);
  const met = await workspace.run(job('expect: { sum: { Debits: 200.00 } }\n'), two);
  expect(met.summary.totals).toEqual({ Debits: '200.00' });
});

test('drafts are posted, posted ones voided, and each is passed over or refused where it stands otherwise', async () => {
  const workspace = await openWorkspace();
  const drafts = job().replace('POSTED', 'DRAFT');
  const two = input(rows('1', 'A', '429', '805'), rows('2', 'B', '461', '805'));
  const made = await workspace.run(drafts, two);
  const [first, , second] = made.rows.map((row) => row['Xero ID'] ?? '');
  const states = async () =>
    (await workspace.get('ManualJournals?page=1')).ManualJournals.map(
      ({ Status }: { Status: string }) => Status,
    ).sort();
  const act = (verb: string, ...ids: readonly (string | undefined)[]) =>
    workspace.run(
      `org: sandbox-gb\n${verb}: ManualJournals\ncolumns: { ManualJournalID: ID }\n`,
      `ID\n${ids.join('\n')}\n`,
    );
  expect((await act('approve', first)).fates).toEqual(['OK']);
  expect(await states()).toEqual(['DRAFT', 'POSTED']);
  const again = await act('approve', first);
  expect([again.fates[0]?.split(' ')[0], again.writes]).toEqual(['SKIPPED', []]);
  const wrong = await act('void', second);
  expect([wrong.fates[0]?.split(' ')[0], wrong.writes]).toEqual(['ERROR', []]);
  expect(wrong.rows[0]?.Message).toContain('delete it');
  expect((await act('void', first)).fates).toEqual(['OK']);
  expect((await act('delete', second)).fates).toEqual(['OK']);
  expect(await states()).toEqual(['DELETED', 'VOIDED']);
});
