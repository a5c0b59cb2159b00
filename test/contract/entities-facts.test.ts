import { describe, expect, test } from 'vitest';
import type { Collection, EntityShape, Field } from '../../src/model/entity.ts';
import { entities } from '../../src/xero/entities/index.ts';
import { type FieldFact, xeroFacts } from './xero-facts.ts';

/** What Xero lists as writable and no job may name: what it stands for is named another way, or follows from other fields. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  Contact: ['ContactGroups'],
  Payment: ['InvoiceNumber', 'CreditNoteNumber', 'Code'],
  'CreditNote line': ['DiscountRate', 'DiscountAmount', 'TaxBreakdown', 'Tracking'],
  'Invoice line': ['TaxBreakdown', 'Tracking'],
  'Prepayment line': ['DiscountRate', 'DiscountAmount', 'TaxBreakdown', 'Tracking'],
  'Overpayment line': ['DiscountRate', 'DiscountAmount', 'TaxBreakdown', 'Tracking'],
  'PurchaseOrder line': ['DiscountAmount', 'TaxBreakdown', 'Tracking'],
  'Quote line': ['TaxBreakdown', 'Tracking'],
  'RepeatingInvoice line': ['TaxBreakdown', 'Tracking'],
  'Receipt line': ['DiscountRate', 'DiscountAmount', 'TaxBreakdown', 'Tracking'],
  'BatchPayment line': [
    ...['CreditNote', 'Prepayment', 'Overpayment', 'InvoiceNumber', 'CreditNoteNumber', 'Account', 'Date'],
    ...['CurrencyRate', 'BankAmount', 'IsReconciled', 'Status', 'PaymentID', 'PaymentType'],
    ...['UpdatedDateUTC', 'BatchPaymentID', 'HasAccount'],
  ],
  'BankTransaction line': ['DiscountRate', 'DiscountAmount', 'TaxBreakdown', 'Tracking'],
  'ManualJournal line': ['Tracking'],
  'Journal line': ['TrackingCategories'],
  TrackingCategory: ['TrackingOptionID', 'Option'],
  'TrackingCategory line': ['TrackingCategoryID'],
  Organisation: ['APIKey'],
  Budget: ['Tracking'],
  TrackingOption: ['TrackingCategoryID'],
};

/** Of lines that go by themselves: a new one has no identifier, and its status is changed by other jobs. */
const NOT_OF_NEW_LINES = ['TrackingOptionID', 'Status'];

/** Writable by Xero's list, set by Xero in fact. */
const COMPUTED_ANYWAY = [
  'RepeatingInvoiceID',
  'Item.ItemID',
  'Item.Code',
  'Item.Name',
  'BankAccount.Name',
  'FromBankAccount.Name',
  'ToBankAccount.Name',
];

/** Lengths that Xero states elsewhere: its pages on contacts, tracking and numbering. */
const STATED_ELSEWHERE: Readonly<Record<string, number>> = {
  CreditNoteNumber: 255,
  Reference: 255,
  ItemCode: 30,
  FirstName: 255,
  LastName: 255,
  EmailAddress: 255,
  TrackingCategoryName: 100,
  TrackingCategoryOption: 100,
  TrackingOptionName: 100,
  Particulars: 12,
  Code: 12,
  Details: 18,
};

/** Resources that Xero lets nobody write: all of their fields are for reading. */
const READ_ONLY = `BrandingTheme Budget ContactGroupMember InvoiceReminder Organisation Overpayment PaymentService
  Prepayment TrackingOption User`.split(/\s+/);

/** What Xero calls a record: one that stands within another is an element of that one's list. */
function objectOf({ singular, path, read }: EntityShape): string {
  const owner = entities.find((entity) => entity.path === path && entity.read.within === undefined)?.singular ?? '';
  return read.within === undefined ? singular : xeroFacts.get(owner)!.get(read.within.list)!.detail;
}

/** Follows a field of an entity, by way of the record that it stands within. */
function followField(entity: EntityShape, name: string): Found | undefined {
  const as = entity.read.within?.as;
  if (as !== undefined && name.startsWith(`${as}.`)) return follow(as, name.slice(as.length + 1), {});
  return follow(objectOf(entity), name, entity.collections ?? {});
}

interface Found {
  readonly fact: FieldFact;
  readonly computed: boolean;
}

/** Follows a path through Xero's objects; undefined where it leads nowhere. */
function follow(object: string, path: string, collections: Readonly<Record<string, Collection>>): Found | undefined {
  const parts = path.split('.');
  let holder = object;
  let computed = false;
  let walked = '';
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]!;
    const fact = xeroFacts.get(holder)?.get(part);
    if (fact === undefined) return undefined;
    computed ||= fact.computed;
    if (index === parts.length - 1) return { fact, computed };
    walked = walked === '' ? part : `${walked}.${part}`;
    if (fact.kind === 'list') {
      const member = parts[index + 1]!;
      if (!isMember(collections[walked], fact.detail, member)) return undefined;
      index += 1;
      walked = `${walked}.${member}`;
    } else if (fact.kind !== 'object') return undefined;
    holder = fact.detail;
  }
  return undefined;
}

function isMember(collection: Collection | undefined, object: string, member: string): boolean {
  if (collection === undefined) return false;
  if (collection.kind === 'numbered') return /^[1-9]$/.test(member);
  const kinds = xeroFacts.get(object)?.get(collection.key)?.detail ?? '';
  return kinds.split(',').includes(member);
}

