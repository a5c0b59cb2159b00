/** Contacts: created, updated, matched by id, number or name, archived. */
import { instantOut } from '../books/calendar.ts';
import type { Store, StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { isGuid, listReply, oneReply, type Reading, type Shape } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { elementsOf, type Mode, type Outcome, writeElements, zeroId } from '../server/elements.ts';
import { choiceIn, textIn } from '../server/input.ts';
import { contactErrors } from '../validation/contact-errors.ts';
import * as texts from '../validation/messages.ts';

const writable = [
  'ContactNumber',
  'AccountNumber',
  'Name',
  'FirstName',
  'LastName',
  'CompanyNumber',
  'EmailAddress',
  'BankAccountDetails',
  'TaxNumber',
  'TaxNumberType',
  'AccountsReceivableTaxType',
  'AccountsPayableTaxType',
  'SalesDefaultLineAmountType',
  'PurchasesDefaultLineAmountType',
  'DefaultCurrency',
  'XeroNetworkKey',
  'SalesDefaultAccountCode',
  'PurchasesDefaultAccountCode',
  'SalesTrackingCategories',
  'PurchasesTrackingCategories',
  'TrackingCategoryName',
  'TrackingCategoryOption',
  'PaymentTerms',
  'BatchPayments',
  'ContactPersons',
];
const detailOnly = [
  'Addresses',
  'Phones',
  'ContactPersons',
  'ContactGroups',
  'BatchPayments',
  'PaymentTerms',
  'Balances',
];
const addressTypes = ['STREET', 'POBOX'];
const phoneTypes = ['DDI', 'DEFAULT', 'FAX', 'MOBILE'];

export const contacts: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET')
    return reference === undefined ? listReply(call, reading) : oneReply(call, reading, reference);
  if (call.method !== 'PUT' && call.method !== 'POST') return undefined;
  const mode: Mode = call.method === 'PUT' ? 'create' : 'upsert';
  return writeElements(
    call,
    {
      collection: 'Contacts',
      flag: 'HasValidationErrors',
      save: (_call, input) =>
        saveContact(call, reference === undefined ? input : { ...input, ContactID: idOf(call, reference) }, mode),
    },
    elementsOf(call, 'Contacts'),
  );
};

/** Creates or updates one contact. */
export function saveContact(call: Call, input: JsonObject, mode: Mode): Outcome {
  const existing = mode === 'create' ? undefined : matchContact(call.store, input);
  const errors = [...contactErrors(input), ...conflicts(call.store, input, existing)];
  const status = choiceIn(input, 'ContactStatus', ['ACTIVE', 'ARCHIVED', 'GDPRREQUEST']);
  if (existing === undefined && textIn(input, 'Name') === undefined) errors.push(texts.contactNameEmpty);
  if (existing === undefined && status === 'ARCHIVED') errors.push(texts.archivedOnCreation);
  if (existing?.status === 'ARCHIVED' && status !== 'ACTIVE') errors.push(texts.contactIsArchived);
  if (errors.length > 0) {
    const id = textIn(input, 'ContactID') ?? zeroId;
    const echo = { ContactID: id, ...input, Addresses: flagged(input.Addresses), Phones: flagged(input.Phones) };
    return {
      element: { ...echo, ContactGroups: [], ContactPersons: input.ContactPersons ?? [] },
      errors,
      warnings: [],
    };
  }
  const record = contactRecord(existing?.id ?? crypto.randomUUID(), existing?.body ?? {}, input, call.now);
  call.store.put(record);
  return { element: shapeContact(call, record, 'detail'), errors: [], warnings: [] };
}

/** A contact record from what was there and what is given; what is not given stays. */
export function contactRecord(id: string, before: JsonObject, input: JsonObject, now: number): StoredRecord {
  const given = Object.fromEntries(
    writable.flatMap((field) => (input[field] === undefined ? [] : [[field, input[field]]])),
  );
  const status = textIn(input, 'ContactStatus')?.toUpperCase() ?? textOf(before.ContactStatus) ?? 'ACTIVE';
  const name = textIn(input, 'Name') ?? textOf(before.Name) ?? '';
  const body: JsonObject = {
    ContactID: id,
    EmailAddress: '',
    BankAccountDetails: '',
    ContactPersons: [],
    ContactGroups: [],
    IsSupplier: false,
    IsCustomer: false,
    ...before,
    ...given,
    Name: name,
    ContactStatus: status,
    Addresses: slots('AddressType', addressTypes, before.Addresses, input.Addresses, {
      City: '',
      Region: '',
      PostalCode: '',
      Country: '',
    }),
    Phones: slots('PhoneType', phoneTypes, before.Phones, input.Phones, {
      PhoneNumber: '',
      PhoneAreaCode: '',
      PhoneCountryCode: '',
    }),
    UpdatedDateUTC: instantOut(now),
    HasAttachments: false,
    HasValidationErrors: false,
  };
  const secondKey = textOf(body.ContactNumber)?.trim().toLowerCase();
  return { kind: 'Contacts', id, key: name.toLowerCase(), secondKey, status, updated: now, body };
}

