/** A document as replies show it: in lists, read alone, and after a write; which fields are there is as recorded. */
import { secondOut } from '../books/calendar.ts';
import { decimalOf, round, toJson } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { attachmentViews } from '../files/attachment-view.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import type { Shape } from '../reading/list.ts';
import { emptyLists } from '../resources/contact-record.ts';
import type { Call } from '../server/call.ts';
import { creditLists, documentType } from './settled-kind.ts';

const summaryOnlyDrops = ['Payments', 'HasAttachments', 'LineItems', 'CISDeduction', 'Attachments', 'InvoiceAddresses'];
const fullContact = [
  'ContactID',
  'ContactNumber',
  'AccountNumber',
  'ContactStatus',
  'Name',
  'FirstName',
  'LastName',
  'EmailAddress',
  'BankAccountDetails',
  'TaxNumber',
  'AccountsReceivableTaxType',
  'AccountsPayableTaxType',
  'Addresses',
  'Phones',
  'UpdatedDateUTC',
  'ContactGroups',
];

/** A list's element, or the reply to a read of one document. */
export function documentView(call: Call, record: StoredRecord, shape: Shape): JsonObject {
  const alone = call.method === 'GET' && call.path.length > 0;
  if (shape === 'detail' && alone) {
    const body: JsonObject = { HasAttachments: false, Attachments: [], ...writtenView(call, record) };
    return record.body.HasAttachments === true
      ? { ...body, HasAttachments: true, Attachments: attachmentViews(call, record) }
      : body;
  }
  const body = listed(call, record);
  if (shape === 'detail') return { ...body, LineItems: listedLines(call, record.body) };
  if (shape === 'summary') return { ...body, LineItems: [] };
  return Object.fromEntries(Object.entries(body).filter(([field]) => !summaryOnlyDrops.includes(field)));
}

/** The reply to a write; a voided invoice still says what was due. */
export function writtenView(call: Call, record: StoredRecord): JsonObject {
  const { HasAttachments: _flag, Attachments: _files, ...body } = record.body;
  const contact = contactOf(call, record);
  return {
    ...common(record, body),
    ...withoutEmpty(record, body),
    Contact: contactInFull(contact, record.kind === 'Invoices'),
    LineItems: linesView(call, record.body),
  };
}

/** The document within a payment, always in the form of an invoice; its payments only where `payments` says so. */
export function paidView(call: Call, record: StoredRecord, payments: boolean): JsonObject {
  const { Name } = contactOf(call, record);
  const contact = { ContactID: record.parent, Name, ContactPersons: [], HasValidationErrors: false };
  const view: JsonObject = { ...asInvoice(writtenView(call, record)), Contact: contact };
  const { Payments, ...rest } = view;
  return payments && objectsOf(Payments).length > 0 ? { ...rest, Payments } : rest;
}

/** The short form of an invoice within another element. */
export function referredInvoice(fields: JsonObject): JsonObject {
  return {
    ...fields,
    Payments: [],
    CreditNotes: [],
    Prepayments: [],
    Overpayments: [],
    IsDiscounted: false,
    InvoiceAddresses: [],
    HasErrors: false,
    InvoicePaymentServices: [],
    LineItems: [],
  };
}

/** A credit note, prepayment or overpayment by the names of an invoice's fields. */
function asInvoice(view: JsonObject): JsonObject {
  const { CreditNoteID, PrepaymentID, OverpaymentID, ...named } = view;
  const id = CreditNoteID ?? PrepaymentID ?? OverpaymentID;
  if (id === undefined) return view;
  const { Type, CreditNoteNumber, InvoiceNumber, ID: _id, RemainingCredit, Allocations: _allocations, ...rest } = named;
  return {
    ...rest,
    Type: documentType(textOf(Type)),
    InvoiceID: id,
    InvoiceNumber: CreditNoteNumber ?? InvoiceNumber ?? '',
    Prepayments: [],
    Overpayments: [],
    AmountDue: RemainingCredit,
    SentToContact: rest.SentToContact === true,
    IsDiscounted: false,
    InvoicePaymentServices: [],
  };
}