/** What Xero calls a line of the entity's. */
function lineObject({ singular, lines }: EntityShape): string {
  return xeroFacts.get(singular)!.get(lines!.name)!.detail;
}

/** Fields that say something to Xero, short names and narrowing aside. */
function sentOrComputed(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ notSent }) => !notSent);
}

function expectAgreement(field: Field, found: Found, isReadOnly = false, idField = ''): void {
  const { fact, computed } = found;
  const last = field.name.split('.').at(-1)!;
  const kinds: Readonly<Record<string, readonly string[]>> = { currency: ['choice'], decimal: ['decimal', 'integer'] };
  expect([field.name, kinds[fact.kind] ?? [fact.kind]]).toEqual([field.name, expect.arrayContaining([field.type])]);
  const expected = isReadOnly || computed || (COMPUTED_ANYWAY.includes(field.name) && field.name !== idField);
  expect([field.name, field.readOnly === true]).toEqual([field.name, expected]);
  if (fact.kind === 'text' && !(isReadOnly && field.maxLength === undefined)) {
    const stated = fact.detail === '' ? undefined : Number(fact.detail);
    expect([field.name, field.maxLength]).toEqual([
      field.name,
      field.maxLength === undefined ? stated : (stated ?? STATED_ELSEWHERE[last]),
    ]);
  }
  if (fact.kind === 'choice') {
    const legal = fact.detail.split(',');
    expect(field.values?.filter((value) => !legal.includes(value))).toEqual([]);
    if (field.name !== 'Type') expect([...(field.values ?? [])].sort()).toEqual([...legal].sort());
  }
}

function expectComplete(object: string, fields: readonly Field[], leftOut: readonly string[]): void {
  const named = new Set(fields.map(({ name }) => name.split('.')[0]!));
  const facts = [...xeroFacts.get(object)!.values()];
  const simple = facts.filter(({ kind, computed }) => !(computed && (kind === 'list' || kind === 'object')));
  expect(
    simple
      .map(({ name }) => name)
      .filter((name) => !named.has(name))
      .sort(),
  ).toEqual([...leftOut].sort());
}

describe.each(entities)("$name as Xero's API describes it", (entity: EntityShape) => {
  const { collections = {}, lines } = entity;

  test('each field exists, with its kind, length and values', () => {
    for (const field of sentOrComputed(entity.fields)) {
      const found = followField(entity, field.name);
      if (found === undefined) expect.unreachable(`Xero knows no ${entity.singular}.${field.name}`);
      expectAgreement(field, found, READ_ONLY.includes(entity.singular), entity.idField);
    }
  });

  test('each field of a line exists, with its kind, length and values', () => {
    for (const field of sentOrComputed(lines?.fields ?? [])) {
      const found = follow(lineObject(entity), field.name, {});
      if (found === undefined) expect.unreachable(`Xero knows no line field ${field.name}`);
      expectAgreement(field, found, lines?.route !== undefined && NOT_OF_NEW_LINES.includes(field.name));
    }
  });

  test('nothing that Xero takes is missing', () => {
    const lineArray = lines === undefined ? [] : [lines.name];
    expectComplete(objectOf(entity), entity.fields, [...(LEFT_OUT[entity.singular] ?? []), ...lineArray]);
    if (lines !== undefined) {
      expectComplete(lineObject(entity), lines.fields, LEFT_OUT[`${entity.singular} line`] ?? []);
    }
  });

  test('narrowing fields exist on the document they narrow', () => {
    for (const { name } of entity.fields.filter(({ notSent, name: path }) => notSent && path.includes('.'))) {
      const [target = '', ...rest] = name.split('.');
      const found = follow(target, rest.join('.'), {}) ?? follow(entity.singular, name, collections);
      expect([name, found !== undefined]).toEqual([name, true]);
    }
  });
});

describe.each(entities.filter(({ inner }) => inner !== undefined))('the lists within $name', ({ singular, inner }) => {
  test.each(Object.entries(inner!))('%s: each field exists in one of the elements', (_level, { names, fields }) => {
    const objects = names.map((name) => xeroFacts.get(singular)!.get(name)!.detail);
    for (const { name, type } of fields.filter((field) => field.name !== 'Kind')) {
      const kinds = objects.flatMap((object) => follow(object, name, {})?.fact.kind ?? []);
      expect([name, new Set(kinds)]).toEqual([name, new Set([type])]);
    }
  });
});

test('addresses, phones and people of a contact are complete', () => {
  const names = new Set(entities.find(({ name }) => name === 'Contacts')!.fields.map(({ name }) => name));
  const parts = (object: string, key: string) => [...xeroFacts.get(object)!.keys()].filter((name) => name !== key);
  const kinds = (object: string, key: string) => xeroFacts.get(object)!.get(key)!.detail.split(',');
  const expected = [
    ...kinds('Address', 'AddressType').flatMap((kind) =>
      parts('Address', 'AddressType').map((part) => `Addresses.${kind}.${part}`),
    ),
    ...kinds('Phone', 'PhoneType').flatMap((kind) =>
      parts('Phone', 'PhoneType').map((part) => `Phones.${kind}.${part}`),
    ),
    ...[1, 2, 3, 4, 5].flatMap((place) => parts('ContactPerson', '').map((part) => `ContactPersons.${place}.${part}`)),
    ...parts('BatchPaymentDetails', '').map((part) => `BatchPayments.${part}`),
    ...['Bills', 'Sales'].flatMap((side) => parts('Bill', '').map((part) => `PaymentTerms.${side}.${part}`)),
  ];
  expect(expected.filter((name) => !names.has(name))).toEqual([]);
});
