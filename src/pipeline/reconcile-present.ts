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
}

export function presentReconciliation(presented: Presented): Reconciliation {
  const { plan, store, analysis, controlAccounts, parameters, passed } = presented;
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
    matched: () => pairs(store, fields, false),
    different: () => pairs(store, fields, true),
    single: (side) => singles(store, side, fields),
  };
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
      const note = side === 'sheet' ? (entry.more as SheetMore).note : undefined;
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
