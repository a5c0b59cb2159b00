/** Jobs whose sheets are imported, as they are loaded: what is said for all, each entry, and what is wrong with either. */

import { describe, expect, it } from 'vitest';
import type { WorkbookJob } from '../../../src/model/any-job.ts';
import { load, places, problemsOf } from './vocabulary.ts';

const HEAD = 'org: sandbox-gb\nsource: { file: old.xlsx, dates: iso }\n';
const CONTACTS = '  - import: Contacts\n    columns: { Name: Customer }\n';
const ACCOUNTS =
  '  - upsert: Accounts\n    source: { sheet: Nominal }\n    columns: { Code: Code, Name: Name, Type: Kind }\n';

function accepted(text: string): WorkbookJob {
  const loaded = load(text);
  if ('problems' in loaded) throw new Error(loaded.problems.map((problem) => problem.message).join('\n'));
  if (loaded.job.kind !== 'workbook') throw new Error(`an ${loaded.job.kind} job`);
  return loaded.job;
}

describe('a job of several sheets', () => {
  it('says for all what an entry does not say itself', () => {
    const { sheets, balances, org } = accepted(
      `${HEAD}send: { invalid: skip }\nbalances: { Receivables: 1250.50 }\nsheets:\n${ACCOUNTS}${CONTACTS}`,
    );
    expect(org).toEqual(['sandbox-gb']);
    expect(balances).toEqual({ Receivables: '1250.50' });
    expect(sheets.map(({ name, entity, send }) => [name, entity, send.mode, send.invalid])).toEqual([
      ['sales (Nominal)', 'Accounts', 'upsert', 'skip'],
      ['sales (Contacts)', 'Contacts', 'create', 'skip'],
    ]);
    expect(sheets.map(({ source }) => source)).toMatchObject([
      { files: ['old.xlsx'], sheet: 'Nominal', dates: ['iso'] },
      { files: ['old.xlsx'], sheet: 'Contacts', dates: ['iso'] },
    ]);
  });

  it('reads the sheet that is called like its entity only of workbooks', () => {
    const { sheets } = accepted(`org: sandbox-gb\nsheets:\n${CONTACTS}    source: { file: customers.csv }\n`);
    expect(sheets[0]!.source.sheet).toBeUndefined();
  });

  it('may hold actions', () => {
    const { sheets } = accepted(
      `${HEAD}sheets:\n${CONTACTS}  - void: Invoices\n    columns: { InvoiceNumber: Number }\n    source: { sheet: Wrong }\n`,
    );
    expect(sheets.map(({ action }) => action)).toEqual([undefined, 'void']);
  });

  it.each([
    ['what belongs to the top', `${CONTACTS}    org: acme\n`, '6:5 job/unknown-key'],
    ['what belongs to a sheet', `${CONTACTS}columns: { Name: Name }\n`, '6:1 job/unknown-key'],
    ['a balance that is no amount', `${CONTACTS}balances: { Receivables: 1'250 }\n`, '6:26 job/not-a-number'],
    ['an account that is no control account', `${CONTACTS}balances: { Stock: 1 }\n`, '6:13 job/unknown-key'],
    ['two sheets of one name', `${CONTACTS}${CONTACTS}`, '6:5 job/same-sheet'],
    ['an entry that reads Xero', `${CONTACTS}  - reconcile: Invoices\n`, '6:5 job/misplaced'],
    ['an entry without a verb', `${CONTACTS}  - columns: { Name: Name }\n`, '6:5 job/missing-verb'],
    [
      'a field that the entity does not have',
      `  - import: Contacts\n    columns: { Nam: Customer }\n`,
      '5:16 job/unknown-field',
    ],
  ])('is refused for %s, at its place', (_, sheets, place) => {
    expect(places(`${HEAD}sheets:\n${sheets}`)).toContain(place);
  });

  it('does not mix reading and writing', () => {
    const [problem] = problemsOf(`${HEAD}sheets:\n${CONTACTS}  - export: Invoices\n    columns: all\n`);
    expect(problem?.message).toContain('belongs to an import');
  });
});
