/** Builds the indexes over an organisation's data that checks look names and codes up in. */

import type { ContactFact, FactSettings, Facts, OrganisationData } from './facts.ts';

/** The documented defaults where Xero's behaviour is not proven. */
export const DEFAULT_SETTINGS: FactSettings = { inclusiveTax: 'net-rounded' };

/** Case and outer spaces do not distinguish two names, nor does the Unicode composition of an accent. */
export function foldKey(text: string): string {
  return text.trim().toLowerCase().normalize('NFC');
}

const COMPANY_SUFFIX =
  /\b(?:limited|ltd|plc|llp|llc|inc|incorporated|corp|corporation|company|co|pty|gmbh|bv|sa|srl)\b/g;

/** A name without spacing, punctuation, case and company suffix: two names equal here are suspiciously alike. */
export function looseName(name: string): string {
  const folded = foldKey(name).replace(/&/g, ' and ').replace(/['’.]/g, '');
  const bare = folded
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(COMPANY_SUFFIX, ' ')
    .replace(/\s+/g, '');
  return bare === '' ? folded.replace(/\s+/g, '') : bare;
}

export function indexFacts(data: OrganisationData, settings: FactSettings = DEFAULT_SETTINGS): Facts {
  const accountsByCode = group(data.accounts, (account) => account.code);
  const accountsByName = group(data.accounts, (account) => account.name);
  const accountsById = new Map(data.accounts.map((account) => [foldKey(account.id), account]));
  const taxRates = new Map(data.taxRates.map((rate) => [foldKey(rate.taxType), rate]));
  const taxRatesByName = group(data.taxRates, (rate) => rate.name);
  const tracking = new Map(data.tracking.map((category) => [foldKey(category.name), category]));
  const items = new Map(data.items.map((item) => [foldKey(item.code), item]));
  const contacts = indexContacts(data.contacts);
  return {
    ...data,
    settings,
    accountsByCode: (code) => accountsByCode.get(foldKey(code)) ?? [],
    accountsByName: (name) => accountsByName.get(foldKey(name)) ?? [],
    accountById: (id) => accountsById.get(foldKey(id)),
    taxRate: (taxType) => taxRates.get(foldKey(taxType)),
    taxRatesByName: (name) => taxRatesByName.get(foldKey(name)) ?? [],
    trackingCategory: (name) => tracking.get(foldKey(name)),
    item: (code) => items.get(foldKey(code)),
    ...contacts,
  };
}

type ContactIndex = Pick<Facts, 'contactById' | 'contactsByName' | 'contactsByNumber' | 'similarContacts'>;

function indexContacts(contacts: readonly ContactFact[]): ContactIndex {
  const byId = new Map(contacts.map((contact) => [foldKey(contact.id), contact]));
  const byName = group(contacts, (contact) => contact.name);
  const byNumber = group(contacts, (contact) => contact.number);
  const byLooseName = new Map<string, ContactFact[]>();
  for (const contact of contacts) {
    const key = looseName(contact.name);
    const list = byLooseName.get(key);
    if (list === undefined) byLooseName.set(key, [contact]);
    else list.push(contact);
  }
  return {
    contactById: (id) => byId.get(foldKey(id)),
    contactsByName: (name) => byName.get(foldKey(name)) ?? [],
    contactsByNumber: (number) => byNumber.get(foldKey(number)) ?? [],
    similarContacts: (name) => byLooseName.get(looseName(name)) ?? [],
  };
}

function group<T>(entries: readonly T[], key: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const folded = foldKey(key(entry));
    if (folded === '') continue;
    const list = groups.get(folded);
    if (list === undefined) groups.set(folded, [entry]);
    else list.push(entry);
  }
  return groups;
}
