/** Creates or updates one invoice, bill or credit note. */
import { dayOf, dayPair, instantOut } from '../books/calendar.ts';
import { compare, toJson, zero } from '../books/decimal.ts';
import { computeTotals, type Totals } from '../books/line-maths.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { markRole } from '../resources/contacts.ts';
import type { Call } from '../server/call.ts';
import { type Mode, messages, type Outcome, zeroId } from '../server/elements.ts';
import { amountIn, choiceIn, textIn } from '../server/input.ts';
import * as texts from '../validation/messages.ts';
import { balanceFields, isSettledInPart } from './balance.ts';
import { documentContact } from './document-contact.ts';
import type { DocumentKind } from './document-kind.ts';
import { documentLines } from './document-lines.ts';
import { documentRecord } from './document-record.ts';
import { documentView } from './document-view.ts';
import type { Draft } from './draft.ts';
import { headerOf, lockError } from './header.ts';
import { givenId, isNumberTaken, matchDocument, nextNumber } from './match-document.ts';
import { paidEditErrors } from './paid-edit.ts';
import { type DocumentStatus, documentStatuses, statusError } from './status.ts';

/** `refusedNumbers`: numbers that this call may not create at all. */
export function saveDocument(
  call: Call,
  kind: DocumentKind,
  input: JsonObject,
  mode: Mode,
  refusedNumbers: ReadonlySet<string> = new Set(),
): Outcome {
  const before = matchDocument(call, kind, input, mode);
  if (before === undefined && mode === 'upsert' && givenId(kind, input) !== undefined) {
    return refused(call, kind, input, undefined, [texts.missingId(kind.label)]);
  }
  const type = before?.type ?? textIn(input, 'Type')?.toUpperCase() ?? '';
  if (type !== kind.types.sales && type !== kind.types.purchases) {
    return refused(call, kind, input, before, [texts.typeNotForCreation(kind.label)]);
  }
  const current = before?.status as DocumentStatus | undefined;
  const status = choiceIn(input, 'Status', documentStatuses) ?? current ?? 'DRAFT';
  const settled = before !== undefined && isSettledInPart(before.body);
  const problem = statusError(kind, current, status, settled);
  if (problem !== undefined) return refused(call, kind, input, before, [problem]);
  if (before !== undefined && (status === 'DELETED' || status === 'VOIDED'))
    return ended(call, kind, before, input, status);
  const draft = drafted(call, kind, before, input, { type, status });
  const errors = [...documentErrors(call, draft, refusedNumbers), ...(settled ? paidEditErrors(draft) : [])];
  const warnings = draft.lines.flatMap((line) => line.warnings);
  if (errors.length > 0 || draft.contact.nestedErrors.length > 0) {
    return { ...refused(call, kind, input, before, errors, draft), warnings };
  }
  return stored(call, draft, warnings);
}

function drafted(
  call: Call,
  kind: DocumentKind,
  before: StoredRecord | undefined,
  input: JsonObject,
  is: { readonly type: string; readonly status: DocumentStatus },
): Draft {
  const body = before?.body ?? {};
  const header = headerOf(call, body, input);
  const lines = documentLines(call, body, input, {
    sales: is.type === kind.types.sales,
    strict: is.status !== 'DRAFT',
    discountable: kind.discountable.includes(is.type),
    what: kind.collection === 'Invoices' ? `${is.type} invoices` : 'credit notes',
    lineAmountTypes: header.lineAmountTypes,
  });
  const figures = lines.map((line) => line.figures);
  return {
    kind,
    before,
    input,
    ...is,
    number: textIn(input, kind.numberField) ?? textOf(body[kind.numberField]),
    header,
    contact: documentContact(call, input.Contact ?? body.Contact),
    lines,
    totals: computeTotals(figures, header.lineAmountTypes),
  };
}

function documentErrors(call: Call, draft: Draft, refusedNumbers: ReadonlySet<string>): readonly string[] {
  const { kind, before, input, status, number, header, totals } = draft;
  const strict = status !== 'DRAFT';
  const errors = [...draft.contact.errors, ...header.errors, ...draft.lines.flatMap((line) => line.errors)];
  const sales = draft.type === kind.types.sales;
  if (sales && number !== undefined) {
    const taken = isNumberTaken(call.store, kind, number, before?.id);
    if (taken || refusedNumbers.has(number.toLowerCase())) errors.push(texts.numberTaken(kind.label));
  }
  if ((number?.length ?? 0) > 255) errors.push(texts.tooLong(kind.numberField, 255));
  if (strict && draft.lines.length === 0) errors.push(texts.linesMissing);
  if (strict && kind.needsDueDate && header.dueDate === undefined) errors.push(texts.dueDateMissing);
  const [earlier] = [dayOf(before?.body.Date) ?? header.date, header.date].toSorted();
  const lock = lockError(call, earlier ?? header.date);
  if (lock !== undefined && (strict || call.settings.lockDatesBindDrafts)) errors.push(lock);
  if (compare(totals.total, zero) < 0) errors.push(texts.negativeTotal);
  const total = amountIn(input, 'Total');
  if (total !== undefined && Array.isArray(input.LineItems) && compare(total, totals.total) !== 0) {
    errors.push(texts.totalMismatch);
  }
  return errors;
}

