/** Entities that the product does not know, each described in one file, go the whole way: job, schema, checks, Xero, report. */

import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { jobSchema } from '../../src/job/job-schema.ts';
import { transforms } from '../../src/mappers/transforms/index.ts';
import type { Entity } from '../../src/model/registry.ts';
import { describeFields } from '../../src/xero/describe-fields.ts';
import { accounts } from '../fixtures/entities/accounts.ts';
import { manualJournals } from '../fixtures/entities/manual-journals.ts';
import { trackingCategories } from '../fixtures/entities/tracking-categories.ts';
import { csv, invoicesJob } from '../pipeline/sample-jobs.ts';
import type { Call } from '../support/gate.ts';
import { openWorkspace, REGISTRY, type Workspace } from '../support/workspace.ts';

const story = (calls: readonly Call[]) => calls.map(({ method, path }) => `${method} ${path}`);
const SKIPPED = 'SKIPPED duplicate/already-delivered';
const OTHER = 'SKIPPED group/other-row';

/** A workspace that knows this entity alone. */
function knowing(entity: Entity): Promise<Workspace> {
  return openWorkspace({ registry: { entities: [entity], actions: [], reports: [] } });
}

function fitsSchema(entity: Entity, job: string): boolean {
  const schema = jobSchema({ registry: { entities: [entity], actions: [], reports: [] }, transforms });
  return new Ajv({ strict: false }).validate(schema, parse(job)) === true;
}

describe('manual journals', () => {
  const job = `
org: sandbox-gb
import: ManualJournals
source: { dates: iso }
columns:
  Narration: Text
  Date: Date
  LineAmountTypes: { value: NoTax }
lines:
  LineAmount: { subtract: [Debit, Credit] }
  AccountCode: Account
  Description: Note
  Tracking.Region: Region
group: { column: Journal }
`;
  const header = 'Journal,Date,Text,Account,Debit,Credit,Note,Region\n';
  const balanced =
    'J1,2026-10-31,Accrual,400,100.10,,a,North\nJ2,2026-10-31,Recharge,404,,7.00,,\n' +
    'J1,2026-10-31,Accrual,425,,100.10,b,\nJ2,2026-10-31,Recharge,429,7,,c,\n';

  test('debits and credits become lines; the reply finds its way without a number', async () => {
    expect(fitsSchema(manualJournals, job)).toBe(true);
    const workspace = await openWorkspace({
      registry: { entities: [manualJournals], actions: [], reports: [] },
      sandbox: { settings: { resultOrder: 'reversed' } },
    });
    const outcome = await workspace.run(job, header + balanced);
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK', 'OK']);
    expect(outcome.summary.documents).toMatchObject({ OK: 2 });
    expect(story(outcome.writes)).toEqual(['PUT /ManualJournals']);
    const id = outcome.rows[0]?.['Xero ID'];
    const [journal] = (await workspace.get(`ManualJournals/${id}`)).ManualJournals;
    expect(journal.Narration).toBe('Accrual');
    expect(
      journal.JournalLines.map((line: { readonly LineAmount: number; readonly AccountCode: string }) => [
        line.AccountCode,
        line.LineAmount,
      ]),
    ).toEqual([
      ['400', 100.1],
      ['425', -100.1],
    ]);
    const again = await workspace.run(job, header + balanced);
    expect(again.fates).toEqual([SKIPPED, SKIPPED, OTHER, OTHER]);
    await workspace.put('POST', `ManualJournals/${id}`, { Status: 'DELETED' });
    const later = await workspace.run(job, header + balanced);
    expect(later.fates).toEqual(['SKIPPED duplicate/deleted-since', SKIPPED, OTHER, OTHER]);
  });

  test('one that does not balance is refused before anything is sent', async () => {
    const workspace = await knowing(manualJournals);
    const outcome = await workspace.run(job, `${header}J1,2026-10-31,A,400,100.10,,,\nJ1,2026-10-31,A,425,,100.01,,\n`);
    expect(outcome.code).toBe(2);
    expect(outcome.fates).toEqual(['ERROR totals/unbalanced', 'ERROR group/other-row']);
    expect(outcome.rows[0]?.Message).toMatch(/100\.10.*100\.01.*0\.09/);
    expect(outcome.writes).toEqual([]);
  });

  test('what the entity does not know is a problem of the job', async () => {
    const workspace = await knowing(manualJournals);
    const problems = await workspace.problems(job.replace('Narration:', 'Naration:'), header);
    expect(problems.map(({ message }) => message).join()).toContain('Narration');
    const later = await workspace.problems(job.replace('ManualJournals', 'Invoices'), header);
    expect(later[0]?.message).toContain('ManualJournals');
  });
});

