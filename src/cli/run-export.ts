/** Runs or checks one export and prints what came of it. */

import { relative } from 'node:path';
import type { ExportJob } from '../model/job.ts';
import type { UpdateResult } from '../model/table-format.ts';
import { exportNeeds } from '../pipeline/export-needs.ts';
import { type ExportResult, exportRun } from '../pipeline/export-run.ts';
import type { Options, Surroundings } from './command.ts';
import type { Context } from './context.ts';
import { documentLimit } from './document-limit.ts';
import { jobRefusal } from './load-job-file.ts';
import { newRunId, type OneRun, outFolder } from './one-run.ts';
import { refuseOptions } from './refuse-options.ts';
import { remarkText } from './remark-text.ts';
import { whileReading } from './while-reading.ts';

/** Options of `run` and `check` that only imports know. */
const OF_IMPORTS = ['input', 'retry', 'expect', 'again', 'offline'] as const;

export async function runExport(
  run: OneRun<ExportJob>,
  options: Options,
  surroundings: Surroundings,
  context: Context,
): Promise<number> {
  const { alias, job, command, text } = run;
  const { parts } = context;
  refuseOptions(options, OF_IMPORTS, 'an export');
  const runId = newRunId(parts.clock.now());
  const limit = documentLimit(options);
  const reach = { alias, needed: exportNeeds(job, parts.registry) };
  const result = await whileReading(reach, surroundings, context, (reading) =>
    exportRun(
      {
        ...{ job, jobText: text, alias, command, runId, signal: surroundings.signal },
        outDir: outFolder(run, runId, options, surroundings),
        ...(limit === undefined ? {} : { limit }),
        ...reading,
      },
      parts,
    ),
  );
  if ('problems' in result) throw jobRefusal(run.name, result.problems);
  surroundings.out(
    options.json === true
      ? `${JSON.stringify(result.summary)}\n`
      : remarkText(result.findings, parts) + closingText(result, surroundings.cwd),
  );
  return result.summary.exitCode;
}

function closingText({ summary, path, tables }: ExportResult, cwd: string): string {
  if (tables.some(({ calls }) => calls !== undefined)) return checkedText(summary.job, path, tables, cwd);
  const lines = [`${summary.job}: finished.`];
  for (const {
    of,
    rows,
    records,
    totals,
    slow,
    leftOut,
    changes,
    currencies = [],
    isUnsure = false,
    isPart,
  } of tables) {
    const changed =
      changes === undefined
        ? ''
        : ` (${changes.added} added, ${changes.updated} updated, ${changes.unchanged} unchanged)`;
    lines.push(`  ${of.padEnd(10)} ${count(rows, 'row')} of ${count(records, 'record')}${changed}`);
    const sums = Object.entries(totals);
    if (sums.length > 0)
      lines.push(`  totals     ${sums.map(([header, amount]) => `${header} ${amount}`).join('   ')}`);
    if (currencies.length > 0) lines.push(currenciesLine(currencies));
    if (slow.length > 0) lines.push(slowLine(slow));
    lines.push(
      ...leftOutLine(leftOut),
      ...notFilledLine(changes),
      ...leftLine(changes, isUnsure),
      ...goneLine(changes),
    );
    if (isPart !== true) lines.push(...absentLine(changes));
  }
  const { sent } = summary.calls;
  lines.push(`  calls      ${sent}`, `  file       ${relative(cwd, path) || path}`);
  return `${lines.join('\n')}\n`;
}

function checkedText(job: string, path: string, tables: ExportResult['tables'], cwd: string): string {
  const lines = [`${job}: checked, nothing was written.`];
  for (const { of, records, calls = 0, atLeast, slow } of tables) {
    const more = atLeast === true ? ' at the least: Xero does not tell how many there are' : '';
    lines.push(`  ${of.padEnd(10)} ${count(records, 'record')} in ${count(calls, 'call')}${more}`);
    if (slow.length > 0) lines.push(slowLine(slow));
  }
  lines.push(`  file       ${relative(cwd, path) || path}`);
  return `${lines.join('\n')}\n`;
}

function currenciesLine(currencies: readonly string[]): string {
  return `  currencies the totals add up amounts in ${currencies.join(', ')}: with \`CurrencyCode\` in the filter they are of one`;
}

/** A layout that is imported again has no column for everything. */
function leftOutLine(leftOut: Readonly<Record<string, number>>): readonly string[] {
  const fields = Object.entries(leftOut);
  if (fields.length === 0) return [];
  const all = fields.reduce((sum, [, number]) => sum + number, 0);
  const why = fields.map(([field, number]) => `${field} (${number})`).join(', ');
  return [`  left out   ${count(all, 'record')} that the layout has no column for: ${why}`];
}

/** Rows that were added lack the user's own formulas. */
function notFilledLine(changes: UpdateResult | undefined): readonly string[] {
  if (changes === undefined || changes.notFilled.length === 0 || changes.added === 0) return [];
  return [`  to fill    ${changes.notFilled.join(', ')}: formulas of yours, blank in the rows added; copy them down`];
}

/** Rows of records that the filter took once are the user's to keep or to take out. */
function leftLine(changes: UpdateResult | undefined, isUnsure: boolean): readonly string[] {
  const { left = 0 } = changes ?? {};
  const what = `  left       ${count(left, 'row')} of records that the filter does not take by now`;
  const how = isUnsure
    ? "not touched: a record's ID in `key` tells for certain whose row it is, and has it brought up to date"
    : 'brought up to date';
  return left > 0 ? [`${what}, ${how}`] : [];
}

/** Lines that were replaced stand in the file beside the new ones. */
function goneLine(changes: UpdateResult | undefined): readonly string[] {
  const { gone = [] } = changes ?? {};
  if (gone.length === 0) return [];
  const shown = gone.slice(0, 10).join(', ');
  const more = gone.length > 10 ? ' ...' : '';
  return [
    `  gone       ${count(gone.length, 'row')} that the record no longer has in Xero; take out of the file: ${shown}${more}`,
  ];
}

function absentLine(changes: UpdateResult | undefined): readonly string[] {
  const { absent = 0 } = changes ?? {};
  const text = `  untouched  ${count(absent, 'row')} of the file, of records that this export does not take`;
  return absent > 0 ? [text] : [];
}

function slowLine(slow: readonly string[]): string {
  return `  slow       Xero cannot filter quickly by ${slow.join(', ')}: more is read, and filtered here`;
}

function count(number: number, word: string): string {
  return `${number.toLocaleString('en-GB')} ${word}${number === 1 ? '' : 's'}`;
}
