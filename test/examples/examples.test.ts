/**
 * Every example job runs against fresh books of a sandbox, and its report is compared whole with samples/expected.
 * `UPDATE_EXAMPLES=1 npx vitest run test/examples` writes the reports anew; read them before they are committed.
 */

import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXAMPLES, OUTPUTS } from './example-jobs.ts';
import { type JobEnvironment, type JobRun, runJob } from './run-job.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Those with amounts that hold their tax. */
const COMPUTED = EXAMPLES.filter(({ job }) =>
  /inclusive/i.test(readFileSync(join(root, 'jobs', `${job}.yaml`), 'utf8')),
);

const recording = process.env.UPDATE_EXAMPLES === '1';
const TIME = /\/Date\(\d+(?:\+0000)?\)\/|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-example-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('example jobs', () => {
  test('are all listed here', async () => {
    const files = (await readdir(join(root, 'jobs'))).filter((name) => name.endsWith('.yaml'));
    expect([...EXAMPLES, ...OUTPUTS].map(({ job }) => `${job}.yaml`).sort()).toEqual(files.sort());
  });

  test.each(EXAMPLES)('$job reports what samples/expected says', async (example) => {
    for (const job of example.after ?? []) expect(await run(job, 'before')).toMatchObject({ code: 0 });
    const { code, printed } = await run(example.job, 'out');
    const report = numbered(await readFile(join(folder, 'out', 'report.csv'), 'utf8'));
    const expected = join(root, 'samples', 'expected', `${example.job}.csv`);
    if (recording) await writeFile(expected, report);
    expect(report, printed).toBe(await readFile(expected, 'utf8'));
    expect(code, printed).toBe(example.exitCode);
    const summary = JSON.parse(await readFile(join(folder, 'out', 'run.json'), 'utf8'));
    expect(summary.exitCode).toBe(example.exitCode);
    expect(summary.totals).toEqual(example.totals);
    expect(counted(summary.documents)).toEqual(example.documents);
  });

  test.each(COMPUTED)('$job reports the same where Xero rounds inclusive tax the other way', async (example) => {
    const env = { ROWPOST_INCLUSIVE_TAX: 'tax-rounded' };
    for (const job of example.after ?? []) expect(await run(job, 'before', env)).toMatchObject({ code: 0 });
    const { printed } = await run(example.job, 'out', env);
    const report = numbered(await readFile(join(folder, 'out', 'report.csv'), 'utf8'));
    expect(report, printed).toBe(await readFile(join(root, 'samples', 'expected', `${example.job}.csv`), 'utf8'));
  });

  test.each(OUTPUTS)('$job writes what samples/expected says', async (example) => {
    for (const name of ['jobs', 'samples']) await cp(join(root, name), join(folder, name), { recursive: true });
    for (const job of example.after) expect(await run(job, 'before', {}, folder)).toMatchObject({ code: 0 });
    const { code, printed } = await run(example.job, 'out', {}, folder);
    expect(code, printed).toBe(example.exitCode);
    const written = numbered(await textOf(join(folder, 'out', example.file)));
    const expected = join(root, 'samples', 'expected', `${example.job}.txt`);
    if (recording) await writeFile(expected, written);
    expect(written, printed).toBe(await readFile(expected, 'utf8'));
    for (const line of example.printed) expect(printed).toContain(line);
  });

  test.each([...EXAMPLES, ...OUTPUTS])('$job is linked from the guide and opens with what it is', async ({ job }) => {
    expect(await readFile(join(root, 'docs', 'guide', 'examples.md'), 'utf8')).toContain(`](../../jobs/${job}.yaml)`);
    const text = await readFile(join(root, 'jobs', `${job}.yaml`), 'utf8');
    expect(text.split('\n').slice(0, 2)).toEqual([
      '# yaml-language-server: $schema=../schema/job.schema.json',
      expect.stringMatching(/^# \S/),
    ]);
  });

  test('the README shows the first one as it is, and the head of its report', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const job = await readFile(join(root, 'jobs', 'import-sales-invoices.yaml'), 'utf8');
    expect(readme).toContain('](jobs/import-sales-invoices.yaml)');
    expect(readme).toContain(`\`\`\`yaml\n${job.slice(job.indexOf('org:'))}\`\`\``);
    const expected = await readFile(join(root, 'samples', 'expected', 'import-sales-invoices.csv'), 'utf8');
    const shown = numbered(/```csv\n(.*?)```/s.exec(readme)?.[1] ?? 'no report');
    expect(expected.replace('\uFEFF', '').replaceAll('\r\n', '\n').startsWith(shown)).toBe(true);
  });
});

function run(job: string, out: string, env?: JobEnvironment, base = root): Promise<JobRun> {
  return runJob(join(base, 'jobs', `${job}.yaml`), folder, out, env);
}

/** A CSV as it is, of a workbook the values of all cells, a row a line, sheet after sheet. */
async function textOf(path: string): Promise<string> {
  if (path.endsWith('.csv')) return readFile(path, 'utf8');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook.worksheets.map((sheet) => `# ${sheet.name}\n${sheetText(sheet)}`).join('\n');
}

function sheetText(sheet: ExcelJS.Worksheet): string {
  const lines: string[] = [];
  sheet.eachRow((row) => {
    const values = Array.isArray(row.values) ? row.values.slice(1) : [];
    lines.push(`${Array.from(values, cellText).join(' | ')}\n`);
  });
  return lines.join('');
}

function cellText(value: ExcelJS.CellValue | undefined): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object' && value !== null && 'formula' in value)
    return `${cellText(value.result)} =${value.formula}`;
  return String(value ?? '');
}

/** Identifiers are drawn anew in each run: they become id-1, id-2, ... in the order in which they appear; times pass. */
function numbered(report: string): string {
  const names = new Map<string, string>();
  return report.replace(TIME, 'TIME').replace(GUID, (id) => {
    const name = names.get(id) ?? `id-${names.size + 1}`;
    names.set(id, name);
    return name;
  });
}

function counted(statuses: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(statuses).filter(([, count]) => count > 0));
}
