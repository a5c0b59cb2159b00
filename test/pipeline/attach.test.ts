/** Files attached to records: checked before anything is sent, sent as they were checked, and never twice. */

import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { invoiceId, invoiceOf, putInvoices } from './sample-records.ts';

const JOB = `
org: sandbox-gb
attach: Invoices
source: { folder: receipts }
columns: { InvoiceNumber: No, FilePath: File, FileName: Called, ContentType: Kind, IncludeOnline: Online, Overwrite: Over }
`;
const HEADER = 'No,File,Called,Kind,Online,Over';
const rows = (...lines: readonly string[]) =>
  `${[HEADER, ...lines.map((line) => `${line},,,,,`.split(',').slice(0, 6).join(','))].join('\n')}\n`;

interface Files {
  readonly FileName: string;
  readonly ContentLength: number;
  readonly MimeType: string;
}

/** Sales invoices A-1 and A-2 and the bill B-1, and files beside the job. */
async function opened(files: Readonly<Record<string, string>> = {}): Promise<Workspace> {
  const workspace = await openWorkspace();
  await putInvoices(workspace, invoiceOf('A-1'), invoiceOf('A-2'), invoiceOf('B-1', { Type: 'ACCPAY' }));
  await mkdir(join(workspace.folder, 'receipts', 'many'), { recursive: true });
  const all = { 'a.pdf': 'first', 'b.png': 'second', 'many/1.pdf': 'one', 'many/2.pdf': 'two', ...files };
  for (const [name, text] of Object.entries(all)) await writeFile(join(workspace.folder, 'receipts', name), text);
  return workspace;
}

async function attached(workspace: Workspace, number: string): Promise<readonly Files[]> {
  return (await workspace.get(`Invoices/${await invoiceId(workspace, number)}/Attachments`)).Attachments;
}

const names = async (workspace: Workspace, number: string) =>
  (await attached(workspace, number)).map(({ FileName }) => FileName);

describe('files are attached', () => {
  test('with their bytes and types, by the names given, several by a pattern; a second run passes all over', async () => {
    const workspace = await opened();
    const input = rows('A-1,a.pdf', 'A-1,b.png,Receipt [1] & é.png', 'A-2,many/*.pdf', 'B-1,a.pdf,scan.bin,image/tiff');
    const first = await workspace.run(JOB, input);
    expect(first.fates).toEqual(['OK', 'OK', 'OK', 'OK']);
    expect(first.rows.map((row) => row['Xero Number'])).toEqual(['A-1', 'A-1', 'A-2', 'B-1']);
    expect(await attached(workspace, 'A-1')).toMatchObject([
      { FileName: 'a.pdf', ContentLength: 5, MimeType: 'application/pdf' },
      { FileName: 'Receipt [1] & é.png', ContentLength: 6, MimeType: 'image/png' },
    ]);
    expect(await names(workspace, 'A-2')).toEqual(['1.pdf', '2.pdf']);
    expect(await attached(workspace, 'B-1')).toMatchObject([{ FileName: 'scan.bin', MimeType: 'image/tiff' }]);
    expect(first.writes.map(({ bytes }) => Buffer.from(bytes).toString()).toSorted()).toEqual(
      ['first', 'first', 'one', 'second', 'two'].toSorted(),
    );
    const before = workspace.gate.calls.length;
    const second = await workspace.run(JOB, input);
    expect(second.fates).toEqual(Array(4).fill('SKIPPED duplicate/already-attached'));
    expect(second.writes).toEqual([]);
    const fetched = workspace.gate.calls.slice(before).filter(({ path }) => /Attachments\/./.test(path));
    expect(fetched).toEqual([]);
  });

  test('for many records: those that have none yet are told by a list, and cost one call each', async () => {
    const workspace = await opened();
    const numbers = Array.from({ length: 60 }, (_, index) => `M-${index}`);
    await putInvoices(workspace, ...numbers.map((number) => invoiceOf(number)));
    const before = workspace.gate.calls.length;
    const outcome = await workspace.run(JOB, rows(...numbers.map((number) => `${number},a.pdf`)));
    expect(outcome.fates).toEqual(Array(60).fill('OK'));
    const calls = workspace.gate.calls.slice(before).map(({ method, path }) => `${method} ${path.split('/').length}`);
    expect(calls.filter((call) => call === 'PUT 5')).toHaveLength(60);
    expect(calls.filter((call) => call === 'GET 4')).toEqual([]);
    const second = await workspace.run(JOB, rows('M-1,a.pdf', 'M-2,b.png', 'B-1,a.pdf'));
    expect(second.fates).toEqual(['SKIPPED duplicate/already-attached', 'OK', 'OK']);
  });

  test('shown online where the row says so', async () => {
    const workspace = await opened();
    const { writes, fates } = await workspace.run(JOB, rows('A-1,a.pdf,,,yes', 'A-2,a.pdf,,,no'));
    expect(fates).toEqual(['OK', 'OK']);
    expect(writes.map(({ query }) => query.get('IncludeOnline')).toSorted()).toEqual([null, 'true'].toSorted());
    expect(await attached(workspace, 'A-1')).toMatchObject([{ IncludeOnline: true }]);
  });

  test('that somebody else attached are known again by their bytes', async () => {
    const workspace = await opened();
    const id = await invoiceId(workspace, 'A-1');
    await workspace.put('PUT', `Invoices/${id}/Attachments/A.PDF`, {});
    await writeFile(join(workspace.folder, 'receipts', 'a.pdf'), '{}');
    expect((await workspace.run(JOB, rows('A-1,a.pdf'))).fates).toEqual(['SKIPPED duplicate/already-attached']);
    await writeFile(join(workspace.folder, 'receipts', 'a.pdf'), '[]');
    expect((await workspace.run(JOB, rows('A-1,a.pdf'))).fates).toEqual(['ERROR duplicate/other-content']);
    expect((await workspace.run(JOB, rows('A-1,a.pdf,,,,yes'))).fates).toEqual(['OK']);
    expect(await names(workspace, 'A-1')).toEqual(['a.pdf']);
  });
});

