/** A reconciliation in at most 15 lines for the terminal: whether the sides agree, their totals, and why they differ. */

import { decimal, isZero, subtract } from '../../model/decimal.ts';
import type { Reconciliation } from '../../model/reconciliation.ts';
import { plainAmount } from './live-cells.ts';

const MOST_LINES = 15;
const MOST_TOTALS = 4;

/** @param further lines for the end, such as the workbook's path; at most three */
export function closingText(job: string, reconciliation: Reconciliation, further: readonly string[]): string {
  const { passed, controlAccounts, controlTotals } = reconciliation;
  const amounts = controlTotals.filter(({ name }) => name !== 'Documents');
  const lines = [
    `${job}: ${passed ? 'PASS' : 'FAIL'}.`,
    `  ${records(reconciliation)}`,
    ...columns([
      ...amounts.slice(0, MOST_TOTALS).map(({ name, sheet, xero }) => sides(name, ['sheet', sheet], ['Xero', xero])),
      ...controlAccounts
        .slice(0, 1)
        .map(({ account, ledger, documents }) => sides(account, ['ledger', ledger], ['documents', documents])),
    ]),
  ];
  const room = MOST_LINES - lines.length - further.length;
  const text = [...lines, ...causeLines(reconciliation, room), ...further.map((line) => `  ${line}`)];
  return `${text.join('\n')}\n`;
}

function records({ counts, byLikeness = 0 }: Reconciliation): string {
  const counted = (count: number) => grouped(String(count));
  const { matched, different, onlyInSheet, onlyInXero } = counts;
  const likely = byLikeness === 0 ? '' : ` (${counted(byLikeness)} of these found by likeness)`;
  const alone = `${counted(onlyInSheet)} only in the sheet, ${counted(onlyInXero)} only in Xero`;
  return `${counted(matched)} matched, ${counted(different)} different${likely}, ${alone}`;
}

function causeLines({ causes }: Reconciliation, room: number): readonly string[] {
  const shown = causes.length <= room ? causes : causes.slice(0, room - 1);
  const rest = causes.length - shown.length;
  const rows = shown.map(({ cause, count, sum }) => [cause, grouped(String(count)), grouped(sum)]);
  return [...columns(rows), ...(rest === 0 ? [] : [`  and ${rest} more causes: see the workbook`])];
}

type Side = readonly [name: string, amount: string];

function sides(name: string, [one, left]: Side, [other, right]: Side): readonly string[] {
  const difference = subtract(decimal(left), decimal(right));
  const apart = isZero(difference) ? 'no difference' : `difference ${grouped(plainAmount(difference))}`;
  return [name, `${one} ${grouped(left)}`, `${other} ${grouped(right)}`, apart];
}

/** `1,234.50`. */
function grouped(amount: string): string {
  const [whole = '', places] = amount.split('.');
  const thousands = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return places === undefined ? thousands : `${thousands}.${places}`;
}

/** Set out under one another. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (at: number) => Math.max(...rows.map((row) => row[at]?.length ?? 0));
  const widths = (rows[0] ?? []).map((_, at) => width(at));
  return rows.map((row) => `  ${row.map((text, at) => text.padEnd(widths[at]!)).join('  ')}`.trimEnd());
}
