/** What a run prints at its end: the first findings, the numbers, and where the reports lie. */

import { basename, relative } from 'node:path';
import type { Finding } from '../model/finding.ts';
import type { RowStatus, RunSummary } from '../model/run-summary.ts';
import type { ImportResult } from '../pipeline/finish-run.ts';
import type { Parts } from '../pipeline/parts.ts';
import { renderBlock } from '../validators/render-finding.ts';

const SHOWN = 10;
const REMARKS_SHOWN = 4;
/** Remarks on the run as a whole: worth a line although every row is well. */
const RUN_REMARKS = new Set([
  'read/guessed-encoding',
  'read/no-rows',
  'resolve/snapshot',
  'resolve/not-checked',
  'xero/end-of-life',
]);
const STATUSES: readonly RowStatus[] = ['OK', 'WARNING', 'ERROR', 'SKIPPED', 'UNSENT'];

export async function closingLines(
  result: ImportResult,
  command: 'run' | 'check',
  parts: Parts,
  cwd: string,
): Promise<string> {
  const { summary } = result;
  const lines: string[] = [];
  const blocks = await firstFindings(result, parts, cwd);
  if (blocks.length > 0) lines.push(...blocks, '');
  lines.push(`${summary.job}: ${outcome(summary, command)}`);
  lines.push(`  rows       ${counts(summary.rows)}`, `  documents  ${counts(summary.documents)}`);
  const totals = Object.entries(summary.totals);
  if (totals.length > 0)
    lines.push(`  totals     ${totals.map(([field, amount]) => `${field} ${amount}`).join('   ')}`);
  const doubtful = summary.findings['xero/unknown-outcome'] ?? 0;
  const isUnfinished = summary.status === 'parked' || summary.status === 'interrupted';
  const remedy = isUnfinished
    ? 'they may be in Xero; going on with the run finds out'
    : 'they may be in Xero, so look for them there before the job runs on this file again';
  if (doubtful > 0) lines.push(`  in doubt   ${doubtful}: ${remedy}`);
  if (summary.rows.WARNING > 0) lines.push(`  remarks    ${remarks(summary, parts)}`);
  if (summary.unused.length > 0) lines.push(`  not used   ${summary.unused.join(', ')}`);
  lines.push(`  report     ${relative(cwd, result.folder)}/report.xlsx`);
  const toCorrect = summary.rows.ERROR > 0 ? result.failed : [];
  for (const name of toCorrect)
    lines.push(`  to correct ${relative(cwd, result.folder)}/${name}, then run again with --retry ${summary.runId}`);
  if (isUnfinished) {
    const from =
      summary.resumeAt === undefined ? '' : `, from ${summary.resumeAt.slice(0, 16).replace('T', ' ')} UTC on`;
    lines.push(`  go on      rowpost resume ${summary.runId}${from}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The codes most often met, so that a WARNING says on the terminal what it is about. */
function remarks({ findings }: RunSummary, parts: Parts): string {
  const often = Object.entries(findings).sort(([, a], [, b]) => b - a);
  const shown = often
    .slice(0, REMARKS_SHOWN)
    .map(([code, times]) => `${times} x ${parts.catalogue.kind(code)?.title ?? code}`);
  return `${shown.join('; ')}${often.length > REMARKS_SHOWN ? '; and more in the report' : ''}`;
}

function outcome(summary: RunSummary, command: 'run' | 'check'): string {
  if (summary.exitCode === 2) return 'checks failed, nothing was sent.';
  if (summary.status === 'parked') return 'parked.';
  if (summary.status === 'interrupted') return 'interrupted.';
  if (summary.exitCode === 4) return 'finished, some rows are ERROR.';
  return command === 'check' ? 'checked, nothing was sent.' : 'finished.';
}

function counts(of: RunSummary['rows']): string {
  const shown = STATUSES.filter((status) => of[status] > 0);
  return shown.length === 0 ? 'none' : shown.map((status) => `${of[status]} ${status}`).join('   ');
}

/** The errors first met, as they are printed, in source order; run-level findings lead. */
export async function firstFindings(result: ImportResult, parts: Parts, cwd: string): Promise<readonly string[]> {
  if (result.summary.exitCode === 0 && result.summary.rows.WARNING === 0 && !hasRunFindings(result)) return [];
  const found: (Finding & { readonly seq: number })[] = [];
  let more = 0;
  for await (const page of result.store.findings()) {
    for (const finding of page) {
      if (finding.severity !== 'ERROR' && finding.ordinal >= 0) continue;
      if (found.length < SHOWN) found.push(finding);
      else more += 1;
    }
  }
  const files = await result.store.files();
  const blocks: string[] = [];
  for (const finding of found) {
    const file = files.findLast((candidate) => candidate.firstOrdinal <= finding.ordinal) ?? files[0];
    const document = finding.seq > 0 ? (await result.store.document(finding.seq))?.number : undefined;
    const place = { file: file === undefined ? '' : relative(cwd, file.path) || basename(file.path) };
    blocks.push(
      renderBlock(finding, parts.catalogue, {
        ...(finding.ordinal < 0 ? {} : place),
        ...(document === undefined ? {} : { document }),
      }),
    );
  }
  if (more > 0) blocks.push(`... and ${more} more, all of them in the report.`);
  return blocks;
}

function hasRunFindings(result: ImportResult): boolean {
  return Object.keys(result.summary.findings).some((code) => RUN_REMARKS.has(code));
}
