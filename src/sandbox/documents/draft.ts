/** A document on its way into the books: read and computed, not yet judged. */
import { type Decimal, toJson } from '../books/decimal.ts';
import { computeTotals, type Totals } from '../books/line-maths.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import { type DocumentContact, documentContact } from './document-contact.ts';
import type { DocumentKind } from './document-kind.ts';
import { documentLines } from './document-lines.ts';
import { type Header, headerOf } from './header.ts';
import type { Line } from './lines.ts';
import { roundingOf, withRounding } from './rounding.ts';
import type { DocumentStatus } from './status.ts';

export interface Draft {
  readonly kind: DocumentKind;
  readonly before: StoredRecord | undefined;
  readonly input: JsonObject;
  readonly type: string;
  readonly status: DocumentStatus;
  readonly number: string | undefined;
  readonly header: Header;
  readonly contact: DocumentContact;
  readonly lines: readonly Line[];
  readonly rounding: Decimal | undefined;
  /** With the rounding in the total. */
  readonly totals: Totals;
}

/** Reads a write of a document over what stood there. */
export function drafted(
  call: Call,
  kind: DocumentKind,
  before: StoredRecord | undefined,
  input: JsonObject,
  is: { readonly type: string; readonly status: DocumentStatus },
): Draft {
  const body = before?.body ?? {};
  const [sales, invoice] = [is.type === kind.types.sales, kind.collection === 'Invoices'];
  const header = headerOf(call, body, input, { sales, invoice });
  const lines = documentLines(call, body, input, {
    sales,
    strict: is.status !== 'DRAFT',
    discountable: kind.discountable.includes(is.type),
    what: invoice ? `${is.type} invoices` : 'credit notes',
    lineAmountTypes: header.lineAmountTypes,
  });
  const figures = lines.map((line) => line.figures);
  const rounding = invoice ? roundingOf(body, input, is.status !== 'DRAFT') : undefined;
  return {
    kind,
    before,
    input,
    ...is,
    number: textIn(input, kind.numberField) ?? textOf(body[kind.numberField]),
    header,
    contact: documentContact(call, input.Contact ?? body.Contact),
    lines,
    rounding,
    totals: withRounding(computeTotals(figures, header.lineAmountTypes), rounding),
  };
}

/** The totals by Xero's names. */
export function totalsOf(totals: Totals): JsonObject {
  const { subTotal, totalTax, total } = totals;
  return { SubTotal: toJson(subTotal), TotalTax: toJson(totalTax), Total: toJson(total) };
}
