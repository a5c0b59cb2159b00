/** The first sheet of the reconciliation's workbook: whether the two sides agree, in figures that compute from the other sheets. */

import { decimal, isZero, subtract } from '../../model/decimal.ts';
import type { ControlTotal, DifferenceCause, Reconciliation } from '../../model/reconciliation.ts';
import type { Cell } from '../../model/source-row.ts';
import type { FormulaCell, SheetPlan, SheetRow } from '../../model/table-format.ts';
import { live, liveCount, over, plainAmount } from './live-cells.ts';
import { amountId, CAUSE, DELTA, NOT_COUNTED, NOTE, PLACE, RECORD, XERO_ID } from './record-columns.ts';
import { columnRanges, FORMATS, type Table } from './table.ts';

interface RecordTables {
  readonly matched: Table;
  readonly different: Table;
  readonly onlyInSheet: Table;
  readonly onlyInXero: Table;
}

const CAUSE_MEANINGS: Readonly<Record<DifferenceCause, string>> = {
  rounding: 'A few cents, as rounding line by line or in total makes them',
  date: 'Another day; or a document of a day that is not reconciled',
  'name spelling': 'The same name but for case, spacing, punctuation, accents or Ltd/Limited',
  tax: 'Just the tax is missing, or only the tax differs',
  'missing payment': 'A payment or credit is lacking on one side',
  status: 'Another status; or a document that does not count in Xero: a draft, voided, deleted',
  sign: 'The same amount with the other sign',
  currency: 'Another currency, or an amount in the base currency',
  amount: 'Another amount, for none of the reasons above',
  text: 'Another text',
};

export function summaryPlan(reconciliation: Reconciliation, tables: RecordTables, rowsASheet: number): SheetPlan {
  const figures: Figures = {
    ranges: (columns) => columns.flatMap(([table, id]) => columnRanges(tables[table], id, rowsASheet)),
  };
  const head = headRows(reconciliation);
  const rows: SheetRow[] = [...head];
  const add = (section: readonly SheetRow[]) => {
    if (section.length > 0) rows.push({ cells: [] }, ...section);
    return rows.length - section.length + 1;
  };
  add(totalRows(reconciliation, figures, rows.length + 2));
  const accounts = add(accountRows(reconciliation, rows.length + 2));
  const records = add(countRows(reconciliation, figures));
  add(causeRows(reconciliation, figures));
  add(SIGNATURES);
  const different = [2, 3, 4].map((below) => `B${records + below}`);
  const off = reconciliation.controlAccounts.map((_, index) => `D${accounts + 1 + index}`);
  rows[1] = resultRow(reconciliation.passed, [...different, ...off]);
  return {
    name: 'Summary',
    widths: [34, 18, 18, 18, 76],
    formats: { 1: FORMATS.amount, 2: FORMATS.amount, 3: FORMATS.amount },
    rows: [rows],
  };
}

/** Where the formulas look. */
interface Figures {
  /** All cells of the columns. */
  ranges(columns: readonly (readonly [table: keyof RecordTables, id: string])[]): readonly string[];
}

/** The second row, that of the result, is set when the rows are known to which it refers. */
function headRows({ parameters, passed }: Reconciliation): readonly SheetRow[] {
  const named = (name: string) => parameters.filter((one) => one[0] === name).map(([, value]) => value);
  const line = (label: string, name: string): readonly SheetRow[] =>
    named(name).map((value) => ({ cells: [label, value] }));
  const title = `Reconciliation of ${named('Reconciled')[0] ?? 'records'}`;
  const names = ['Organisation', 'As at', 'File', 'Rows of the import', 'Filter', 'Tolerance'];
  return [
    { tone: 'title', cells: [title] },
    { cells: [] },
    { cells: ['', passed ? PASSED : FAILED] },
    ...names.flatMap((name) => line(name, name)),
  ];
}

const PASSED = 'Every record agrees within the tolerance, and no side has records of its own.';
const FAILED = 'Records differ, stand on one side alone, or do not come to the control account: see below.';

function resultRow(passed: boolean, zeros: readonly string[]): SheetRow {
  const f = `IF(AND(${zeros.map((cell) => `${cell}=0`).join(',')}),"PASS","FAIL")`;
  return { tone: passed ? 'pass' : 'fail', cells: ['Result', { f, result: passed ? 'PASS' : 'FAIL' }, '', '', ''] };
}

function totalRows({ controlTotals, fields }: Reconciliation, figures: Figures, first: number): readonly SheetRow[] {
  const rows = controlTotals.map((total, index) => {
    const row = first + 1 + index;
    const isCount = total.name === 'Documents';
    const [sheet, xero] = isCount ? documentCells(total, figures) : amountCells(total, figures);
    const difference = subtract(decimal(total.sheet), decimal(total.xero));
    const minus = `B${row}-C${row}`;
    const result = isCount ? liveCount(minus, Number(difference.units)) : live(minus, plainAmount(difference));
    const field = fields.find(({ field }) => field === total.name);
    const label = field === undefined || field.header === total.name ? total.name : `${field.header} (${total.name})`;
    const note = field === undefined || field.compared ? '' : 'Not compared record by record';
    return {
      cells: [label, sheet, xero, result, note],
      ...(isZero(difference) ? {} : { tone: 'warning' as const }),
      ...(isCount ? { formats: COUNTS } : {}),
    };
  });
  return [heading('Control totals', 'Sheet', 'Xero', 'Difference', 'Each document in its own currency'), ...rows];
}

