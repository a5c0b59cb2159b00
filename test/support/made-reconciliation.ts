/** Reconciliations made by hand, without books: what the workbook and the closing text are tested with. */

import type {
  DifferenceCause,
  ReconciledField,
  ReconciledPair,
  Reconciliation,
  SingleRecord,
} from '../../src/model/reconciliation.ts';
import type { Cell } from '../../src/model/source-row.ts';

export const FIELDS: readonly ReconciledField[] = [
  { field: 'InvoiceNumber', header: 'Doc', type: 'text', compared: false, key: true },
  { field: 'Contact.Name', header: 'Customer', type: 'text', compared: true },
  { field: 'Date', header: 'Dated', type: 'date', compared: true },
  { field: 'Total', header: 'Gross', type: 'decimal', compared: true },
  { field: 'Status', header: 'Status', type: 'text', compared: false, inSheet: false },
];

export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** Of one customer and day; its number is also that of its row. */
export function cellsOf(number: number, total: string): readonly Cell[] {
  return [`INV-${number}`, 'Alpha Ltd', { d: '2026-10-01' }, { n: total }, 'AUTHORISED'];
}

export function pairOf(number: number, sheet: string, xero = sheet): ReconciledPair {
  return {
    sheet: { cells: cellsOf(number, sheet).with(4, ''), place: String(number) },
    xero: { cells: cellsOf(number, xero), place: idOf(number), kind: 'Invoice' },
    by: 'key',
    differences: [],
  };
}

/** Gross differs. */
export function differing(number: number, sheet: string, xero: string, delta: string, cause: DifferenceCause) {
  const pair = pairOf(number, sheet, xero);
  return { ...pair, differences: [{ field: 3, sheet: { n: sheet }, xero: { n: xero }, delta, cause }] };
}

export function singleOf(side: 'sheet' | 'xero', number: number, total: string): SingleRecord {
  const { sheet, xero } = pairOf(number, total);
  return { side, record: side === 'sheet' ? sheet : xero, reason: 'missing', candidates: [] };
}

/** Nothing on either side, but for what is given. */
export function made(parts: {
  readonly matched?: readonly ReconciledPair[];
  readonly different?: readonly ReconciledPair[];
  readonly onlyInSheet?: readonly SingleRecord[];
  readonly onlyInXero?: readonly SingleRecord[];
  readonly further?: Partial<Reconciliation>;
}): Reconciliation {
  const { matched = [], different = [], onlyInSheet = [], onlyInXero = [] } = parts;
  return {
    parameters: [
      ['Reconciled', 'Invoices'],
      ['Organisation', 'Demo Company (UK)'],
      ['As at', '2026-10-31'],
    ],
    fields: FIELDS,
    controlTotals: [],
    controlAccounts: [],
    counts: {
      matched: matched.length,
      different: different.length,
      onlyInSheet: onlyInSheet.length,
      onlyInXero: onlyInXero.length,
    },
    causes: [],
    passed: different.length + onlyInSheet.length + onlyInXero.length === 0,
    matched: () => pages(matched),
    different: () => pages(different),
    single: (side) => pages(side === 'sheet' ? onlyInSheet : onlyInXero),
    byAccount: [],
    byTaxType: [],
    byMonth: [],
    ...parts.further,
  };
}

/** Two records a page, so that sheets end within pages. */
async function* pages<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  for (let at = 0; at < items.length; at += 2) yield items.slice(at, at + 2);
}