describe('what cannot be attached is told before anything is sent', () => {
  test('path by path, name by name', async () => {
    const long = `${'x'.repeat(252)}.pdf`;
    const workspace = await opened({ 'e.pdf': '', 'p+q.pdf': 'x', 'page.html': 'x', 'c.pdf': 'other' });
    await writeFile(join(workspace.folder, 'secret.pdf'), 'secret');
    await symlink(join(workspace.folder, 'secret.pdf'), join(workspace.folder, 'receipts', 'link.pdf'));
    await writeFile(join(workspace.folder, 'receipts', 'big.pdf'), Buffer.alloc(10 * 1024 * 1024 + 1));
    const cases: readonly (readonly [string, string])[] = [
      ['A-1,none.pdf', 'ERROR read/file-missing'],
      ['A-1,../secret.pdf', 'ERROR read/file-outside'],
      ['A-1,link.pdf', 'ERROR read/file-outside'],
      ['A-1,/etc/passwd', 'ERROR read/file-outside'],
      ['A-1,many', 'ERROR read/file-unreadable'],
      ['A-1,e.pdf', 'ERROR read/file-empty'],
      ['A-1,big.pdf', 'ERROR limit/file-size'],
      ['A-1,p+q.pdf', 'ERROR map/file-name'],
      ['A-1,a.pdf,..', 'ERROR map/file-name'],
      ['A-1,a.pdf,a\u202efdp.exe', 'ERROR map/file-name'],
      [`A-1,a.pdf,${long}`, 'ERROR limit/file-name'],
      ['A-1,page.html', 'ERROR map/file-type'],
      ['A-1,a.pdf,,nonsense', 'ERROR map/file-type'],
      ['A-1,many/*,all.pdf', 'ERROR map/one-file-name'],
      ['A-1,', 'ERROR map/required'],
      ['B-1,a.pdf,,,yes', 'ERROR map/not-online'],
      ['Z-9,a.pdf', 'ERROR resolve/no-record'],
      ['A-2,a.pdf', 'UNSENT xero/not-sent'],
      ['A-2,c.pdf,A.pdf', 'ERROR duplicate/file-name'],
      ['A-2,a.pdf', 'SKIPPED duplicate/already-attached'],
    ];
    const outcome = await workspace.run(JOB, rows(...cases.map(([line]) => line)));
    expect(outcome.fates).toEqual(cases.map(([, fate]) => fate));
    expect(outcome.writes).toEqual([]);
    expect(outcome.code).toBe(2);
    expect(outcome.rows[6]?.Message).toContain('10.1 MB');
    expect(outcome.rows[7]?.Message).toContain('holds +');
    expect(outcome.rows[9]?.Message).toContain('holds character 8238');
  });

  test('the eleventh file of a record, counting those that are there', async () => {
    const workspace = await opened();
    const input = (numbers: readonly number[]) => rows(...numbers.map((number) => `A-1,a.pdf,${number}.pdf`));
    expect((await workspace.run(JOB, input([1, 2, 3, 4]))).code).toBe(0);
    const outcome = await workspace.run(JOB, input([4, 5, 6, 7, 8, 9, 10, 11]), { command: 'check' });
    expect(outcome.fates).toEqual(['SKIPPED duplicate/already-attached', ...Array(6).fill('OK'), 'ERROR limit/files']);
    expect(outcome.rows.at(-1)?.Message).toContain('more than 10 attached files; 10 are there');
  });

  test('what `columns` lacks', async () => {
    const workspace = await opened();
    const job = JOB.replace('FilePath: File, ', '');
    await expect(workspace.run(job, rows('A-1,a.pdf'))).rejects.toThrow('`FilePath` must be given');
  });
});

