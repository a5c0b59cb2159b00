/** Files that come out of Xero: attached ones and PDFs, each whole or not at all, and none that is there already. */

import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { invoiceId, invoiceOf, putInvoices } from './sample-records.ts';

const DOWNLOAD = `
org: sandbox-gb
download-attachments: Invoices
columns: { InvoiceNumber: No, FileName: File }
output: { folder: out/files }
`;
const PDF = `
org: sandbox-gb
pdf: Invoices
columns: { InvoiceNumber: No }
output: { folder: out/pdf }
`;
const rows = (...lines: readonly string[]) => `${['No,File', ...lines].join('\n')}\n`;

/** F/1 with two files, F-2 with one, F-3 with none. */
async function opened(): Promise<Workspace> {
  const workspace = await openWorkspace();
  await putInvoices(workspace, invoiceOf('F/1'), invoiceOf('F-2'), invoiceOf('F-3'));
  await attach(workspace, 'F/1', 'a.pdf', { a: 1 });
  await attach(workspace, 'F/1', 'b b.txt', { b: 22 });
  await attach(workspace, 'F-2', 'a.pdf', { c: 3 });
  return workspace;
}

async function attach(workspace: Workspace, number: string, name: string, body: object): Promise<void> {
  const path = `Invoices/${await invoiceId(workspace, encodeURIComponent(number))}/Attachments`;
  await workspace.put('PUT', `${path}/${encodeURIComponent(name)}`, body);
}

