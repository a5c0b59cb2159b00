/** A record as Xero holds it, made ready to be compared: as it stood on the day, its amounts signed, its keys beside it. */

import type { Standing, XeroEntry } from '../journal/reconcile-store.ts';
import { type Decimal, divide, formatDecimal, isZero, negate, parseDecimal, ZERO } from '../model/decimal.ts';
import { POSTED } from '../model/ledger.ts';
import { cellText } from '../model/source-row.ts';
import type { RecordTraits } from '../reconcile/difference-cause.ts';
import { allocationText, type LineField } from '../reconcile/line-allocation.ts';
import { amountText, type LineSum } from '../reconcile/tally.ts';
import { type ExactObject, listAt, textAt } from '../xero/exact-json.ts';
import { recordCell } from '../xero/flatten-element.ts';
import { standingOn } from '../xero/open-documents/standing.ts';
import { readDate } from '../xero/xero-date.ts';
import { type PartFilter, REBUILT } from './books-filter.ts';
import { knownName } from './known-name.ts';
import { booksLineSums } from './line-sums.ts';
import { type BooksPart, keysById, type ReconcilePlan } from './reconcile-plan.ts';

/** What a record of Xero's carries besides its cells. */
export interface BooksMore {
  readonly traits: RecordTraits;
  readonly lines: readonly LineSum[];
  /** What is due of it in base currency, credits negative; "" where it is not in the ledger on the day. */
  readonly base: string;
}

/** Kinds of which the day's standing can be rebuilt. */
const REBUILDABLE = ['Invoice', 'CreditNote', 'Prepayment', 'Overpayment'] as const;
type Rebuildable = (typeof REBUILDABLE)[number];

function isRebuildable(kind: string): kind is Rebuildable {
  return (REBUILDABLE as readonly string[]).includes(kind);
}

/** Undefined for a document that is not wanted. */
export type MakeEntry = (element: ExactObject) => XeroEntry | undefined;

export function entryMaker(
  plan: ReconcilePlan,
  part: BooksPart,
  filter: PartFilter,
  later: ReadonlyMap<string, Decimal>,
): MakeEntry {
  const { entity, sign } = part;
  const read = fieldReaders(plan, part);
  const status = entity.status?.field ?? 'Status';
  return (now) => {
    const element = rebuilt(now, part, plan.asAt, later.get(textAt(now, entity.idField)));
    if (!filter.wanted(element)) return undefined;
    const date = readDate(textAt(element, 'Date'));
    const due = parseDecimal(textAt(element, part.due)) ?? ZERO;
    const standing = standingOf(plan, filter.counts(element), date, due);
    const lines = booksLineSums(element, entity.lines?.name ?? 'LineItems', sign);
    const cells = plan.fields.map(({ field, allocation }, index) =>
      allocation ? allocationText(lines, field as LineField) : read[index]!(element),
    );
    const label = numberOf(element, part) || textAt(element, entity.idField);
    const signed = (amount: Decimal) => (sign < 0 ? negate(amount) : amount);
    const more: BooksMore = {
      traits: {
        tax: textAt(element, 'TotalTax'),
        currency: textAt(element, 'CurrencyCode'),
        rate: textAt(element, 'CurrencyRate'),
        status: textAt(element, status),
        date,
        lines: listAt(element, entity.lines?.name ?? 'LineItems').length,
        settlements: settlementAmounts(now),
      },
      lines,
      base: plan.ledger && standing === 'open' ? formatDecimal(signed(divide(due, rateOf(element), 2))) : '',
    };
    const place = textAt(element, entity.idField);
    return {
      cells,
      place,
      label,
      keys: plan.job.sourceRun === undefined ? plan.keys.keys(cells) : keysById(place),
      day: plan.keys.day(cells),
      more,
      kind: entity.singular,
      standing,
    };
  };
}

function standingOf({ asAt, ledger }: ReconcilePlan, counts: boolean, date: string, due: Decimal): Standing {
  if (!counts) return 'status';
  if (asAt !== undefined && date > asAt) return 'date';
  return ledger && isZero(due) ? 'settled' : 'open';
}

/** The document as it stood on the day; unposted ones stand as they are. */
function rebuilt(
  element: ExactObject,
  { entity, due }: BooksPart,
  asAt: string | undefined,
  credited: Decimal | undefined,
): ExactObject {
  const kind = entity.singular;
  if (asAt === undefined || !isRebuildable(kind) || !POSTED.includes(textAt(element, 'Status'))) return element;
  const then = standingOn(element, kind, asAt, credited);
  return {
    ...element,
    [due]: amountText(then.due),
    AmountPaid: amountText(then.paid),
    AmountCredited: amountText(then.credited),
    Status: then.status,
    ...(then.status === 'PAID' ? {} : { FullyPaidOnDate: '' }),
  };
}

function settlementAmounts(element: ExactObject): readonly string[] {
  const lists = ['Payments', 'CreditNotes', 'Prepayments', 'Overpayments', 'Allocations'];
  const amounts = lists
    .flatMap((list) => listAt(element, list))
    .map((one) => textAt(one, 'AppliedAmount') || textAt(one, 'Amount'));
  return amounts.filter((text) => parseDecimal(text) !== undefined);
}

const ONE: Decimal = { units: 1n, scale: 0 };

function rateOf(element: ExactObject): Decimal {
  const rate = parseDecimal(textAt(element, 'CurrencyRate')) ?? ONE;
  return isZero(rate) ? ONE : rate;
}

function numberOf(element: ExactObject, { numbers }: BooksPart): string {
  return numbers.map((name) => textAt(element, name)).find((text) => text !== '') ?? '';
}

/** Amounts of credits count negative. */
const SIGNED: ReadonlySet<string> = new Set([
  ...['SubTotal', 'TotalTax', 'Total', 'TotalDiscount', 'CISDeduction'],
  ...REBUILT,
  'AppliedAmount',
]);

function fieldReaders(plan: ReconcilePlan, part: BooksPart): readonly ((element: ExactObject) => string)[] {
  const entity = { ...part.entity, fields: plan.shape.fields };
  return plan.fields.map(({ field, type }) => {
    if (field === 'Number' || (plan.ledger && field === 'InvoiceNumber')) return (element) => numberOf(element, part);
    const name = plan.ledger && field === 'AmountDue' ? part.due : field;
    const known = plan.shape.fields.find((one) => one.name === name) ?? { name, type: 'decimal' as const };
    const source = { ...entity, fields: [...plan.shape.fields, known] };
    const cell = recordCell(
      { field: name, header: '', at: { line: 1, column: 1 } },
      { entity: source, facts: plan.facts },
    );
    const named = knownName(field, plan.facts);
    if (type !== 'decimal') return (element) => named(cellText(cell(element)));
    return (element) => {
      const amount = parseDecimal(cellText(cell(element)));
      if (amount === undefined) return '';
      if (field === 'CurrencyRate') return formatDecimal(amount);
      return amountText(part.sign < 0 && SIGNED.has(field) ? negate(amount) : amount);
    };
  });
}
