/** An order on its way into the books: read, filled in and computed, with all that forbids it. */
import { compare, toJson, zero } from '../books/decimal.ts';
import { computeTotals, type Totals } from '../books/line-maths.ts';
import type { StoredRecord } from '../books/store.ts';
import type { DocumentContact } from '../documents/document-contact.ts';
import { documentLines } from '../documents/document-lines.ts';
import { type Header, headerOf } from '../documents/header.ts';
import type { Line } from '../documents/lines.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import * as texts from '../validation/messages.ts';
import * as orderTexts from '../validation/order-messages.ts';
import type { OrderChange, OrderKind, OwnHead } from './order-kind.ts';

export interface OrderDraft {
  readonly before: StoredRecord | undefined;
  readonly input: JsonObject;
  readonly status: string;
  readonly header: Header;
  readonly own: OwnHead;
  readonly contact: DocumentContact;
  readonly lines: readonly Line[];
  readonly totals: Totals;
}

/** Reads a write over what stood there; a head has a Reference of its own. */
export function draftedOrder(
  call: Call,
  kind: OrderKind,
  before: StoredRecord | undefined,
  input: JsonObject,
  status: string,
): OrderDraft {
  const body = before?.body ?? {};
  const change: OrderChange = { before: body, input, status };
  const sales = kind.sells(change);
  const LineAmountTypes = input.LineAmountTypes ?? body.LineAmountTypes ?? kind.lineAmountTypes;
  const { Reference: _old, ...rest } = body;
  const { Reference: _new, ...given } = input;
  const header = headerOf(call, rest, { ...given, LineAmountTypes }, { sales, invoice: false });
  const places: Call = kind.unitPlaces === undefined ? call : { ...call, unitPlaces: kind.unitPlaces };
  const lines = documentLines(places, { ...body, LineAmountTypes: header.lineAmountTypes }, input, {
    sales,
    strict: kind.strict.includes(status),
    discountable: true,
    what: kind.what,
    lineAmountTypes: header.lineAmountTypes,
  });
  const figures = lines.map((line) => line.figures);
  return {
    before,
    input,
    status,
    header,
    own: kind.head(call, change),
    contact: kind.contact(call, input.Contact ?? body.Contact),
    lines,
    totals: computeTotals(figures, header.lineAmountTypes),
  };
}

/** `isTaken`: the number belongs to another one. */
export function orderErrors(kind: OrderKind, draft: OrderDraft, isTaken: boolean): readonly string[] {
  const errors = [...draft.contact.errors, ...draft.header.errors, ...draft.own.errors];
  if (isTaken && kind.numbers !== undefined) errors.push(kind.numbers.taken);
  if (draft.lines.length === 0) errors.push(texts.linesMissing);
  if (compare(draft.totals.total, zero) < 0) errors.push(texts.negativeTotal);
  const given = Array.isArray(draft.input.LineItems) ? objectsOf(draft.input.LineItems) : [];
  const ofLines = [
    ...given.flatMap((line) => ownLineErrors(kind, line)),
    ...draft.lines.flatMap((line) => line.errors),
  ];
  return [...errors, ...ofLines.map((text) => kind.reword?.(text) ?? text)];
}

/** The figures by Xero's names; what is discounted is said where something is. */
export function orderTotals({ totals }: OrderDraft): JsonObject {
  const { subTotal, totalTax, total, totalDiscount } = totals;
  return {
    SubTotal: toJson(subTotal),
    TotalTax: toJson(totalTax),
    Total: toJson(total),
    ...(totalDiscount.units === 0n ? {} : { TotalDiscount: toJson(totalDiscount) }),
  };
}

function ownLineErrors(kind: OrderKind, line: JsonObject): readonly string[] {
  const discounts = ['DiscountRate', 'DiscountAmount'].filter((field) => textOf(line[field]) !== undefined);
  const refused = discounts.some((field) => !kind.discounts.includes(field)) ? [texts.noDiscounts(kind.what)] : [];
  const hasPrice = ['UnitAmount', 'LineAmount', 'ItemCode'].some((field) => textIn(line, field) !== undefined);
  const isUnpriced = textIn(line, 'Quantity') !== undefined && !hasPrice && textIn(line, 'LineItemID') === undefined;
  return isUnpriced ? [...refused, orderTexts.unitAmountMissing] : refused;
}
