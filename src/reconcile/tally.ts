/** Adds up both sides of a reconciliation: control totals, and sums by account, tax type and month. */

import { add, type Decimal, decimal, formatDecimal, formatFixed, parseDecimal, ZERO } from '../model/decimal.ts';
import type { ControlTotal, GroupSum, ReconciledField } from '../model/reconciliation.ts';

/** What the lines of a record come to by account and tax type; plain data. Amounts without tax, and the tax, as plain texts. */
export type LineSum = readonly [account: string, taxType: string, net: string, tax: string];

export interface TalliedRecord {
  readonly cells: readonly string[];
  readonly lines: readonly LineSum[];
  /** `YYYY-MM-DD`, "" where there is none. */
  readonly date: string;
  /** ISO code where it is not the base currency, else "". */
  readonly currency: string;
}

export interface TallyPlan {
  readonly fields: readonly ReconciledField[];
  /** Index of the amount that is added up by month; -1 where no amount is mapped. */
  readonly amount: number;
  /** What the sheet's rows tell besides. */
  readonly sheetKnows: { readonly account: boolean; readonly taxType: boolean; readonly date: boolean };
  /** `200 Sales` for 200. */
  readonly accountLabel: (account: string) => string;
  readonly taxLabel: (taxType: string) => string;
}

export interface Tally {
  add(side: 'sheet' | 'xero', record: TalliedRecord): void;
  result(): {
    readonly controlTotals: readonly ControlTotal[];
    readonly byAccount: readonly GroupSum[];
    readonly byTaxType: readonly GroupSum[];
    readonly byMonth: readonly GroupSum[];
  };
}

type Both = { sheet: Decimal; xero: Decimal };

export function createTally(plan: TallyPlan): Tally {
  const amounts = plan.fields.flatMap(({ type, summed }, index) =>
    type === 'decimal' && summed !== false ? [index] : [],
  );
  const totals = new Map(amounts.map((index): [number, Both] => [index, { sheet: ZERO, xero: ZERO }]));
  const documents = { sheet: 0, xero: 0 };
  const [account, taxType, month] = [groupSums(), groupSums(), groupSums()];
  const { sheetKnows } = plan;
  return {
    add(side, { cells, lines, date, currency }) {
      documents[side] += 1;
      for (const [index, both] of totals) both[side] = add(both[side], parseDecimal(cells[index] ?? '') ?? ZERO);
      const foreign = currency === '' ? '' : ` (${currency})`;
      for (const [code, type, net, tax] of lines) {
        if (side === 'xero' || sheetKnows.account)
          account.add(side, code + foreign, () => plan.accountLabel(code) + foreign, decimal(net));
        if (side === 'sheet' && !sheetKnows.taxType) continue;
        taxType.add(side, `${type + foreign} 1`, () => `${plan.taxLabel(type) + foreign}: net`, decimal(net));
        taxType.add(side, `${type + foreign} 2`, () => `${plan.taxLabel(type) + foreign}: tax`, decimal(tax));
      }
      const value = plan.amount < 0 ? undefined : parseDecimal(cells[plan.amount] ?? '');
      if (value !== undefined && (side === 'xero' || sheetKnows.date))
        month.add(side, date.slice(0, 7), () => date.slice(0, 7), value);
    },
    result: () => ({
      controlTotals: [
        { name: 'Documents', sheet: String(documents.sheet), xero: String(documents.xero) },
        ...[...totals].map(([index, { sheet, xero }]) => ({
          name: plan.fields[index]!.field,
          sheet: amountText(sheet),
          xero: amountText(xero),
        })),
      ],
      byAccount: account.result(sheetKnows.account),
      byTaxType: taxType.result(sheetKnows.taxType),
      byMonth: month.result(sheetKnows.date),
    }),
  };
}

/** Two places, more where the amount has more that matter. */
export function amountText(amount: Decimal): string {
  const plain = formatDecimal(amount);
  const places = plain.length - 1 - plain.indexOf('.');
  return plain.includes('.') && places > 2 ? plain : formatFixed(amount, 2);
}

function groupSums() {
  const groups = new Map<string, Both & { label: string }>();
  return {
    add(side: 'sheet' | 'xero', key: string, label: () => string, amount: Decimal): void {
      let group = groups.get(key);
      if (group === undefined) {
        group = { sheet: ZERO, xero: ZERO, label: label() };
        groups.set(key, group);
      }
      group[side] = add(group[side], amount);
    },
    result(sheetKnows: boolean): readonly GroupSum[] {
      const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      return sorted.map(([key, { label, sheet, xero }]) => ({
        key,
        label: label === '' ? '(none)' : label,
        ...(sheetKnows ? { sheet: amountText(sheet) } : {}),
        xero: amountText(xero),
      }));
    },
  };
}