/** Whole numbers of records. */
const COUNTS: Readonly<Record<number, string>> = { 1: FORMATS.whole, 2: FORMATS.whole, 3: FORMATS.whole };

type Live = Cell | FormulaCell;

function documentCells({ sheet, xero }: ControlTotal, { ranges }: Figures): readonly [Live, Live] {
  const pairs = over('COUNTA', ranges([['matched', PLACE]]));
  const differing = over('MAX', ranges([['different', RECORD]]));
  const side = (id: string, table: keyof RecordTables) =>
    `${pairs}+${differing}+${over('COUNTA', ranges([[table, id]]))}`;
  const out = ranges([['different', NOTE]]).map((range) => `-COUNTIF(${range},"${NOT_COUNTED}*")`);
  return [
    liveCount(side(PLACE, 'onlyInSheet'), Number(sheet)),
    liveCount(side(XERO_ID, 'onlyInXero') + out.join(''), Number(xero)),
  ];
}

function amountCells({ name, sheet, xero }: ControlTotal, { ranges }: Figures): readonly [Live, Live] {
  const side = (which: 'sheet' | 'xero', alone: keyof RecordTables) => {
    const id = amountId({ field: name }, which);
    return over(
      'SUM',
      ranges([
        ['matched', id],
        ['different', id],
        [alone, id],
      ]),
    );
  };
  return [live(side('sheet', 'onlyInSheet'), sheet), live(side('xero', 'onlyInXero'), xero)];
}

function accountRows({ controlAccounts }: Reconciliation, first: number): readonly SheetRow[] {
  if (controlAccounts.length === 0) return [];
  const rows = controlAccounts.map(({ account, ledger, documents }, index): SheetRow => {
    const row = first + 1 + index;
    const difference = subtract(decimal(ledger), decimal(documents));
    const cells = [account, { n: ledger }, { n: documents }, live(`B${row}-C${row}`, plainAmount(difference))];
    return isZero(difference) ? { cells } : { tone: 'error', cells };
  });
  return [heading('Control account', 'Trial balance', 'Documents', 'Difference', 'In the base currency'), ...rows];
}

function countRows({ counts, byLikeness }: Reconciliation, { ranges }: Figures): readonly SheetRow[] {
  const row = (label: string, count: number, f: string, meaning: string): SheetRow => ({
    cells: [label, liveCount(f, count), '', '', meaning],
    formats: COUNTS,
  });
  const { matched, different, onlyInSheet, onlyInXero } = counts;
  return [
    heading('Records', 'Number', '', '', 'What it is'),
    row('Matched', matched, over('COUNTA', ranges([['matched', PLACE]])), 'All compared values agree'),
    row('Different', different, over('MAX', ranges([['different', RECORD]])), 'Found on both sides, with other values'),
    row('Only in sheet', onlyInSheet, over('COUNTA', ranges([['onlyInSheet', PLACE]])), 'Without a partner in Xero'),
    row(
      'Only in Xero',
      onlyInXero,
      over('COUNTA', ranges([['onlyInXero', XERO_ID]])),
      'Without a partner in the sheet',
    ),
    ...(byLikeness === undefined ? [] : [likenessRow(byLikeness)]),
  ];
}

function likenessRow(count: number): SheetRow {
  const meaning = 'Among the matched and different ones: their keys differ, and all that `match` names agrees';
  return { cells: ['Found by likeness', { n: String(count) }, '', '', meaning], formats: COUNTS };
}

function causeRows({ causes }: Reconciliation, { ranges }: Figures): readonly SheetRow[] {
  if (causes.length === 0) return [];
  const places = ranges([['different', CAUSE]]);
  const amounts = ranges([['different', DELTA]]);
  const rows = causes.map(({ cause, count, sum }): SheetRow => {
    const times = places.map((range) => `COUNTIF(${range},"${cause}")`).join('+');
    const added = places.map((range, index) => `SUMIF(${range},"${cause}",${amounts[index]})`).join('+');
    const cells = [cause, liveCount(times, count), '', sum === '' ? '' : live(added, sum), CAUSE_MEANINGS[cause]];
    return { cells, formats: { 1: FORMATS.whole } };
  });
  return [heading('Differences by cause', 'Values', '', 'Sheet less Xero', 'What it is'), ...rows];
}

function heading(...cells: readonly string[]): SheetRow {
  return { tone: 'heading', cells };
}

const LINE = '_'.repeat(20);

const SIGNATURES: readonly SheetRow[] = [
  { tone: 'heading', cells: ['Signed', 'Name', 'Signature', 'Date', ''] },
  { cells: ['Prepared by', LINE, LINE, LINE] },
  { cells: ['Reviewed by', LINE, LINE, LINE] },
];
