/** The sheet's side of a reconciliation: rows read as an import reads them, each record's values into the reconciliation's file. */

import type { ReconcileStore, SheetEntry } from '../journal/reconcile-store.ts';
import type { RunStore } from '../journal/run-store.ts';
import { computeTotals } from '../model/arithmetic.ts';
import { type Decimal, formatDecimal } from '../model/decimal.ts';
import type { Document, DocumentLine, Value } from '../model/document.ts';
import type { Facts } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { ImportJob, JobProblem, ReconcileJob } from '../model/job.ts';
import type { Entity } from '../model/registry.ts';
import { decimalOf, textOf, valueText } from '../model/values.ts';
import { amountText, type LineSum } from '../reconcile/tally.ts';
import { type DocumentRows, eachDocument } from './each-document.ts';
import { lineSums } from './line-sums.ts';
import type { Parts } from './parts.ts';
import { type MappedFile, readSource } from './read-source.ts';
import type { ReconcilePlan } from './reconcile-plan.ts';

/** What a sheet's record carries besides its cells. */
export interface SheetMore {
  readonly lines: readonly LineSum[];
  /** Status that an earlier import gave it, where that was not saved. */
  readonly note?: string;
  /** The ID that an earlier import got for it. */
  readonly xeroId?: string;
}

/** What an earlier import came to for the record whose first row this is. */
export type Fate = (ordinal: number) => { readonly note?: string; readonly xeroId?: string };

/** Reads the rows into the run's file. Problems of the job that only the header shows come back. */
export async function readSheet(
  job: ReconcileJob,
  shape: Entity,
  paths: readonly string[],
  store: RunStore,
  parts: Parts,
): Promise<{ readonly files: readonly MappedFile[] } | { readonly problems: readonly JobProblem[] }> {
  parts.progress.phase('reading');
  return readSource({ job: asImport(job, shape), entity: shape, paths }, store, parts);
}

/** The job as the machinery of imports knows one: rows of one key are one record where lines are mapped, else each row is. */
export function asImport(job: ReconcileJob, shape: Entity): ImportJob {
  const at = { line: 1, column: 1 };
  const group = job.lines.length === 0 ? [{ kind: 'row' as const }] : job.key.map((field) => keyField(field, at));
  return {
    kind: 'import',
    name: job.name,
    path: job.path,
    org: job.org,
    entity: shape.name,
    source: job.source ?? { files: [], blank: [], keep: [], drop: [], joinFiles: false },
    columns: job.columns,
    lines: job.lines,
    extraLines: [],
    group,
    verify: [],
    send: { mode: 'create', existing: 'error', contacts: 'create', invalid: 'stop' },
    resolve: 'names',
    unused: 'ignore',
  };
}

function keyField(field: string, at: ReconcileJob['columns'][number]['at']) {
  return { kind: 'field' as const, field, at };
}

export interface SheetReading {
  readonly records: number;
  /** Cells that cannot be read; the first so many of them. */
  readonly findings: readonly Finding[];
  readonly unreadable: number;
}

/** Findings kept; more are counted. */
const KEPT = 10_000;

/** Every record into the reconciliation's file; nothing is stored any more once a cell cannot be read. */
export async function storeSheet(
  plan: Pick<ReconcilePlan, 'job' | 'shape' | 'fields' | 'keys' | 'facts' | 'computed'>,
  files: readonly MappedFile[],
  rows: RunStore,
  store: ReconcileStore | undefined,
  fate: Fate | undefined,
  parts: Parts,
): Promise<SheetReading> {
  parts.progress.phase('checking');
  const assemblers = files.map((file) => file.mapping.withFormats(file.formats));
  const findings: Finding[] = [];
  let [records, unreadable] = [0, 0];
  for await (const batch of eachDocument(rows, files, asImport(plan.job, plan.shape).source)) {
    const entries: SheetEntry[] = [];
    for (const record of batch) {
      const { document, findings: found } = assemblers[record.file]!.assemble(placed(record, assemblers));
      unreadable += found.length;
      if (findings.length < KEPT) findings.push(...found);
      if (document !== undefined && store !== undefined) entries.push(entryOf(document, record, plan, fate));
    }
    records += batch.length;
    parts.progress.documents(records);
    if (unreadable === 0) await store?.addSheet(entries);
  }
  return { records, findings, unreadable };
}

/** Rows of a record that began in another file bring their own columns and formats. */
function placed({ file, rows }: DocumentRows, assemblers: readonly ReturnType<MappedFile['mapping']['withFormats']>[]) {
  return rows.map(({ ref, row, file: own }) => (own === file ? { ref, row } : { ref, row, by: assemblers[own]!.plan }));
}

type EntryPlan = Parameters<typeof storeSheet>[0];

function entryOf(document: Document, record: DocumentRows, plan: EntryPlan, fate: Fate | undefined): SheetEntry {
  const resolved = plan.computed.length === 0 ? document : withTaxTypes(document, plan.facts);
  const totals =
    plan.computed.length === 0 ? undefined : computeTotals(resolved, plan.facts, { entity: plan.shape, unitdp: 4 });
  const amounts = { SubTotal: totals?.subTotal, TotalTax: totals?.totalTax, Total: totals?.total };
  const cells = plan.fields.map(({ field }) => {
    const value = document.fields.get(field);
    if (value !== undefined) return cellText(field, value, plan.facts);
    const known = field in amounts ? amounts[field as keyof typeof amounts] : undefined;
    return known === undefined ? '' : amountText(known);
  });
  const [first] = record.rows;
  const { ordinal, number, file } = first!.ref;
  const place = file === undefined ? String(number) : `${file}:${number}`;
  const more: SheetMore = { lines: lineSums(resolved, totals, plan.facts), ...fate?.(ordinal) };
  return {
    cells,
    place,
    label: place,
    keys: plan.keys.keys(cells),
    day: plan.keys.day(cells),
    more,
    rows: record.rows.length,
  };
}

/** Amounts with two places at least; `Contact` by its name, where it is given by ID or number. */
function cellText(field: string, value: Value, facts: Facts): string {
  if (typeof value === 'object') return field === 'CurrencyRate' ? formatDecimal(value) : amountText(value);
  const text = valueText(value).trim();
  if (field !== 'Contact') return text;
  const known = facts.contactById(text) ?? facts.contactsByNumber(text)[0];
  return facts.contactsByName(text).length > 0 ? text : (known?.name ?? text);
}

/** Tax rates by their codes, accounts by theirs, so that amounts can be computed. */
function withTaxTypes(document: Document, facts: Facts): Document {
  const lines = document.lines.map((line): DocumentLine => {
    const taxType = textOf(line.values, 'TaxType');
    const rate = taxType === undefined ? undefined : (facts.taxRate(taxType) ?? facts.taxRatesByName(taxType)[0]);
    const account = textOf(line.values, 'AccountCode');
    const code =
      account === undefined ? undefined : (facts.accountsByCode(account)[0] ?? facts.accountsByName(account)[0]);
    const values = new Map(line.values);
    if (rate !== undefined) values.set('TaxType', rate.taxType);
    if (code !== undefined && code.code !== '') values.set('AccountCode', code.code);
    return { ...line, values };
  });
  return { ...document, lines };
}

/** Sum of a field over the lines. */
export function lineField(lines: readonly DocumentLine[], field: string): readonly (Decimal | undefined)[] {
  return lines.map(({ values }) => decimalOf(values, field));
}
