/** Loads what rowpost must know of an organisation before it checks a document. */

import type { ContactFact, FactKind, OrganisationData } from '../model/facts.ts';
import { Refusal } from '../model/refusal.ts';
import type { Api } from './api.ts';
import { type ExactObject, textAt } from './exact-json.ts';
import { type Collection, readCollection } from './read-collection.ts';
import { toAccount, toContact, toItem, toOrganisation, toTaxRate, toTheme, toTracking } from './read-facts.ts';
import { readPage } from './read-page.ts';

/** What a connection may be kept from without harm to the rest. */
const TOLERATED = new Set(['xero/not-found', 'xero/forbidden', 'xero/missing-scope']);

/**
 * Calls run side by side, as the API's limits allow. Rejects as the API does, or with a Refusal for an unreadable reply.
 * @param needed the lists of the others are empty; default all
 */
export async function loadFacts(api: Api, needed: readonly FactKind[] = FACT_KINDS): Promise<OrganisationData> {
  const whole = async <T>(kind: FactKind, load: () => Promise<readonly T[]>) => (needed.includes(kind) ? load() : []);
  const [organisations, accounts, taxRates, tracking, items, currencies, themes, contacts] = await Promise.all([
    read(api, '/Organisation', {}, 'Organisations'),
    whole('accounts', () => read(api, '/Accounts')),
    whole('taxRates', () => read(api, '/TaxRates')),
    whole('tracking', () => read(api, '/TrackingCategories', { includeArchived: 'true' })),
    whole('items', () => optional(read(api, '/Items', { unitdp: '4' }))),
    whole('currencies', () => read(api, '/Currencies')),
    whole('brandingThemes', () => optional(read(api, '/BrandingThemes'))),
    whole('contacts', () => loadContacts(api)),
  ]);
  return {
    organisation: toOrganisation(only(organisations)),
    accounts: accounts.map(toAccount),
    taxRates: taxRates.map(toTaxRate),
    tracking: tracking.map(toTracking),
    items: items.map(toItem),
    contacts,
    brandingThemes: themes.map(toTheme),
    currencies: currencies.map((currency) => textAt(currency, 'Code')),
  };
}

/** Every list. */
export const FACT_KINDS: readonly FactKind[] = [
  'accounts',
  'taxRates',
  'tracking',
  'items',
  'contacts',
  'brandingThemes',
  'currencies',
];

async function read(
  api: Api,
  path: string,
  query: Readonly<Record<string, string>> = {},
  envelope = path.slice(1),
): Promise<readonly ExactObject[]> {
  return (await readPage(api, { path, query, envelope })).elements;
}

async function optional(reading: Promise<readonly ExactObject[]>): Promise<readonly ExactObject[]> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Refusal && TOLERATED.has(error.code)) return [];
    throw error;
  }
}

function only(organisations: readonly ExactObject[]): ExactObject {
  const organisation = organisations[0];
  if (organisation !== undefined) return organisation;
  throw new Refusal('xero/no-organisation', 'Xero names no organisation for this connection.\nConnect it again.', 3);
}

/** All contacts, as briefly as Xero tells them. */
export const CONTACTS: Collection = {
  path: '/Contacts',
  query: { summaryOnly: 'true', includeArchived: 'true' },
  idField: 'ContactID',
  paged: true,
};

async function loadContacts(api: Api): Promise<readonly ContactFact[]> {
  const contacts: ContactFact[] = [];
  await readCollection(api, CONTACTS, async (elements) => {
    for (const element of elements) contacts.push(toContact(element));
  });
  return contacts;
}