function contactOf(call: Call, record: StoredRecord): JsonObject {
  return call.store.get('Contacts', record.parent ?? '')?.body ?? {};
}

/** The contact of a document as lists show it. */
export function listedContact(call: Call, document: StoredRecord): JsonObject {
  const { ContactNumber, Name } = contactOf(call, document);
  const number = textOf(ContactNumber) === undefined ? {} : { ContactNumber };
  return { ContactID: document.parent, ...number, Name, ...emptyLists, HasValidationErrors: false };
}

function common(record: StoredRecord, body: JsonObject): JsonObject {
  return {
    ...body,
    ...(record.kind === 'Invoices' ? { InvoicePaymentServices: [], ...credits(body) } : { ID: record.id }),
    HasErrors: false,
    UpdatedDateUTCString: `${secondOut(record.updated)}Z`,
  };
}

/** The credits set against an invoice, without the ids of the allocations. */
function credits(body: JsonObject): JsonObject {
  const lists = creditLists.map(([list]) => [list, objectsOf(body[list]).map(withoutAllocation)]);
  return Object.fromEntries(lists);
}

function withoutAllocation({ AllocationID: _id, ...credit }: JsonObject): JsonObject {
  return credit;
}

/** A document by itself leaves out what is empty, where a list has it. */
function withoutEmpty(record: StoredRecord, body: JsonObject): JsonObject {
  if (record.kind !== 'Invoices') return body.CreditNoteNumber === '' ? { CreditNoteNumber: undefined } : {};
  const empty = ['Payments', 'CreditNotes'].filter((field) => objectsOf(body[field]).length === 0);
  const credited = decimalOf(body.AmountCredited)?.units ?? 0n;
  return Object.fromEntries(
    [...empty, ...(credited === 0n ? ['AmountCredited'] : [])].map((field) => [field, undefined]),
  );
}

function listed(call: Call, record: StoredRecord): JsonObject {
  const { Attachments: _files, ...body } = record.body;
  return {
    ...common(record, body),
    ...(body.CreditNoteNumber === '' ? { CreditNoteNumber: undefined } : {}),
    SentToContact: body.SentToContact === true ? true : undefined,
    HasAttachments: body.HasAttachments === true,
    InvoiceAddresses: [],
    Contact: listedContact(call, record),
  };
}

/** The contact of a document that is read by itself; `withRoles`: with what it is to the organisation. */
export function contactInFull(contact: JsonObject, withRoles: boolean): JsonObject {
  const { IsSupplier, IsCustomer, ContactPersons } = contact;
  const roles = { IsSupplier, IsCustomer, SalesTrackingCategories: [], PurchasesTrackingCategories: [] };
  return {
    ...Object.fromEntries(fullContact.map((field) => [field, contact[field]])),
    ...(withRoles ? roles : {}),
    ContactPersons: ContactPersons ?? [],
    HasValidationErrors: false,
  };
}

/** In lists a line shows the option's name without its id, and no list of errors. */
function listedLines(call: Call, body: JsonObject): readonly JsonObject[] {
  return linesView(call, body).map(({ ValidationErrors: _errors, Tracking, ...line }) => {
    const tracking = objectsOf(Tracking).map(({ TrackingOptionID: _id, ...entry }) => ({ ...entry, Options: [] }));
    return { ...line, Tracking: tracking };
  });
}

export function linesView(call: Call, body: JsonObject): readonly JsonObject[] {
  const lines = objectsOf(body.LineItems);
  if (call.unitPlaces === 4) return lines;
  return lines.map((line) => {
    const unit = decimalOf(line.UnitAmount);
    return unit === undefined || unit.places <= 2 ? line : { ...line, UnitAmount: toJson(round(unit, 2)) };
  });
}