describe('accounts', () => {
  const job = (send = '') => `
org: sandbox-gb
import: Accounts
columns:
  Code: Code
  Name: Name
  Type: { column: Kind, then: [upper] }
  TaxType: VAT
${send}`;
  const input = 'Code,Name,Kind,VAT\n0901,Gifts,expense,20% (VAT on Expenses)\n0902,Training,expense,Exempt Expenses\n';

  test('are created one a call', async () => {
    expect(fitsSchema(accounts, job())).toBe(true);
    const workspace = await knowing(accounts);
    const outcome = await workspace.run(job(), input);
    expect(outcome.fates).toEqual(['OK', 'OK']);
    expect(story(outcome.writes)).toEqual(['PUT /Accounts', 'PUT /Accounts']);
    expect(outcome.writes.map(({ query }) => query.toString())).toEqual(['', '']);
    expect(outcome.writes.map(({ body }) => JSON.parse(body))).toContainEqual({
      Code: '0901',
      Name: 'Gifts',
      Type: 'EXPENSE',
      TaxType: 'INPUT2',
    });
    expect((await workspace.run(job(), input)).fates).toEqual([SKIPPED, SKIPPED]);
  });

  test('are updated at their own address', async () => {
    const workspace = await knowing(accounts);
    const created = await workspace.run(job(), input);
    const corrected = input.replace('Gifts', 'Presents').replace('0902', '0903').replace('Training', 'Courses');
    const outcome = await workspace.run(job('send: { mode: upsert }'), corrected);
    expect(outcome.fates).toEqual(['OK', 'OK']);
    const id = created.rows[0]?.['Xero ID'];
    expect(story(outcome.writes)).toEqual(['PUT /Accounts', `POST /Accounts/${id}`]);
    expect((await workspace.get(`Accounts/${id}`)).Accounts[0]).toMatchObject({ Code: '0901', Name: 'Presents' });
  });

  test('one that Xero refuses does not keep the others', async () => {
    const workspace = await knowing(accounts);
    const outcome = await workspace.run(job(), `${input}0904,Odd,oddity,Exempt Expenses\n`);
    expect(outcome.fates).toEqual(['OK', 'OK', 'ERROR xero/rejected']);
    expect(outcome.rows[2]?.Message).toContain('Account type is not valid.');
  });
});