function stored(call: Call, draft: Draft, warnings: readonly string[]): Outcome {
  const { kind, before, input, type, status, header, totals } = draft;
  const sales = type === kind.types.sales;
  const number = draft.number ?? (sales ? nextNumber(call.store, kind) : '');
  const contactId = draft.contact.save();
  const id = before?.id ?? crypto.randomUUID();
  const wantsSent = input.SentToContact === true;
  const sent = status === 'AUTHORISED' || status === 'PAID' ? wantsSent || before?.body.SentToContact === true : false;
  const links =
    kind.collection === 'Invoices'
      ? ['Payments', 'CreditNotes', 'Prepayments', 'Overpayments']
      : ['Payments', 'Allocations'];
  const fields: JsonObject = {
    Type: type,
    [kind.idField]: id,
    [kind.numberField]: number,
    ...Object.fromEntries(links.map((field) => [field, objectsOf(before?.body[field])])),
    SentToContact: sent,
    IsDiscounted: totals.totalDiscount.units !== 0n,
    HasAttachments: before?.body.HasAttachments === true,
    Contact: { ContactID: contactId },
    ...header.fields,
    Status: status,
    LineItems: draft.lines.map((line) => line.body),
    SubTotal: toJson(totals.subTotal),
    TotalTax: toJson(totals.totalTax),
    Total: toJson(totals.total),
    ...(totals.totalDiscount.units === 0n ? {} : { TotalDiscount: toJson(totals.totalDiscount) }),
    UpdatedDateUTC: instantOut(call.now),
  };
  const body = { ...fields, ...balanceFields(kind, fields, call.today) };
  const record = documentRecord(kind, id, body, call.now);
  call.store.put(record);
  markRole(call.store, contactId, sales ? 'IsCustomer' : 'IsSupplier');
  const notSent = wantsSent && !sent ? [texts.sentOnlyAuthorised] : [];
  return { element: documentView(call, record, 'detail'), errors: [], warnings: [...warnings, ...notSent] };
}

/** Deleted or voided: nothing else of the request counts. */
function ended(
  call: Call,
  kind: DocumentKind,
  before: StoredRecord,
  input: JsonObject,
  status: DocumentStatus,
): Outcome {
  const lock = lockError(call, before.date ?? call.today);
  if (lock !== undefined && status === 'VOIDED') return refused(call, kind, input, before, [lock]);
  const body = { ...before.body, Status: status, UpdatedDateUTC: instantOut(call.now) };
  const record = documentRecord(kind, before.id, body, call.now);
  call.store.put(record);
  return { element: documentView(call, record, 'detail'), errors: [], warnings: [] };
}

/** The echo of what was asked for, on top of what there is. */
function refused(
  call: Call,
  kind: DocumentKind,
  input: JsonObject,
  before: StoredRecord | undefined,
  errors: readonly string[],
  draft?: Draft,
): Outcome {
  const shown = before === undefined ? {} : documentView(call, before, 'detail');
  const totals = draft === undefined ? {} : { ...draft.header.fields, ...totalsOf(draft.totals) };
  const contact = { ...objectOf(shown.Contact), ...objectOf(input.Contact) };
  const dates = ['Date', 'DueDate'].map((field) => dayPair(field, dayOf(input[field])));
  const lines = Array.isArray(input.LineItems) ? objectsOf(input.LineItems) : objectsOf(shown.LineItems);
  const element: JsonObject = {
    ...shown,
    ...totals,
    ...input,
    ...Object.assign({}, ...dates),
    [kind.idField]: before?.id ?? givenId(kind, input) ?? zeroId,
    Contact: { ...contact, ValidationErrors: messages(draft?.contact.nestedErrors ?? []) },
    LineItems: lines.map((line) => ({ ...line, ValidationErrors: [] })),
  };
  return { element, errors, warnings: [], nestedError: true };
}

function totalsOf(totals: Totals): JsonObject {
  const { subTotal, totalTax, total } = totals;
  return { SubTotal: toJson(subTotal), TotalTax: toJson(totalTax), Total: toJson(total) };
}
