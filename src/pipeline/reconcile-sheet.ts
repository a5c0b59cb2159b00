/** The sheet's side of a reconciliation: rows read as an import reads them, each record's values into the reconciliation's file. */

import type { ReconcileStore, SheetEntry } from '../journal/reconcile-store.ts';
import type { RunStore } from '../journal/run-store.ts';
import { computeTotals } from '../model/arithmetic.ts';
import { formatDecimal } from '../model/decimal.ts';
import type { Document, DocumentLine, Value } from '../model/document.ts';
import type { Facts } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { ImportJob, ReconcileJob } from '../model/job.ts';
import type { Entity } from '../model/registry.ts';
import { textOf, valueText } from '../model/values.ts';
import { allocationText, type LineField } from '../reconcile/line-allocation.ts';
import { amountText, type LineSum } from '../reconcile/tally.ts';
import { type DocumentRows, eachDocument } from './each-document.ts';
import { knownName } from './known-name.ts';
import { lineSums } from './line-sums.ts';
import type { Parts } from './parts.ts';
import { type MappedFile, readSource } from './read-source.ts';
import { keysById, type ReconcilePlan } from './reconcile-plan.ts';

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
export function readSheet(
  reading: ImportJob,
  entity: Entity,
  paths: readonly string[],
  store: RunStore,
  parts: Parts,
): ReturnType<typeof readSource> {
  parts.progress.phase('reading');
  return readSource({ job: reading, entity, paths }, store, parts);
}

/**
 * The job as the machinery of imports knows one: rows of one key are one record where lines are mapped, else each row is.
 * @param imported the import whose rows are read
 */
export function asImport(job: ReconcileJob, shape: Entity, imported: ImportJob | undefined): ImportJob {
  const at = { line: 1, column: 1 };
  const ofLines = job.lines.length > 0 || (imported?.lines.length ?? 0) > 0;
  const byKey = job.key.map((field) => ({ kind: 'field' as const, field, at }));
  const own = imported !== undefined && job.lines === imported.lines ? imported : undefined;
  return {
    kind: 'import',
    name: job.name,
    path: job.path,
    org: job.org,
    entity: own?.entity ?? shape.name,
    source: job.source ?? imported?.source ?? { files: [], blank: [], keep: [], drop: [], joinFiles: false },
    columns: job.columns,
    lines: job.lines,
    extraLines: own?.extraLines ?? [],
    ...(own === undefined ? { group: ofLines && byKey.length > 0 ? byKey : [{ kind: 'row' as const }] } : groupOf(own)),
    verify: [],
    send: { mode: 'create', existing: 'error', contacts: 'create', invalid: 'stop' },
    resolve: 'names',
    unused: 'ignore',
  };
}

function groupOf({ group }: ImportJob): Pick<ImportJob, 'group'> {
  return group === undefined ? {} : { group };
}

export interface SheetReading {
  readonly records: number;
  /** Cells that cannot be read; the first so many of them. */
  readonly findings: readonly Finding[];
  readonly unreadable: number;
}

/** Where the records go, and what makes them ready to be compared. */
export interface SheetTarget {
  readonly plan: Pick<ReconcilePlan, 'shape' | 'fields' | 'keys' | 'facts' | 'computes' | 'allocated'>;
  readonly store: ReconcileStore;
  /** What an earlier import came to, where its rows are read. */
  readonly fate: Fate | undefined;
}

/** Findings kept; more are counted. */
const KEPT = 10_000;

/** Makes records of the rows: into the reconciliation's file, or only to see whether all can be read. Nothing is stored any more once a cell cannot be. */
export async function storeSheet(
  reading: ImportJob,
  files: readonly MappedFile[],
  rows: RunStore,
  target: SheetTarget | undefined,
  parts: Parts,
): Promise<SheetReading> {
  parts.progress.phase('checking');
  const assemblers = files.map((file) => file.mapping.withFormats(file.formats));
  const findings: Finding[] = [];
  let [records, unreadable] = [0, 0];
  for await (const batch of eachDocument(rows, files, reading.source)) {
    const entries: SheetEntry[] = [];
    for (const record of batch) {
      const { document, findings: found } = assemblers[record.file]!.assemble(placed(record, assemblers));
      unreadable += found.length;
      if (findings.length < KEPT) findings.push(...found);
      if (document !== undefined && target !== undefined) entries.push(entryOf(document, record, target));
    }
    records += batch.length;
    parts.progress.documents(records);
    if (unreadable === 0) await target?.store.addSheet(entries);
  }
  return { records, findings, unreadable };
}

/** Rows of a record that began in another file bring their own columns and formats. */
function placed({ file, rows }: DocumentRows, assemblers: readonly ReturnType<MappedFile['mapping']['withFormats']>[]) {
  return rows.map(({ ref, row, file: own }) => (own === file ? { ref, row } : { ref, row, by: assemblers[own]!.plan }));
}

function entryOf(document: Document, record: DocumentRows, { plan, fate }: SheetTarget): SheetEntry {
  const resolved = plan.computes ? withTaxTypes(document, plan.facts) : document;
  const totals = plan.computes ? computeTotals(resolved, plan.facts, { entity: plan.shape, unitdp: 4 }) : undefined;
  const amounts = { SubTotal: totals?.subTotal, TotalTax: totals?.totalTax, Total: totals?.total };
  const lines = lineSums(resolved, totals, plan);
  const cells = plan.fields.map(({ field, allocation }) => {
    const value = document.fields.get(field);
    if (allocation) return allocationText(lines, field as LineField);
    if (value !== undefined) return cellText(field, value, plan.facts);
    const known = field in amounts ? amounts[field as keyof typeof amounts] : undefined;
    return known === undefined ? '' : amountText(known);
  });
  const [first] = record.rows;
  const { ordinal, number, file } = first!.ref;
  const place = file === undefined ? String(number) : `${file}:${number}`;
  const became = fate?.(ordinal);
  const more: SheetMore = { lines, ...became };
  const keys = became === undefined ? plan.keys.keys(cells) : keysById(became.xeroId);
  return {
    cells,
    place,
    label: place,
    keys,
    day: plan.keys.day(cells),
    more,
    rows: record.rows.length,
    first: ordinal,
  };
}

/** Amounts with two places at least, accounts and contacts by their known names. */
function cellText(field: string, value: Value, facts: Facts): string {
  if (typeof value === 'object') return field === 'CurrencyRate' ? formatDecimal(value) : amountText(value);
  return knownName(field, facts)(valueText(value).trim());
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