describe('tracking categories', () => {
  const job = `
org: sandbox-gb
import: TrackingCategories
columns: { Name: Category }
lines: { Name: Option }
`;
  const input = 'Category,Option\nProject,Alpha\nProject,Beta\nProject,Gamma\n';

  /** Xero takes two at a time: one of the demo company's goes. */
  async function withRoom(): Promise<Workspace> {
    const workspace = await knowing(trackingCategories);
    const [first] = (await workspace.get('TrackingCategories')).TrackingCategories;
    await workspace.put('POST', `TrackingCategories/${first.TrackingCategoryID}`, { Status: 'ARCHIVED' });
    return workspace;
  }

  async function options(workspace: Workspace): Promise<readonly string[]> {
    const { TrackingCategories } = await workspace.get('TrackingCategories');
    const found = TrackingCategories.find(({ Name }: { readonly Name: string }) => Name === 'Project');
    return found.Options.map(({ Name }: { readonly Name: string }) => Name);
  }

  test('are created, then their options one each', async () => {
    expect(fitsSchema(trackingCategories, job)).toBe(true);
    const workspace = await withRoom();
    const outcome = await workspace.run(job, input);
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK']);
    const id = outcome.rows[0]?.['Xero ID'];
    const option = `PUT /TrackingCategories/${id}/Options`;
    expect(story(outcome.writes)).toEqual(['PUT /TrackingCategories', option, option, option]);
    expect(outcome.writes.map(({ body }) => body).slice(0, 2)).toEqual(['{"Name":"Project"}', '{"Name":"Alpha"}']);
    expect(await options(workspace)).toEqual(['Alpha', 'Beta', 'Gamma']);
    expect((await workspace.run(job, input)).writes).toEqual([]);
  });

  test('an option that is refused makes its category an error, which does not count as delivered', async () => {
    const workspace = await withRoom();
    const errors = [{ Message: 'The tracking name Beta must be unique.' }];
    const body = JSON.stringify({ ErrorNumber: 10, Elements: [{ Name: 'Beta', ValidationErrors: errors }] });
    workspace.gate.disturb((call) => (call.body.includes('Beta') ? { status: 400, body } : undefined));
    const outcome = await workspace.run(job, input);
    expect(outcome.code).toBe(4);
    expect(outcome.fates).toEqual(['ERROR xero/rejected', 'ERROR group/other-row', 'ERROR group/other-row']);
    expect(outcome.rows[0]?.Message).toContain('The tracking name Beta must be unique.');
    expect(await options(workspace)).toEqual(['Alpha', 'Gamma']);
    const again = await workspace.run(job, input);
    expect(again.fates[0]).toBe('ERROR duplicate/exists');
  });

  test('a run that stops between the options says so', async () => {
    const workspace = await withRoom();
    let sent = 0;
    workspace.gate.disturb((call) => {
      if (!call.path.endsWith('/Options')) return undefined;
      sent += 1;
      return sent === 2 ? { status: 401, body: '{"Detail":"TokenExpired"}' } : undefined;
    });
    const outcome = await workspace.run(job, input);
    expect(outcome.code).toBe(3);
    expect(outcome.fates).toEqual(['ERROR xero/incomplete', 'ERROR group/other-row', 'ERROR group/other-row']);
  });
});

describe('the action email', () => {
  const job = `
org: sandbox-gb
email: Invoices
columns: { InvoiceNumber: Number }
`;

  test('finds the invoices and sends each by a call without a body', async () => {
    const workspace = await openWorkspace();
    await workspace.run(
      invoicesJob({ status: 'AUTHORISED' }),
      csv('M-1,Boom FM,2026-10-01,A,1,1', 'M-2,Boom FM,2026-10-01,A,1,1'),
    );
    const outcome = await workspace.run(job, 'Number\nm-1\nM-2\n');
    expect(outcome.fates).toEqual(['OK', 'OK']);
    const ids = outcome.rows.map((row) => row['Xero ID']);
    expect(story(outcome.writes).sort()).toEqual(ids.map((id) => `POST /Invoices/${id}/Email`).sort());
    expect(outcome.writes.map(({ body }) => body)).toEqual(['', '']);
    expect((await workspace.get(`Invoices/${ids[0]}`)).Invoices[0].SentToContact).toBe(true);
    expect((await workspace.run(job, 'Number\nm-1\nM-2\n')).fates).toEqual([SKIPPED, SKIPPED]);
  });

  test('a draft, an unknown one and a bill are refused before anything is sent', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob(), csv('M-1,Boom FM,2026-10-01,A,1,1'));
    await workspace.run(invoicesJob({ type: 'ACCPAY', status: 'AUTHORISED' }), csv('M-2,Net Connect,2026-10-01,A,1,1'));
    const outcome = await workspace.run(job, 'Number\nM-1\nM-2\nM-3\n');
    expect(outcome.code).toBe(2);
    expect(outcome.fates).toEqual([
      'ERROR resolve/not-allowed',
      'ERROR resolve/not-allowed',
      'ERROR resolve/no-record',
    ]);
    expect(outcome.writes).toEqual([]);
  });

  test('an outcome that is unknown stays so: nobody gets the e-mail twice', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('M-1,Boom FM,2026-10-01,A,1,1'));
    workspace.gate.disturb((call) => (call.path.endsWith('/Email') ? { status: 500, body: '{}' } : undefined));
    const outcome = await workspace.run(job, 'Number\nM-1\n');
    expect(outcome.fates).toEqual(['ERROR xero/unknown-outcome']);
    expect(outcome.writes).toHaveLength(1);
  });
});

test('their fields can be listed like those of any other entity', () => {
  for (const entity of [manualJournals, accounts, trackingCategories]) {
    expect(describeFields(entity).length).toBeGreaterThan(0);
  }
  expect(REGISTRY.entities).not.toContain(manualJournals);
});
