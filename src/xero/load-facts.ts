/** Loads what rowpost must know of an organisation before it checks a document. */

import type { ContactFact, OrganisationData } from '../model/facts.ts';
import { Refusal } from '../model/refusal.ts';
import type { Api } from './api.ts';
import { type ExactObject, textAt } from './exact-json.ts';
import { inParallel } from './in-parallel.ts';
import { toAccount, toContact, toItem, toOrganisation, toTaxRate, toTheme, toTracking } from './read-facts.ts';
import { pageQuery, readPage } from './read-page.ts';

/** What a connection may be kept from without harm to the rest. */
const TOLERATED = new Set(['xero/not-found', 'xero/forbidden', 'xero/missing-scope']);
/** A contact changed while its pages are read may slip from one to another: they are read again until none is missing. */
const MOST_READINGS = 3;

/** Calls run side by side, as the API's limits allow. Rejects as the API does, or with a Refusal for an unreadable reply. */
export async function loadFacts(api: Api): Promise<OrganisationData> {
  const [organisations, accounts, taxRates, tracking, items, currencies, themes, contacts] = await Promise.all([
    read(api, '/Organisation', {}, 'Organisations'),
    read(api, '/Accounts'),
    read(api, '/TaxRates'),
    read(api, '/TrackingCategories', { includeArchived: 'true' }),
    optional(read(api, '/Items', { unitdp: '4' })),
    read(api, '/Currencies'),
    optional(read(api, '/BrandingThemes')),
    loadContacts(api),
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

async function loadContacts(api: Api): Promise<readonly ContactFact[]> {
  const contacts = new Map<string, ContactFact>();
  for (let reading = 1; reading <= MOST_READINGS; reading += 1) {
    const itemCount = await readContacts(api, contacts);
    if (contacts.size >= itemCount) break;
  }
  return [...contacts.values()];
}

/** Adds every contact of every page; returns how many there are by the last page read. */
async function readContacts(api: Api, contacts: Map<string, ContactFact>): Promise<number> {
  const readOne = async (page: number) => {
    const query = { ...pageQuery(page), summaryOnly: 'true', includeArchived: 'true' };
    const found = await readPage(api, { path: '/Contacts', query });
    for (const element of found.elements) {
      const contact = toContact(element);
      contacts.set(contact.id, contact);
    }
    return found;
  };
  let { pageCount, itemCount } = await readOne(1);
  const others = Array.from({ length: Math.max(0, pageCount - 1) }, (_, index) => index + 2);
  await inParallel(others, async (page) => {
    ({ itemCount } = await readOne(page));
  });
  return itemCount;
}
