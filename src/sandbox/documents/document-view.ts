/** A document as lists and single reads show it. */
import { decimalOf, round, toJson } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Shape } from '../reading/list.ts';
import type { Call } from '../server/call.ts';

const summaryOnlyDrops = ['Payments', 'HasAttachments', 'LineItems', 'CISDeduction', 'Attachments'];

export function documentView(call: Call, record: StoredRecord, shape: Shape): JsonObject {
  const { body } = record;
  const contactId = textOf(objectOf(body.Contact).ContactID) ?? '';
  const contact = call.store.get('Contacts', contactId)?.body ?? {};
  const updated = { UpdatedDateUTCString: `${new Date(record.updated).toISOString().slice(0, 19)}` };
  const view: JsonObject = { ...body, ...updated, HasErrors: false, Contact: contactView(contact, shape) };
  if (shape === 'detail') return { ...view, LineItems: linesView(call, body), InvoiceAddresses: [] };
  if (shape === 'summary') return { ...view, LineItems: [] };
  return Object.fromEntries(Object.entries(view).filter(([field]) => !summaryOnlyDrops.includes(field)));
}

function contactView(contact: JsonObject, shape: Shape): JsonObject {
  const { ContactID, ContactNumber, Name } = contact;
  const short = { ContactID, ...(ContactNumber === undefined ? {} : { ContactNumber }), Name };
  const empty = { Addresses: [], Phones: [], ContactGroups: [], ContactPersons: [], HasValidationErrors: false };
  if (shape !== 'detail') return { ...short, ...empty };
  const { ContactStatus, EmailAddress, Addresses, Phones, ContactPersons, IsSupplier, IsCustomer } = contact;
  return { ...short, ContactStatus, EmailAddress, ...empty, Addresses, Phones, ContactPersons, IsSupplier, IsCustomer };
}

function linesView(call: Call, body: JsonObject): readonly JsonObject[] {
  const lines = objectsOf(body.LineItems);
  if (call.unitPlaces === 4) return lines;
  return lines.map((line) => {
    const unit = decimalOf(line.UnitAmount);
    return unit === undefined || unit.places <= 2 ? line : { ...line, UnitAmount: toJson(round(unit, 2)) };
  });
}
