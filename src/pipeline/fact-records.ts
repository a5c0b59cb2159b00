/** Records that the organisation's facts hold already: looking them up takes no further call. PURE. */

import type { Facts, OrganisationData } from '../model/facts.ts';
import type { ExistingRecord } from '../model/matching.ts';

interface Held {
  /** Fields by which records are found there. */
  readonly keys: readonly string[];
  records(facts: OrganisationData): readonly ExistingRecord[];
}

/** Undefined where facts hold none of the entity's records, or not all of the fields asked for. */
export function factRecords(
  entity: string,
  facts: Facts,
  fields: readonly string[],
): readonly ExistingRecord[] | undefined {
  const held = HELD[entity];
  return held !== undefined && fields.every((field) => held.keys.includes(field)) ? held.records(facts) : undefined;
}

/** Whether facts hold an entity's records. */
export function isFact(entity: string): boolean {
  return Object.hasOwn(HELD, entity);
}

const HELD: Readonly<Record<string, Held>> = {
  Accounts: {
    keys: ['AccountID', 'Code', 'Name', 'SystemAccount'],
    records: ({ accounts }) =>
      accounts.map(({ id, code, name, type, status, systemAccount }) => ({
        entity: 'Accounts',
        id,
        ...(code === '' ? {} : { number: code }),
        type,
        status,
        keys: filled({ Code: code, Name: name, SystemAccount: systemAccount }),
      })),
  },
  Contacts: {
    keys: ['Name', 'ContactNumber', 'AccountNumber', 'ContactID'],
    records: ({ contacts }) =>
      contacts.map(({ id, name, number, accountNumber, status }) => ({
        entity: 'Contacts',
        id,
        number: name,
        contactName: name,
        status,
        keys: { Name: name, ContactNumber: number, AccountNumber: accountNumber },
      })),
  },
  Currencies: {
    keys: ['Code'],
    records: ({ currencies }) =>
      currencies.map((code) => ({ entity: 'Currencies', id: code, number: code, keys: { Code: code } })),
  },
  Items: {
    keys: ['ItemID', 'Code'],
    records: ({ items }) => items.map(({ id, code }) => ({ entity: 'Items', id, number: code, keys: { Code: code } })),
  },
  TaxRates: {
    keys: ['TaxType', 'Name'],
    records: ({ taxRates }) =>
      taxRates.map(({ taxType, name, status }) => {
        return { entity: 'TaxRates', id: taxType, number: name, status, keys: { TaxType: taxType, Name: name } };
      }),
  },
  TrackingCategories: {
    keys: ['TrackingCategoryID', 'Name'],
    records: ({ tracking }) =>
      tracking.map(({ id, name, status }) => {
        return { entity: 'TrackingCategories', id, number: name, status, keys: { Name: name } };
      }),
  },
};

function filled(keys: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== ''));
}