async function files(workspace: Workspace): Promise<Readonly<Record<string, string>>> {
  const root = join(workspace.folder, 'out', 'files');
  const names = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const read = names.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(root.length + 1), await readFile(path, 'utf8')] as const;
  });
  return Object.fromEntries((await Promise.all(read)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

describe('attached files', () => {
  test('come into a folder for each record; a second run fetches none', async () => {
    const workspace = await opened();
    const first = await workspace.run(DOWNLOAD, rows('F/1,', 'F-2,A.PDF', 'F-3,'));
    expect(first.fates).toEqual(['OK xero/saved-files', 'OK xero/saved-files', 'WARNING resolve/no-files']);
    expect(first.rows[0]?.Message).toContain('F_1/a.pdf, F_1/b b.txt');
    expect(await files(workspace)).toEqual({
      'F-2/a.pdf': '{"c":3}',
      'F_1/a.pdf': '{"a":1}',
      'F_1/b b.txt': '{"b":22}',
    });
    expect(first.writes).toEqual([]);
    const before = workspace.gate.calls.length;
    const second = await workspace.run(DOWNLOAD, rows('F/1,', 'F-2,a.pdf'));
    expect(second.fates).toEqual(Array(2).fill('SKIPPED duplicate/already-saved'));
    expect(workspace.gate.calls.slice(before).filter(({ path }) => /Attachments\/./.test(path))).toEqual([]);
  });

  test('another file that stands there is left as it is, unless it may be replaced', async () => {
    const workspace = await opened();
    await mkdir(join(workspace.folder, 'out', 'files', 'F_1', 'a.pdf'), { recursive: true });
    await mkdir(join(workspace.folder, 'out', 'files', 'F-2'), { recursive: true });
    await writeFile(join(workspace.folder, 'out', 'files', 'F-2', 'a.pdf'), 'my own');
    const kept = await workspace.run(DOWNLOAD, rows('F/1,', 'F-2,'));
    expect(kept.fates).toEqual(['ERROR duplicate/file-there | xero/saved-files', 'ERROR duplicate/file-there']);
    expect(kept.rows[1]?.Message).toContain('6 bytes, not 7');
    expect(kept.code).toBe(4);
    const job = DOWNLOAD.replace('out/files }', 'out/files, mode: replace }');
    expect((await workspace.run(job, rows('F-2,'))).fates).toEqual(['OK xero/saved-files']);
    expect(await files(workspace)).toEqual({ 'F-2/a.pdf': '{"c":3}', 'F_1/b b.txt': '{"b":22}' });
  });

  test('names of two files that would be one are told; `name` tells them apart', async () => {
    const workspace = await opened();
    const job = (name: string) => DOWNLOAD.replace('out/files }', `out/files, name: "${name}" }`);
    const clash = await workspace.run(job('all/{FileName}'), rows('F/1,a.pdf', 'F-2,a.pdf', 'F/1,A.pdf'));
    const fates = ['OK xero/saved-files', 'ERROR duplicate/file-place', 'SKIPPED duplicate/already-saved'];
    expect(clash.fates.toSorted()).toEqual(fates.toSorted());
    const apart = await workspace.run(job('../{Contact}/{Number} {FileName}'), rows('F/1,a.pdf', 'F-2,a.pdf'));
    expect(apart.fates).toEqual(['OK xero/saved-files', 'OK xero/saved-files']);
    expect(Object.keys(await files(workspace))).toEqual(
      expect.arrayContaining(['_/Basket Case/F-2 a.pdf', '_/Basket Case/F_1 a.pdf']),
    );
    expect((await workspace.problems(job('{Nummer}.pdf'), rows())).map(({ message }) => message)).toEqual([
      '`name` does not know {Nummer}. Did you mean `Number`?',
    ]);
  });

  test('that are not there, or come in part, are told', async () => {
    const workspace = await opened();
    workspace.gate.disturb(({ path }) =>
      /Attachments\/.+/.test(path) ? { change: (body) => body.slice(0, -1) } : undefined,
    );
    const outcome = await workspace.run(DOWNLOAD, rows('F-2,z.pdf', 'F-2,a.pdf', 'Z-9,'));
    expect(outcome.code).toBe(2);
    const sent = await workspace.run(DOWNLOAD, rows('F-2,z.pdf', 'F-2,a.pdf'));
    expect(sent.fates).toEqual(['ERROR resolve/no-file', 'ERROR xero/incomplete-file']);
    expect(sent.rows[1]?.Message).toContain('6 of its 7 bytes came');
    expect(await readdir(join(workspace.folder, 'out')).catch(() => [])).toEqual([]);
  });
});

describe('PDFs', () => {
  test('are named by their numbers; a second run fetches none, until the document changes', async () => {
    const workspace = await opened();
    const first = await workspace.run(PDF, 'No\nF/1\nF-2\n');
    expect(first.fates).toEqual(['OK xero/saved-files', 'OK xero/saved-files']);
    expect(first.rows.map(({ Message }) => Message)).toEqual(['Row 2: Saved: F_1.pdf.', 'Row 3: Saved: F-2.pdf.']);
    const path = join(workspace.folder, 'out', 'pdf', 'F_1.pdf');
    const bytes = await readFile(path);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const calls = workspace.gate.calls.length;
    expect((await workspace.run(PDF, 'No\nF/1\nF-2\n')).fates).toEqual(
      Array(2).fill('SKIPPED duplicate/already-saved'),
    );
    expect(workspace.gate.calls.slice(calls).filter(({ path: at }) => /^\/Invoices\/./.test(at))).toEqual([]);
    await utimes(path, new Date('2026-01-01'), new Date('2026-01-01'));
    expect((await workspace.run(PDF, 'No\nF/1\n')).fates).toEqual(['ERROR duplicate/file-there']);
    const job = PDF.replace('out/pdf }', 'out/pdf, mode: replace }');
    expect((await workspace.run(job, 'No\nF/1\n')).fates).toEqual(['OK xero/saved-files']);
  });

  test('that are none are told', async () => {
    const workspace = await opened();
    workspace.gate.disturb(({ method, path }) =>
      method === 'GET' && /^\/Invoices\/./.test(path) ? { status: 200, body: '{"Invoices":[]}' } : undefined,
    );
    const outcome = await workspace.run(PDF, 'No\nF-2\n');
    expect(outcome.fates).toEqual(['ERROR xero/incomplete-file']);
    expect(outcome.rows[0]?.Message).toContain('no PDF');
  });
});

test.each([
  [DOWNLOAD.replace('folder: out/files', 'file: x.csv'), '`output` has no key `file`.'],
  [`${DOWNLOAD}source: { folder: x }\n`, '`source` has no key `folder`.'],
  [PDF.replace('pdf: Invoices', 'history: Invoices'), '`output` has no key `folder`.'],
  [PDF.replace('pdf: Invoices', 'history: Invoices').replace('folder: out/pdf', 'file: x.pdf'), 'is no .csv'],
])('a job that says where nothing goes: %s', async (job, message) => {
  const workspace = await openWorkspace();
  const [problem] = await workspace.problems(job, rows());
  expect(problem?.message).toContain(message);
});
