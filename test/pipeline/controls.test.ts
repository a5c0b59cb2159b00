/** What keeps a batch back: control totals, verified amounts, errors, keys met twice; and how inputs are taken. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cellText } from '../../src/model/source-row.ts';
import { failedFiles } from '../../src/pipeline/failed-files.ts';
import { openTable } from '../../src/tabular/open-table.ts';
import { openWorkspace } from '../support/workspace.ts';
import { csv, INVOICE_HEADER, invoiceRows, invoicesJob } from './sample-jobs.ts';

const UNSENT = 'UNSENT xero/not-sent';

describe('errors', () => {
  const input = csv(
    'I-1,Basket Case,2026-10-05,Work,1,10.00',
    'I-2,Basket Case,2026-10-05,Work,1,10.00',
    'I-2,Basket Case,2026-10-05,More work,-1,5.00',
    'I-3,Boom FM,2026-10-05,Work,1,10.00',
  );

  test('stop the batch: nothing is sent, good documents are UNSENT and in the failed file', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(invoicesJob(), input);
    expect(outcome.code).toBe(2);
    expect(outcome.summary.status).toBe('refused');
    expect(outcome.fates).toEqual([
      UNSENT,
      'ERROR group/other-row',
      expect.stringMatching(/^ERROR line-math\//),
      UNSENT,
    ]);
    expect(outcome.rows[1]?.Message).toContain('row 4');
    expect(outcome.failed?.map((row) => row.No)).toEqual(['I-1', 'I-2', 'I-2', 'I-3']);
    expect(outcome.writes).toEqual([]);
  });

  test('a row tells all its faults at once, and nothing that only follows from one of them', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ columns: ['BrandingTheme: Theme'] });
    const rows = 'No,Customer,Date,Item,Qty,Price,Theme\nI-1,Hamilton Smith Limited,2026-10-05,Work,1,ten,Nope\n';
    const outcome = await workspace.run(job, rows);
    expect(outcome.rows[0]?.Code?.split(' | ').sort()).toEqual([
      'map/not-a-number',
      'resolve/similar-contact',
      'resolve/unknown-branding-theme',
    ]);
  });

  test('invalid: skip sends the good ones', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(invoicesJob({ send: '{ invalid: skip }' }), input);
    expect(outcome.code).toBe(4);
    expect(outcome.summary.documents).toMatchObject({ OK: 2, ERROR: 1 });
    expect(outcome.failed?.map((row) => row.No)).toEqual(['I-2', 'I-2']);
    expect(outcome.summary.totals).toMatchObject({ SubTotal: '20.00', TotalTax: '4.00', Total: '24.00' });
  });

  test('the same key twice is an error of both, each naming the other', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ more: 'group: row\n' });
    const rows = csv(
      'I-1,Basket Case,2026-10-05,A,1,1',
      'I-2,Boom FM,2026-10-05,B,1,1',
      'i-1 ,Basket Case,2026-10-05,C,1,1',
    );
    const outcome = await workspace.run(job, rows);
    expect(outcome.code).toBe(2);
    expect(outcome.fates).toEqual(['ERROR duplicate/in-file', UNSENT, 'ERROR duplicate/in-file']);
    expect(outcome.rows[0]?.Message).toMatch(/No.*I-1.*row 4/);
    expect(outcome.rows[2]?.Message).toMatch(/row 2/);
  });

  test('the same key of `match` twice is told in the words of its column', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ send: '{ mode: upsert, match: [Reference] }', more: 'group: row\n' });
    const rows = csv('I-1,Basket Case,2026-10-05,A,1,1', 'i-1,Basket Case,2026-10-05,B,1,1');
    const outcome = await workspace.run(job.replace('InvoiceNumber: No', 'Reference: No'), rows);
    expect(outcome.fates).toEqual(['ERROR duplicate/in-file', 'ERROR duplicate/in-file']);
    expect(outcome.rows[1]?.Message).toContain('No = i-1');
  });

  test('a document larger than a request', async () => {
    const workspace = await openWorkspace();
    const text = 'x'.repeat(3900);
    const rows = Array.from({ length: 900 }, () => `I-1,Basket Case,2026-10-05,${text},1,1`);
    const outcome = await workspace.run(
      invoicesJob({ send: '{ invalid: skip }' }),
      csv(...rows, 'I-2,Boom FM,2026-10-05,W,1,1'),
    );
    expect(outcome.fates[0]).toBe('ERROR limit/request-size');
    expect(outcome.fates.at(-1)).toBe('OK');
  });
});

test('what concerns the run as a whole stands on the Summary', async () => {
  const workspace = await openWorkspace();
  const job = invoicesJob({ more: 'expect: { documents: 2 }\n' });
  const outcome = await workspace.run(job, {
    'input.csv': Buffer.from(invoiceRows(1).replace('Work', 'Caf\u00e9'), 'latin1'),
  });
  const table = await openTable({ path: join(outcome.folder, 'report.xlsx'), sheet: 'Summary' });
  const cells: string[] = [];
  for await (const rows of table.rows()) cells.push(...rows.flatMap((row) => row.cells.map(cellText)));
  await table.close();
  expect(cells).toContain('Refused: nothing was sent');
  for (const code of ['totals/expect-documents', 'read/guessed-encoding']) {
    expect(outcome.summary.findings[code]).toBe(1);
    expect(cells).toContain(code);
  }
});

test('chunks hold whole documents, at most 50 and at most 3.5 MB', async () => {
  const workspace = await openWorkspace();
  const text = 'x'.repeat(3900);
  const rows = Array.from({ length: 60 * 20 }, (_, n) => `I-${Math.floor(n / 20)},Basket Case,2026-10-05,${text},1,1`);
  const outcome = await workspace.run(invoicesJob(), csv(...rows));
  expect(outcome.summary.documents).toMatchObject({ OK: 60 });
  const sizes = outcome.writes.map(({ body }) => Buffer.byteLength(body));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(3_500_000);
  const lines = outcome.writes.flatMap(({ body }) =>
    JSON.parse(body).Invoices.map((invoice: { readonly LineItems: readonly object[] }) => invoice.LineItems.length),
  );
  expect(lines).toEqual(Array(60).fill(20));
  expect(outcome.writes.length).toBe(2);
});

test('at most five requests are under way at once', async () => {
  const workspace = await openWorkspace();
  const outcome = await workspace.run(invoicesJob({ send: '{ batch: 1 }' }), invoiceRows(40));
  expect(outcome.summary.documents).toMatchObject({ OK: 40 });
  expect(workspace.gate.mostAtOnce()).toBeLessThanOrEqual(5);
  expect(workspace.gate.mostAtOnce()).toBeGreaterThan(1);
});

describe('expect', () => {
  const input = csv(
    'I-1,Basket Case,2026-10-05,Work,1,10.00',
    'I-1,Basket Case,2026-10-05,Work,2,5.00',
    'I-2,Boom FM,2026-10-31,Work,1,0.05',
  );
  const met = '{ documents: 2, rows: 3, sum: { Total: 24.06, Quantity: 4 }, period: 2026-10 }';

  test('met: everything goes', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(invoicesJob({ more: `expect: ${met}\n` }), input);
    expect([outcome.code, outcome.fates]).toEqual([0, ['OK', 'OK', 'OK']]);
  });

  test.each([
    ['{ documents: 3 }', 'totals/expect-documents'],
    ['{ rows: 2 }', 'totals/expect-rows'],
    ['{ sum: { Total: 24.07 } }', 'totals/expect-sum'],
    ['{ sum: { SubTotal: 20.06 } }', 'totals/expect-sum'],
    ['{ sum: { UnitAmount: 15.06 } }', 'totals/expect-sum'],
  ])('%s refuses everything, invalid: skip or not', async (expectation, code) => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ send: '{ invalid: skip }', more: `expect: ${expectation}\n` });
    const outcome = await workspace.run(job, input);
    expect(outcome.code).toBe(2);
    expect(outcome.fates).toEqual([UNSENT, UNSENT, UNSENT]);
    expect(outcome.summary.findings).toEqual({ [code]: 1 });
    expect(outcome.rows[0]?.Message).toMatch(/run as a whole was refused/);
    expect(outcome.writes).toEqual([]);
  });

  test('a date outside the period is an error of its row, and refuses the rest too', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({
      send: '{ invalid: skip }',
      more: 'expect: { period: { from: 2026-10-01, to: 2026-10-30 } }\n',
    });
    const outcome = await workspace.run(job, input);
    expect(outcome.fates).toEqual([UNSENT, UNSENT, 'ERROR totals/expect-period']);
    expect(outcome.rows[2]?.Message).toMatch(/Date.*2026-10-01.*2026-10-30/);
  });

  test('counts the whole input beyond --limit, whose rows are skipped', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(invoicesJob({ more: `expect: ${met}\n` }), input, { limit: 1 });
    expect(outcome.code).toBe(0);
    expect(outcome.fates).toEqual(['OK', 'OK', 'SKIPPED limit/documents']);
    expect(outcome.writes).toHaveLength(1);
  });
});

describe('verify', () => {
  const job = (within: string) =>
    invoicesJob({ more: `verify: { Total: { column: Gross${within} } }\nunused: error\n` });
  const input = (gross: string) => `${INVOICE_HEADER},Gross\nI-1,Basket Case,2026-10-05,Work,1,10.00,${gross}\n`;

  test.each([
    ['12.00', '', 'OK'],
    ['', '', 'OK'],
    ['12.01', '', 'ERROR totals/total'],
    ['12.01', ', within: 0.01', 'WARNING totals/total'],
    ['12.02', ', within: 0.01', 'ERROR totals/total'],
  ])('%s%s: %s', async (gross, within, fate) => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(job(within), input(gross));
    expect(outcome.fates).toEqual([fate]);
    if (!fate.startsWith('ERROR')) expect(outcome.writes[0]?.body).not.toContain('Total');
  });
});

describe('inputs', () => {
  test('no UTF-8: read as Windows-1252, with a warning for the run', async () => {
    const workspace = await openWorkspace();
    const input = Buffer.from(csv('I-1,Basket Case,2026-10-05,Café crème – 5 €,1,1'), 'utf8')
      .toString('utf8')
      .replace('–', '\u0096')
      .replace('€', '\u0080');
    const outcome = await workspace.run(invoicesJob(), { 'input.csv': Buffer.from(input, 'latin1') });
    expect([outcome.code, outcome.fates]).toEqual([0, ['OK']]);
    expect(outcome.summary.findings).toEqual({ 'read/guessed-encoding': 1 });
    const [line] = (await workspace.get('Invoices/I-1')).Invoices[0].LineItems;
    expect(line.Description).toBe('Café crème – 5 €');
  });

  test('a header without rows is remarked on, and met by no expectation of documents', async () => {
    const workspace = await openWorkspace();
    const empty = await workspace.run(invoicesJob(), `${INVOICE_HEADER}\n`);
    expect([empty.code, empty.rows.length, empty.summary.findings]).toEqual([0, 0, { 'read/no-rows': 1 }]);
    const expected = await workspace.run(invoicesJob({ more: 'expect: { documents: 1 }\n' }), `${INVOICE_HEADER}\n`);
    expect(expected.code).toBe(2);
  });

  const files = {
    'a.csv': csv('I-1,Basket Case,2026-10-05,One,1,1.00', 'I-2,Boom FM,2026-10-05,Two,1,2.00'),
    'b.csv': 'Price,Item,No,Qty,Customer,Date,Note\n3.00,Three,I-1,1,Basket Case,2026-10-05,n\n',
  };

  test('rows of one document in two files are an error', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(invoicesJob({ source: ['file: [a.csv, b.csv]'] }), files);
    expect(outcome.code).toBe(2);
    expect(outcome.rows.map((row) => `${row.File} ${row.Row} ${row.Status}`)).toEqual([
      'a.csv 2 ERROR',
      'a.csv 3 UNSENT',
      'b.csv 2 ERROR',
    ]);
  });

  test('the failed rows of such documents stay apart, so that running them again does not join them', async () => {
    const workspace = await openWorkspace();
    const row = 'I-1,Basket Case,2026-10-05,One,1,1.00';
    const job = invoicesJob({ source: ['file: [a.csv, b.csv]'] });
    const { folder } = await workspace.run(job, { 'a.csv': csv(row), 'b.csv': csv(row) });
    expect(await failedFiles(folder)).toEqual([join(folder, 'failed-1.csv'), join(folder, 'failed-2.csv')]);
    const retried = await workspace.run(invoicesJob({ source: [`file: "${folder}/failed-*.csv"`] }), {});
    expect(retried.fates).toEqual(['ERROR group/several-files', 'ERROR group/several-files']);
  });

  test('failed rows of files in different encodings stay apart, so that no character is lost', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ source: ['file: [a.csv, b.csv]'] });
    const { folder } = await workspace.run(job, {
      'a.csv': Buffer.from(csv('I-1,Basket Case,2026-10-05,Caf\u00e9,1,x'), 'latin1'),
      'b.csv': csv('I-2,Basket Case,2026-10-05,\u0141\u00f3d\u017a,1,x'),
    });
    expect(await readFile(join(folder, 'failed-2.csv'), 'utf8')).toContain('\u0141\u00f3d\u017a');
  });

  test('join-files makes one document of them, each file read by its own columns', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ source: ['file: [a.csv, b.csv]', 'join-files: true'] });
    const outcome = await workspace.run(job, files);
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK']);
    expect(outcome.rows.map((row) => row.Note)).toEqual(['', '', 'n']);
    expect(outcome.summary.unused).toEqual(['Note']);
    const [invoice] = (await workspace.get('Invoices/I-1')).Invoices;
    expect([invoice.SubTotal, invoice.LineItems.length]).toEqual([4, 2]);
  });

  test('rows left out are SKIPPED, and are no rows of expect', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ source: ['drop: [{ Item: "Total*" }]'], more: 'expect: { rows: 1, documents: 1 }\n' });
    const outcome = await workspace.run(job, csv('I-1,Basket Case,2026-10-05,One,1,1.00', ',,,Total of all,,1.00'));
    expect([outcome.code, outcome.fates]).toEqual([0, ['OK', 'SKIPPED read/left-out']]);
  });
});
