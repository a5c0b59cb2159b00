import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeWorkbook } from '../../src/tabular/write-workbook.ts';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

const FILES = { 'job.yaml': invoicesJob(), 'invoices.csv': INVOICES };
/** The second invoice falls due before it is dated, so that its row is an ERROR. */
const WRONG = INVOICES.replace('A-2,ABC Furniture,2026-10-02', 'A-2,ABC Furniture,2026-13-02');
const SKIP = 'send: { invalid: skip }\n';

async function withFiles(files: Readonly<Record<string, string>> = FILES) {
  const line = await openCommandLine();
  await line.write(files);
  return line;
}

describe('a run', () => {
  test('says where it writes to, what came of it, and where the report is', async () => {
    const { run, table } = await withFiles();
    const { code, out, err } = await run('run', 'job.yaml', '--out', 'out');
    expect({ code, err }).toEqual({
      code: 0,
      err: 'Writes to Demo Company (UK) (sandbox-gb, a local sandbox).\nSends 3 documents in about 1 call: less than a minute, less than 1 % of the 4,991 calls left today. Looking up took 9 calls.\n',
    });
    expect(out).toBe(
      [
        'job: finished.',
        '  rows       3 OK',
        '  documents  3 OK',
        '  totals     SubTotal 600.00   TotalTax 120.00   Total 720.00',
        '  report     out/report.xlsx',
        '',
      ].join('\n'),
    );
    expect((await table('out/report.csv')).map(({ Number: number, Status }) => [number, Status])).toEqual([
      ['A-1', 'OK'],
      ['A-2', 'OK'],
      ['A-3', 'OK'],
    ]);
  });

  test('tells a sum with its cents, and which documents it lacks', async () => {
    const job = invoicesJob('expect: { sum: { Total: 720.00 } }\n');
    const { run } = await withFiles({ 'job.yaml': job, 'invoices.csv': WRONG });
    const { out } = await run('check', 'job.yaml');
    expect(out).toContain(
      'add up to 720.00; the input adds up to 480.00 (difference -240.00), not counting a document in error.\n',
    );
    expect((await run('check', 'job.yaml', '--expect', 'Total=0.10')).out).toContain('(difference 479.90), not');
  });

  test('with --json prints run.json and nothing else', async () => {
    const { run, summary } = await withFiles();
    const { code, out } = await run('run', 'job.yaml', '--out', 'out', '--json');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    const printed = JSON.parse(out);
    expect(printed).toEqual(await summary('out/run.json'));
    expect(printed).toMatchObject({ status: 'finished', exitCode: 0, rows: { OK: 3, ERROR: 0 } });
  });

  test('of the same file creates nothing twice, and says which run sent it', async () => {
    const { run, table, summary } = await withFiles();
    const first = JSON.parse((await run('run', 'job.yaml', '--json')).out);
    expect((await run('run', 'job.yaml', '--out', 'out')).code).toBe(0);
    expect(await summary('out/run.json')).toMatchObject({ rows: { OK: 0, SKIPPED: 3 } });
    expect((await table('out/report.csv')).map(({ Message }) => Message?.includes(first.runId))).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('with --again sends once more what was delivered', async () => {
    const { run, summary } = await withFiles({ ...FILES, 'job.yaml': invoicesJob('send: { mode: upsert }\n') });
    await run('run', 'job.yaml');
    expect((await run('run', 'job.yaml', '--again', '--out', 'out')).code).toBe(0);
    expect(await summary('out/run.json')).toMatchObject({ rows: { OK: 3, SKIPPED: 0 } });
  });

  test('with --limit takes the first documents only', async () => {
    const { run, table } = await withFiles();
    expect((await run('run', 'job.yaml', '--limit', '2', '--out', 'out')).code).toBe(0);
    expect((await table('out/report.csv')).map(({ Status }) => Status)).toEqual(['OK', 'OK', 'SKIPPED']);
  });

  test('with --input reads another file, seen from the current folder', async () => {
    const { run, summary, folder } = await withFiles({ 'job.yaml': invoicesJob(), 'other.csv': INVOICES });
    expect((await run('run', 'job.yaml', '--input', 'other.csv', '--out', 'out')).code).toBe(0);
    const { source } = await summary('out/run.json');
    expect(source.files).toMatchObject([{ path: join(folder, 'other.csv'), rows: 3 }]);
  });

  test('of two jobs gives each a folder below --out', async () => {
    const { run, folder } = await withFiles({ ...FILES, 'b.yaml': invoicesJob() });
    expect((await run('check', 'job.yaml', 'b.yaml', '--out', 'out')).code).toBe(0);
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(['b-sandbox-gb-2', 'job-sandbox-gb-1']);
  });

  test('draws no progress where there is no terminal, and wipes it where there is one', async () => {
    const { run, runIn } = await withFiles();
    expect((await run('check', 'job.yaml')).err).not.toContain('\u001b');
    const { out, err } = await runIn({ terminal: true }, 'check', 'job.yaml');
    expect(err).toMatch(/3 rows/);
    expect(err.endsWith('\u001b[2K')).toBe(true);
    expect(out).not.toContain('\u001b');
  });
});

describe('check', () => {
  test('sends nothing', async () => {
    const { run, summary } = await withFiles();
    const checked = await run('check', 'job.yaml', '--out', 'checked');
    expect(checked).toMatchObject({ code: 0, out: expect.stringContaining('job: checked, nothing was sent.') });
    expect(checked.err).toBe('Checks against Demo Company (UK) (sandbox-gb, a local sandbox).\n');
    expect((await run('run', 'job.yaml', '--out', 'out')).code).toBe(0);
    expect(await summary('out/run.json')).toMatchObject({ rows: { OK: 3 } });
  });

  test('ends with 2 where a row is an ERROR, whatever is done with invalid rows', async () => {
    const { run } = await withFiles({ 'job.yaml': invoicesJob(SKIP), 'invoices.csv': WRONG });
    expect((await run('check', 'job.yaml')).code).toBe(2);
  });
});

describe('rows in error', () => {
  test('stop everything, and are shown with place, reason and remedy', async () => {
    const { run, table } = await withFiles({ 'job.yaml': invoicesJob(), 'invoices.csv': WRONG });
    const { code, out } = await run('run', 'job.yaml', '--out', 'out');
    expect(code).toBe(2);
    expect(out).toMatch(/^invoices\.csv:3 {2}ERROR date\/invalid\b.*\n {2}.*2026-13-02/m);
    expect(out).toContain('job: checks failed, nothing was sent.');
    const rows = await table('out/report.csv');
    expect(rows.map(({ Status }) => Status)).toEqual(['UNSENT', 'ERROR', 'UNSENT']);
    expect(rows.map((row) => row['Xero ID'])).toEqual(['', '', '']);
    expect((await table('out/failed.csv')).map((row) => row.Number)).toEqual(['A-1', 'A-2', 'A-3']);
  });

  test('are left out with `invalid: skip`, and the run ends with 4', async () => {
    const { run, table } = await withFiles({ 'job.yaml': invoicesJob(SKIP), 'invoices.csv': WRONG });
    const { code, out } = await run('run', 'job.yaml', '--out', 'out');
    expect(code).toBe(4);
    expect(out).toContain('job: finished, some rows are ERROR.');
    expect((await table('out/report.csv')).map(({ Status }) => Status)).toEqual(['OK', 'ERROR', 'OK']);
    expect((await table('out/failed.csv')).map((row) => row.Number)).toEqual(['A-2']);
  });

  test('run again with --retry once they are corrected, without control totals', async () => {
    const job = invoicesJob(`${SKIP}expect: { documents: 3 }\n`);
    const { run, write, read, table } = await withFiles({ 'job.yaml': job, 'invoices.csv': WRONG });
    const { runId } = JSON.parse((await run('run', 'job.yaml', '--out', 'out', '--json')).out);
    await write({ 'corrected.csv': (await read('out/failed.csv')).replace('2026-13-02', '2026-10-02') });
    const retried = await run('run', 'job.yaml', '--retry', runId, '--input', 'corrected.csv', '--out', 'retried');
    expect(retried.code).toBe(0);
    expect((await table('retried/report.csv')).map((row) => [row.Number, row.Status])).toEqual([['A-2', 'OK']]);
  });

  test('run again from the failed file itself with --retry last', async () => {
    const { run, write, read, table } = await withFiles({ 'job.yaml': invoicesJob(SKIP), 'invoices.csv': WRONG });
    await run('run', 'job.yaml', '--out', 'out');
    await write({ 'out/failed.csv': (await read('out/failed.csv')).replace('2026-13-02', '2026-10-02') });
    expect((await run('run', 'job.yaml', '--retry', 'last', '--out', 'retried')).code).toBe(0);
    expect((await table('retried/report.csv')).map((row) => [row.Number, row.Status])).toEqual([['A-2', 'OK']]);
  });

  test('of a sheet named by its place are run again from their own workbook', async () => {
    const job = invoicesJob(SKIP).replace('invoices.csv', 'invoices.xlsx, sheet: 2');
    const { run, folder, table } = await withFiles({ 'job.yaml': job });
    const rows = WRONG.trim()
      .split('\n')
      .map((line) => ({ cells: line.split(',') }));
    await writeWorkbook(join(folder, 'invoices.xlsx'), [
      { name: 'Notes', rows: [[{ cells: ['A note'] }]] },
      { name: 'October', rows: [rows] },
    ]);
    expect((await run('run', 'job.yaml', '--out', 'out')).code).toBe(4);
    expect((await run('run', 'job.yaml', '--retry', 'last', '--out', 'again')).code).toBe(4);
    expect((await table('again/report.csv')).map((row) => [row.Number, row.Status])).toEqual([['A-2', 'ERROR']]);
  });

  test('of files that prove different orders of dates are not read by the order of one of them', async () => {
    const file = (...rows: readonly string[]) => `Number,Customer,Dated,Due,Net\n${rows.join('\n')}\n`;
    const job = invoicesJob(SKIP).replace('invoices.csv, dates: iso', '[a.csv, b.csv]');
    const { run, table } = await withFiles({
      'job.yaml': job,
      'a.csv': file('A-1,Basket Case,25/10/2026,31/10/2026,1.00', 'A-2,Basket Case,03/10/2026,31/10/2026,x'),
      'b.csv': file('B-1,Basket Case,10/25/2026,10/31/2026,1.00', 'B-2,Basket Case,10/04/2026,10/31/2026,x'),
    });
    expect((await run('run', 'job.yaml', '--out', 'out')).code).toBe(4);
    expect((await run('run', 'job.yaml', '--retry', 'last', '--out', 'again')).code).toBe(4);
    const codes = (await table('again/report.csv')).map(({ Code }) => Code?.split(' | ').slice(0, 1));
    expect(codes).toEqual([['date/ambiguous'], ['date/ambiguous']]);
  });

  test('leave no failed file behind once the same folder holds a run without them', async () => {
    const { run, write, folder } = await withFiles({ 'job.yaml': invoicesJob(), 'invoices.csv': WRONG });
    await run('run', 'job.yaml', '--out', 'out');
    await write({ 'invoices.csv': INVOICES });
    expect((await run('run', 'job.yaml', '--out', 'out')).code).toBe(0);
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(['report.csv', 'report.xlsx', 'run.json']);
  });

  test('are nothing to retry where there are none', async () => {
    const { run } = await withFiles();
    await run('run', 'job.yaml');
    const { code, err } = await run('run', 'job.yaml', '--retry', 'last');
    expect(code).toBe(1);
    expect(err).toMatch(/no failed rows/);
  });
});

describe('control totals', () => {
  test.each([
    ['documents=3,rows=3,SubTotal=600.00,Total=720', 0],
    ['period=2026-10', 0],
    ['none', 0],
    ['documents=2', 2],
    ['Total=720.01', 2],
    ['rows=3,Total=719.99', 2],
    ['period=2026-09', 2],
  ])('--expect %s ends with %i', async (expected, code) => {
    const { run, summary } = await withFiles({ ...FILES, 'job.yaml': invoicesJob('expect: { documents: 99 }\n') });
    const done = await run('run', 'job.yaml', '--expect', expected, '--out', 'out');
    expect(done.code, done.out).toBe(code);
    const { status, calls, rows } = await summary('out/run.json');
    expect(status).toBe(code === 0 ? 'finished' : 'refused');
    expect(rows).toMatchObject(code === 0 ? { OK: 3 } : { OK: 0 });
    expect(calls.sent > 0).toBe(true);
  });

  test('that are not met are told, and nothing is sent', async () => {
    const { run } = await withFiles({ ...FILES, 'job.yaml': invoicesJob('expect: { documents: 4 }\n') });
    const { code, out } = await run('run', 'job.yaml');
    expect(code).toBe(2);
    expect(out).toMatch(/ERROR totals\/\S+\n {2}.*\b4\b.*\b3\b|ERROR totals\/\S+\n {2}.*\b3\b.*\b4\b/);
    expect((await run('run', 'job.yaml', '--expect', 'none', '--json')).out).toContain('"OK":3');
  });

  test.each(['documents', 'documents=three', 'rows=1.5', 'Total=', 'Total=1,2', 'period=October', ''])(
    '--expect %j cannot be read',
    async (expected) => {
      const { run } = await withFiles();
      const { code, out, err } = await run('run', 'job.yaml', '--expect', expected);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain('documents=3');
    },
  );
});

test('--expect of an amount that is none is a mistake, not a difference', async () => {
  const { run } = await withFiles();
  const { code, err } = await run('run', 'job.yaml', '--expect', 'Totl=720.00');
  expect(code).toBe(1);
  expect(err).toContain('Did you mean Total');
});

test('of several jobs none is run where one cannot be read', async () => {
  const { run } = await withFiles({ ...FILES, 'bad.yaml': 'impor: Invoices\n' });
  const { code, out, err } = await run('run', 'job.yaml', 'bad.yaml');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('bad.yaml:1:1');
});

describe('the workspace', () => {
  test('is the user’s alone: folders 0700, files 0600', async () => {
    const { run, folder } = await withFiles();
    await chmod(folder, 0o755);
    await run('run', 'job.yaml');
    const home = join(folder, '.rowpost');
    const entries = await readdir(home, { recursive: true, withFileTypes: true });
    expect(entries.length).toBeGreaterThan(4);
    for (const entry of entries) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect([entry.name, (mode & 0o777).toString(8)]).toEqual([entry.name, entry.isDirectory() ? '700' : '600']);
    }
    expect(((await stat(home)).mode & 0o777).toString(8)).toBe('700');
  });

  test('lies where --home says, else ROWPOST_HOME, else in the current folder', async () => {
    const { run, runIn, folder } = await withFiles();
    const env = { ROWPOST_HOME: 'from-env' };
    await runIn({ env }, 'run', 'job.yaml');
    await runIn({ env }, 'run', 'job.yaml', '--home', 'named');
    const made = (await readdir(folder)).filter(
      (name) => name === 'from-env' || name === 'named' || name === '.rowpost',
    );
    expect(made.sort()).toEqual(['from-env', 'named']);
    expect((await run('runs', '--home', 'named')).out.trimEnd().split('\n')).toHaveLength(1);
    expect((await runIn({ env: { ROWPOST_HOME: join(folder, 'named') } }, 'runs')).out).toContain('3 OK');
  });
});

describe('a job that cannot be run', () => {
  test('because it does not exist', async () => {
    const { run } = await openCommandLine();
    const { code, out, err } = await run('run', 'jobs/none.yaml');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('The job file jobs/none.yaml does not exist.');
  });

  test('because of problems in it: all of them, with line and column and the nearest word', async () => {
    const job = invoicesJob().replace('DueDate:', 'DueDat:').replace('lines:', 'linse:');
    const { run } = await withFiles({ ...FILES, 'job.yaml': job });
    const { code, out, err } = await run('run', 'job.yaml');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^job\.yaml:11:3 .*DueDat\b.*DueDate/ms);
    expect(err).toMatch(/^job\.yaml:12:1 .*linse\b.*lines/ms);
  });

  test('because its input lacks a column', async () => {
    const { run } = await withFiles({ ...FILES, 'invoices.csv': INVOICES.replace('Customer', 'Client') });
    const { code, out, err } = await run('run', 'job.yaml');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^job\.yaml:\d+:\d+ .*Customer/ms);
  });

  test('because its input does not exist', async () => {
    const { run } = await withFiles({ 'job.yaml': invoicesJob() });
    const { code, err } = await run('run', 'job.yaml');
    expect(code).toBe(1);
    expect(err).toContain('invoices.csv');
    expect((await run('run', 'job.yaml', '--input', 'nowhere.csv')).err).toContain('nowhere.csv');
  });

  test('because nobody is connected by its alias: no sandbox stands in', async () => {
    const { run } = await withFiles({ ...FILES, 'job.yaml': invoicesJob().replace('sandbox-gb', 'acme') });
    const { code, out, err } = await run('run', 'job.yaml', '--yes');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('acme is not a connected organisation.');
    expect(err).not.toContain('Writes to');
  });

  test('because the server cannot be reached: exit 3', async () => {
    const { run } = await withFiles();
    const { code, out, err } = await run('run', 'job.yaml', '--api-url', 'http://127.0.0.1:9');
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(/127\.0\.0\.1:9/);
  });

  test.each(['http://xero.example', 'nonsense', 'ftp://127.0.0.1'])('because of --api-url %s', async (url) => {
    const { run } = await withFiles();
    expect(await run('run', 'job.yaml', '--api-url', url)).toMatchObject({
      code: 1,
      err: expect.stringContaining('--api-url'),
    });
  });

  test.each(['0', '-1', '1.5', 'ten'])('because of --limit %s', async (limit) => {
    const { run } = await withFiles();
    expect(await run('run', 'job.yaml', `--limit=${limit}`)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('--limit'),
    });
  });
});

test('a failed file keeps the bytes of the rows that were not sent', async () => {
  const { run, folder } = await withFiles({ 'job.yaml': invoicesJob(), 'invoices.csv': WRONG });
  await run('run', 'job.yaml', '--out', 'out');
  expect(await readFile(join(folder, 'out/failed.csv'), 'utf8')).toBe(WRONG);
});
