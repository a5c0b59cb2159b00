/** A reconciliation as its workbook shows it, read from its file page by page. */

import type {
  ReconcileSide,
  ReconcileStore,
  SheetEntry,
  SideEntry,
  StoredPair,
  XeroEntry,
} from '../journal/reconcile-store.ts';
import type {
  ControlAccount,
  Difference,
  ReconciledField,
  ReconciledPair,
  Reconciliation,
  SideRecord,
  SingleRecord,
} from '../model/reconciliation.ts';
import type { Cell } from '../model/source-row.ts';
import { type Analysis, amountPlace, type Verdict } from './reconcile-analyse.ts';
import type { ReconcilePlan } from './reconcile-plan.ts';
import type { SheetMore } from './reconcile-sheet.ts';

export interface Presented {
  readonly plan: ReconcilePlan;
  readonly store: ReconcileStore;
  readonly analysis: Analysis;
  readonly controlAccounts: readonly ControlAccount[];
  readonly parameters: Reconciliation['parameters'];
  readonly passed: boolean;
  /** Ends the reading of records, and with it the writing of the workbook. */
  readonly signal: AbortSignal | undefined;
}

export function presentReconciliation(presented: Presented): Reconciliation {
  const { plan, store, analysis, controlAccounts, parameters, passed, signal } = presented;
  const { fields } = plan;
  const place = amountPlace(plan);
  return {
    parameters,
    fields,
    ...analysis.sums,
    ...(place < 0 ? {} : { byMonthField: place }),
    controlAccounts,
    counts: analysis.counts,
    ...(plan.keys.hasMatch ? { byLikeness: analysis.likely } : {}),
    causes: analysis.causes,
    passed,
    matched: () => until(signal, pairs(store, fields, false)),
    different: () => until(signal, pairs(store, fields, true)),
    single: (side) => until(signal, singles(store, side, fields)),
  };
}

async function* until<Page>(signal: AbortSignal | undefined, pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  for await (const page of pages) {
    signal?.throwIfAborted();
    yield page;
  }
}

async function* pairs(
  store: ReconcileStore,
  fields: readonly ReconciledField[],
  differing: boolean,
): AsyncGenerator<readonly ReconciledPair[]> {
  for await (const page of store.pairs(differing)) {
    yield page.map((pair) => ({
      sheet: sheetRecord(pair.sheet, fields),
      xero: booksRecord(pair.xero, pair.xero.kind, fields),
      by: pair.by,
      differences: differencesOf(pair, fields),
    }));
  }
}

function differencesOf(
  { sheet, xero, verdict }: StoredPair,
  fields: readonly ReconciledField[],
): readonly Difference[] {
  if (verdict === null || verdict === undefined) return [];
  const { differences, status } = verdict as Verdict;
  return differences.map(({ field, delta, cause }) => ({
    field,
    sheet: cellOf(sheet.cells[field]!, fields[field]!),
    xero: status === undefined ? cellOf(xero.cells[field]!, fields[field]!) : status,
    ...(delta === undefined ? {} : { delta }),
    cause,
  }));
}

async function* singles(
  store: ReconcileStore,
  side: ReconcileSide,
  fields: readonly ReconciledField[],
): AsyncGenerator<readonly SingleRecord[]> {
  for await (const page of store.singles(side)) {
    yield page.map(({ entry, kind, reason, candidates }) => {
      const note = side === 'sheet' ? noteOf(entry, fields) : undefined;
      return {
        side,
        record: side === 'sheet' ? sheetRecord(entry, fields) : booksRecord(entry, kind, fields),
        reason: reason ?? 'missing',
        candidates,
        ...(note === undefined ? {} : { note }),
      };
    });
  }
}

/** What an earlier import made of the row; or that it cannot meet any record by its key. */
function noteOf({ cells, more }: SideEntry, fields: readonly ReconciledField[]): string | undefined {
  const { note, xeroId } = more as SheetMore;
  if (note !== undefined || xeroId !== undefined) return note;
  const blank = fields.find(({ key }, index) => key === true && cells[index] === '');
  return blank === undefined ? undefined : `${blank.header} is blank`;
}

function sheetRecord(entry: SheetEntry | SideEntry, fields: readonly ReconciledField[]): SideRecord {
  return { cells: cellsOf(entry, fields), place: entry.place };
}

function booksRecord(entry: XeroEntry | SideEntry, kind: string, fields: readonly ReconciledField[]): SideRecord {
  const counts = !('standing' in entry) || entry.standing === 'open' || entry.standing === 'settled';
  return { cells: cellsOf(entry, fields), place: entry.place, kind, ...(counts ? {} : { counts }) };
}

function cellsOf({ cells }: SideEntry, fields: readonly ReconciledField[]): readonly Cell[] {
  return cells.map((text, index) => cellOf(text, fields[index]!));
}

function cellOf(text: string, { type }: ReconciledField): Cell {
  if (text === '' || type === 'text') return text;
  return type === 'date' ? { d: text } : { n: text };
}
