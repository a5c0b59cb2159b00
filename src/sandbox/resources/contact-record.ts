/** A contact as it stands in the books, and the shapes in which it is read. */
import { instantOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { attachmentViews } from '../files/attachment-view.ts';
import { type Json, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { contactBalances } from '../ledger/contact-balances.ts';
import type { Shape } from '../reading/list.ts';
import type { Call } from '../server/call.ts';
import { groupsOf } from './group-members.ts';

/** What documents of the contact begin with. */
const preferences = [
  'DefaultCurrency',
  'XeroNetworkKey',
  'SalesDefaultAccountCode',
  'PurchasesDefaultAccountCode',
  'SalesTrackingCategories',
  'PurchasesTrackingCategories',
  'TrackingCategoryName',
  'TrackingCategoryOption',
  'BrandingTheme',
];
const writable = [
  'ContactNumber',
  'AccountNumber',
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
  ...preferences,
  'BatchPayments',
  'ContactPersons',
];
const defaults = [...preferences, 'Website', 'Discount', 'PaymentTerms', 'BatchPayments'];
const lists = ['Addresses', 'Phones', 'ContactGroups', 'ContactPersons'];
/** What stands for a contact's lists where they are not shown. */
export const emptyLists: JsonObject = Object.fromEntries(lists.map((field) => [field, []]));
/** What a list without pages leaves out, and what summaryOnly does. */
const dropped = {
  summary: [...defaults, ...lists, 'SalesDefaultLineAmountType', 'PurchasesDefaultLineAmountType'],
  summaryOnly: [...defaults, ...lists, 'IsCustomer', 'IsSupplier'],
};
const addressTypes = ['STREET', 'POBOX'];
const phoneTypes = ['DDI', 'DEFAULT', 'FAX', 'MOBILE'];
const blankAddress: JsonObject = { City: '', Region: '', PostalCode: '', Country: '' };
const blankPhone: JsonObject = { PhoneNumber: '', PhoneAreaCode: '', PhoneCountryCode: '' };

/** A name without blanks around it and without two in a row, as the books hold it. */
export function plainName(name: string): string {
  return name.trim().replace(/\s+/g, ' ');
}

/** A contact record from what was there and what is given; what is not given stays. */
export function contactRecord(id: string, before: JsonObject, input: JsonObject, now: number): StoredRecord {
  const given = Object.fromEntries(
    writable.flatMap((field) => (input[field] === undefined ? [] : [[field, trimmed(input[field])]])),
  );
  const status = textOf(input.ContactStatus)?.toUpperCase() ?? textOf(before.ContactStatus) ?? 'ACTIVE';
  const name = plainName(textOf(input.Name) ?? textOf(before.Name) ?? '');
  const terms = { ...objectOf(before.PaymentTerms), ...objectOf(input.PaymentTerms) };
  const body: JsonObject = {
    ContactID: id,
    EmailAddress: '',
    BankAccountDetails: '',
    ContactPersons: [],
    ContactGroups: [],
    SalesTrackingCategories: [],
    PurchasesTrackingCategories: [],
    IsSupplier: false,
    IsCustomer: false,
    HasAttachments: false,
    ...before,
    ...given,
    ...(input.ContactPersons === undefined ? {} : { ContactPersons: persons(input.ContactPersons) }),
    Name: name,
    ContactStatus: status,
    Addresses: slots('AddressType', addressTypes, before.Addresses, input.Addresses, blankAddress),
    Phones: slots('PhoneType', phoneTypes, before.Phones, input.Phones, blankPhone),
    ...(Object.keys(terms).length === 0 ? {} : { PaymentTerms: terms }),
    UpdatedDateUTC: instantOut(now),
    HasValidationErrors: false,
  };
  const secondKey = textOf(body.ContactNumber)?.trim().toLowerCase();
  return { kind: 'Contacts', id, key: name.toLowerCase(), secondKey, status, updated: now, body };
}

/** What stands in a list without pages, in one with summaryOnly, and in a single read or a page. */
export function shapeContact(call: Call, record: StoredRecord, shape: Shape): JsonObject {
  if (shape === 'detail') return withBalances(call, record, call.path.length > 0);
  const kept = Object.entries(record.body).filter(([field]) => !dropped[shape].includes(field));
  return { ...Object.fromEntries(kept), ...(shape === 'summary' ? emptyLists : {}) };
}

/** The balances are worked out when they are looked at, since a filter passes over many contacts. */
function withBalances(call: Call, record: StoredRecord, alone: boolean): JsonObject {
  const { store, today } = call;
  const { id, body } = record;
  return {
    ...body,
    ContactGroups: groupsOf(store, id),
    ...(alone ? { Attachments: attachmentViews(call, record) } : {}),
    get Balances() {
      return contactBalances(store, id, today);
    },
  };
}

/** The echo of a refused contact: what was sent, with empty lists of errors in its parts. */
export function contactEcho(id: string, input: JsonObject): JsonObject {
  const flagged = (part: JsonObject[string]): readonly JsonObject[] =>
    objectsOf(part).map((entry) => ({ ...entry, ValidationErrors: [] }));
  const terms = Object.entries(objectOf(input.PaymentTerms)).map(
    ([side, term]) => [side, { ...objectOf(term), ValidationErrors: [] }] as const,
  );
  return {
    ...input,
    ContactID: id,
    Addresses: flagged(input.Addresses),
    Phones: flagged(input.Phones),
    ContactGroups: [],
    ...(terms.length === 0 ? {} : { PaymentTerms: Object.fromEntries(terms) }),
    ContactPersons: input.ContactPersons ?? [],
  };
}

function persons(given: JsonObject[string]): readonly JsonObject[] {
  return objectsOf(given).map((person) => ({ IncludeInEmails: false, ...person }));
}

/** Addresses and phones live in slots by type; what is sent replaces its slot. A phone without a type is the DEFAULT. */
function slots(
  typeField: string,
  types: readonly string[],
  before: JsonObject[string],
  given: JsonObject[string],
  blank: JsonObject,
): readonly JsonObject[] {
  const isPhone = typeField === 'PhoneType';
  const typeOf = (slot: JsonObject) => textOf(slot[typeField])?.toUpperCase() ?? (isPhone ? 'DEFAULT' : undefined);
  const extra = [...objectsOf(before), ...objectsOf(given)].map(typeOf).filter((type) => isPhone && type === 'OFFICE');
  return [...new Set([...types, ...extra])].map((type) => {
    const of = (list: JsonObject[string]) => objectsOf(list).findLast((slot) => typeOf(slot) === type);
    return { ...blank, ...objectOf(of(given) ?? of(before)), [typeField]: type };
  });
}

function trimmed(value: Json | undefined): Json | undefined {
  return typeof value === 'string' ? value.trim() : value;
}
