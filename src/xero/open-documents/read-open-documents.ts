/** The documents of one side that were open on a day, exactly: those open now, and those paid or credited only after it. */

import { type Decimal, divide, isZero, negate, ZERO } from '../../model/decimal.ts';
import type { Api } from '../api.ts';
import { invoices } from '../entities/invoices.ts';
import { type ExactObject, textAt } from '../exact-json.ts';
import { insistOnPage } from '../insist-on-page.ts';
import { fetchRecords } from '../look-up.ts';
import { readCollection, readOnePage } from '../read-collection.ts';
import { readDate } from '../xero-date.ts';
import { type DocumentKind, type DocumentList, documentLists, type Side } from './document-sides.ts';
import { invoicesUpTo, paymentsAfter } from './open-queries.ts';
import { type CreditOptions, isPosted, readCredits } from './read-credits.ts';
import { amountAt, standingOn } from './standing.ts';
import { whileCreditsStand } from './while-credits-stand.ts';

export interface OpenDocument {
  readonly kind: DocumentKind;
  readonly id: string;
  /** "" where it has none. */
  readonly number: string;
  readonly contactId: string;
  readonly contact: string;
  readonly reference: string;
  /** `YYYY-MM-DD`; "" where it has none. */
  readonly date: string;
  readonly dueDate: string;
  readonly currency: string;
  /** Units of its currency for one of the base currency. */
  readonly rate: Decimal;
  /** Open on the day in its own currency; negative for credits. */
  readonly due: Decimal;
  /** The same in base currency at the document's own rate, 2 places. The ledger's control account holds their sum. */
  readonly baseDue: Decimal;
}

export interface OpenQuery {
  readonly side: Side;
  /** `YYYY-MM-DD`: documents, payments and credits dated on it count, later ones do not. */
  readonly day: string;
}

/** Paid documents beyond this many are read as a list: 25 calls by their IDs are more than most lists take. */
export const MOST_BY_ID = 1000;

/**
 * Calls: the pages of the side's credits and of its approved invoices up to the day, one for the payments after the
 * day, and one for every 40 invoices paid since; where those are many, the pages of all paid invoices instead.
 * Never one a contact; in the end one each that proves that no credit was changed meanwhile, else all is read again.
 * Rejects as `readCollection` does, and with a Refusal where credits are changed all the time.
 */
export function readOpenDocuments(
  api: Api,
  query: OpenQuery,
  options: CreditOptions = {},
): Promise<readonly OpenDocument[]> {
  return whileCreditsStand(() => readOnce(api, query, options));
}

/** Undefined where a credit was changed meanwhile: it may have been set against an invoice after it was read itself. */
async function readOnce(
  api: Api,
  { side, day }: OpenQuery,
  options: CreditOptions,
): Promise<readonly OpenDocument[] | undefined> {
  const [list] = documentLists[side];
  const open = new Map<string, OpenDocument>();
  const forget = (id: string) => open.delete(id);
  const keep = (element: ExactObject, of: DocumentList, creditedLater?: Decimal) => {
    const document = isPosted(element, of) ? openDocument(element, of, day, creditedLater) : undefined;
    if (document === undefined) forget(textAt(element, of.idField));
    else open.set(document.id, document);
  };
  const { later, changed } = await readCredits(api, side, day, { keep, drop: forget }, options);
  const keepInvoices = async (elements: readonly ExactObject[]) => {
    for (const element of elements) keep(element, list, later.get(textAt(element, 'InvoiceID')));
  };
  const drop = async (ids: readonly string[]) => ids.forEach(forget);
  const readAll = (status: 'AUTHORISED' | 'PAID') =>
    readCollection(api, invoicesUpTo(side, status, day), keepInvoices, { ...options, drop });
  await readAll('AUTHORISED');
  const settledLater = await paidAfter(api, { side, day }, options);
  const ids = settledLater === undefined ? undefined : [...new Set([...settledLater, ...later.keys()])];
  if (ids === undefined || ids.length > MOST_BY_ID) await readAll('PAID');
  else
    await keepInvoices(
      await fetchRecords(
        api,
        invoices,
        ids.filter((id) => !open.has(id)),
      ),
    );
  return (await changed()) ? undefined : [...open.values()];
}

/** IDs of the documents with payments dated after the day; undefined where they fill more than a page. */
async function paidAfter(
  api: Api,
  { side, day }: OpenQuery,
  { patience }: CreditOptions,
): Promise<readonly string[] | undefined> {
  const { elements, pages } = await insistOnPage(() => readOnePage(api, paymentsAfter(side, day), 1), patience);
  if (pages === undefined || pages.pageCount > 1) return undefined;
  return elements.map((payment) => textAt(payment, 'Invoice.InvoiceID')).filter((id) => id !== '');
}

function openDocument(
  element: ExactObject,
  list: DocumentList,
  day: string,
  creditedLater: Decimal = ZERO,
): OpenDocument | undefined {
  const date = readDate(textAt(element, 'Date'));
  if (date > day) return undefined;
  const standing = standingOn(element, list.kind, day, creditedLater);
  if (isZero(standing.due)) return undefined;
  const due = list.kind === 'Invoice' ? standing.due : negate(standing.due);
  const rate = rateOf(element);
  return {
    kind: list.kind,
    id: textAt(element, list.idField),
    number: textAt(element, list.numberField),
    contactId: textAt(element, 'Contact.ContactID'),
    contact: textAt(element, 'Contact.Name'),
    reference: textAt(element, 'Reference'),
    date,
    dueDate: readDate(textAt(element, 'DueDate')),
    currency: textAt(element, 'CurrencyCode'),
    rate,
    due,
    baseDue: divide(due, rate, 2),
  };
}

const ONE: Decimal = { units: 1n, scale: 0 };

/** 1 where the reply tells none. */
function rateOf(element: ExactObject): Decimal {
  const rate = amountAt(element, 'CurrencyRate');
  return isZero(rate) ? ONE : rate;
}