describe('between the check and the sending', () => {
  test.each([
    ['changed', (path: string) => writeFile(path, 'FIRST')],
    ['gone', (path: string) => rm(path)],
  ])('a file that is %s is not sent, and the others are', async (_what, spoil) => {
    const workspace = await opened();
    workspace.gate.disturb(async ({ method, path }) => {
      if (method === 'PUT' && path.endsWith('/b.png')) await spoil(join(workspace.folder, 'receipts', 'a.pdf'));
      return undefined;
    });
    const outcome = await workspace.run(JOB, rows('A-1,b.png', 'A-1,a.pdf', 'A-2,b.png'));
    expect(outcome.fates).toEqual(['OK', 'ERROR read/file-changed', 'OK']);
    expect(outcome.code).toBe(4);
    expect(await names(workspace, 'A-1')).toEqual(['b.png']);
  });
});

describe('replies that do not tell', () => {
  test.each([
    ['no reply, but the file is there', { reset: 'after' }],
    ['no reply, and the file is not there', { reset: 'before' }],
    ['a failure of the server', { status: 503 }],
  ] as const)('%s: it is attached once', async (_what, disturbance) => {
    const workspace = await opened();
    let left = 1;
    workspace.gate.disturb(({ method }) => (method === 'PUT' && left-- > 0 ? disturbance : undefined));
    const outcome = await workspace.run(JOB, rows('A-1,a.pdf'));
    expect(outcome.fates).toEqual(['OK']);
    expect(await names(workspace, 'A-1')).toEqual(['a.pdf']);
  });

  test('Xero fails over a file each time: its row is told, and the next ones go on', async () => {
    const workspace = await opened();
    workspace.gate.disturb(({ path }) =>
      path.endsWith('/a.pdf') ? { status: 500, body: '{"Message":"Oh"}' } : undefined,
    );
    const outcome = await workspace.run(JOB, rows('A-1,a.pdf', 'A-1,b.png'));
    expect(outcome.fates).toEqual(['ERROR xero/rejected', 'OK']);
    expect(outcome.rows[0]?.Message).toContain('a.pdf: Oh');
    expect(outcome.writes.filter(({ path }) => path.endsWith('/a.pdf'))).toHaveLength(3);
  });

  test('a list that cannot be had: of a record still to be made it is empty, else nothing is sent', async () => {
    const workspace = await opened();
    let reply = { status: 404, body: 'None' };
    workspace.gate.disturb(({ method, path }) => (method === 'GET' && /Attachments$/.test(path) ? reply : undefined));
    expect((await workspace.run(JOB, rows('A-1,a.pdf'), { command: 'check' })).fates).toEqual(['OK']);
    reply = { status: 200, body: '{"Other":1}' };
    await expect(workspace.run(JOB, rows('A-1,a.pdf'))).rejects.toMatchObject({ code: 'xero/unexpected-reply' });
    expect(await names(workspace, 'A-1')).toEqual([]);
  });

  test('a refusal says why', async () => {
    const workspace = await opened();
    const { fates, rows: reported } = await workspace.run(JOB, rows('A-1,a.pdf,what.xyz,application/x-unknown'));
    expect(fates).toEqual(['ERROR xero/rejected']);
    expect(reported[0]?.Message).toContain("isn't a supported file type");
  });

  test('a run that breaks off goes on with what is missing', async () => {
    const workspace = await opened();
    workspace.gate.disturb(({ path }) => (path.endsWith('/2.pdf') ? { status: 401, body: '{}' } : undefined));
    const input = rows('A-1,many/*.pdf', 'A-2,a.pdf');
    const first = await workspace.run(JOB, input);
    expect(first.stopped).toBeDefined();
    workspace.gate.disturb(() => undefined);
    const outcome = await workspace.resume();
    expect(outcome.fates).toEqual(['OK', 'OK']);
    expect(await names(workspace, 'A-1')).toEqual(['1.pdf', '2.pdf']);
    expect(await names(workspace, 'A-2')).toEqual(['a.pdf']);
  });
});