/** The contact a reference means: ContactID first, then ContactNumber, then the name of an active or else an archived one. */
export function matchContact(store: Store, input: JsonObject): StoredRecord | undefined {
  const id = textIn(input, 'ContactID');
  if (id !== undefined && id !== zeroId) return store.get('Contacts', id);
  const number = textIn(input, 'ContactNumber');
  return (number === undefined ? undefined : byNumber(store, number)) ?? byName(store, textIn(input, 'Name'));
}

/** Remembers that a contact buys or sells. */
export function markRole(store: Store, id: string, role: 'IsCustomer' | 'IsSupplier'): void {
  const record = store.get('Contacts', id);
  if (record !== undefined && record.body[role] !== true)
    store.put({ ...record, body: { ...record.body, [role]: true } });
}

function idOf(call: Call, reference: string): string {
  return reading.find(call, reference)?.id ?? reference;
}

const reading: Reading = {
  kind: 'Contacts',
  collection: 'Contacts',
  paged: true,
  columns: {
    contactid: 'id',
    name: 'key',
    contactnumber: 'second_key',
    contactstatus: 'status',
    updateddateutc: 'updated',
  },
  searched: ['Name', 'FirstName', 'LastName', 'ContactNumber', 'CompanyNumber', 'EmailAddress'],
  selectors: { IDs: 'id' },
  hidden: (call) =>
    call.query.get('includeArchived')?.toLowerCase() === 'true' || call.query.has('IDs')
      ? []
      : [{ column: 'status', operator: '=', value: 'ACTIVE' }],
  find: (call, reference) =>
    isGuid(reference) ? call.store.get('Contacts', reference) : byNumber(call.store, reference),
  shape: shapeContact,
};

function shapeContact(_call: Call, record: StoredRecord, shape: Shape): JsonObject {
  if (shape === 'detail') return record.body;
  const dropped = shape === 'summaryOnly' ? [...detailOnly, 'IsCustomer', 'IsSupplier'] : detailOnly;
  const kept = Object.fromEntries(Object.entries(record.body).filter(([field]) => !dropped.includes(field)));
  const empty = { Addresses: [], Phones: [], ContactGroups: [], ContactPersons: [] };
  return shape === 'summary' ? { ...kept, ...empty } : kept;
}

function byName(store: Store, name: string | undefined): StoredRecord | undefined {
  if (name === undefined) return undefined;
  const conditions = [{ column: 'key', operator: '=', value: name.toLowerCase() }] as const;
  const named = store.select('Contacts', { conditions });
  return named.find((record) => record.status === 'ACTIVE') ?? named[0];
}

function byNumber(store: Store, number: string): StoredRecord | undefined {
  const conditions = [{ column: 'second_key', operator: '=', value: number.toLowerCase() }] as const;
  return store.select('Contacts', { conditions })[0];
}

function conflicts(store: Store, input: JsonObject, existing: StoredRecord | undefined): readonly string[] {
  const errors: string[] = [];
  const [name, number, id] = [textIn(input, 'Name'), textIn(input, 'ContactNumber'), textIn(input, 'ContactID')];
  const namesake = byName(store, name);
  if (namesake?.status === 'ACTIVE' && namesake.id !== existing?.id) errors.push(texts.contactNameTaken(name ?? ''));
  const holder = number === undefined ? undefined : byNumber(store, number);
  if (holder !== undefined && holder.id !== existing?.id) errors.push(texts.contactNumberTaken);
  if (id !== undefined && id !== zeroId && existing === undefined && store.get('Contacts', id) === undefined) {
    errors.push(texts.contactUnknown);
  }
  return errors;
}

/** Addresses and phones live in slots by type; what is sent replaces its slot. */
function slots(
  typeField: string,
  types: readonly string[],
  before: JsonObject[string],
  given: JsonObject[string],
  blank: JsonObject,
): readonly JsonObject[] {
  const extra = [...objectsOf(before), ...objectsOf(given)].map((slot) => textOf(slot[typeField])?.toUpperCase() ?? '');
  return [...new Set([...types, ...extra])].filter(Boolean).map((type) => {
    const of = (list: JsonObject[string]) =>
      objectsOf(list).find((slot) => textOf(slot[typeField])?.toUpperCase() === type);
    return { ...blank, ...objectOf(of(given) ?? of(before)), [typeField]: type };
  });
}

function flagged(list: JsonObject[string]): readonly JsonObject[] {
  return objectsOf(list).map((slot) => ({ ...slot, ValidationErrors: [] }));
}
