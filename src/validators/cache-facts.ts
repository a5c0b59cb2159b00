/** Facts that remember what they were asked, since a run asks for the same few names again and again. */

import type { Facts } from '../model/facts.ts';

/** Entries kept per index; when they are reached, the memory starts anew. */
const MOST = 20_000;

export function cacheFacts(facts: Facts): Facts {
  return {
    ...facts,
    accountsByCode: remember(facts.accountsByCode),
    accountsByName: remember(facts.accountsByName),
    accountById: remember(facts.accountById),
    taxRate: remember(facts.taxRate),
    taxRatesByName: remember(facts.taxRatesByName),
    trackingCategory: remember(facts.trackingCategory),
    item: remember(facts.item),
    contactById: remember(facts.contactById),
    contactsByName: remember(facts.contactsByName),
    contactsByNumber: remember(facts.contactsByNumber),
    similarContacts: remember(facts.similarContacts),
  };
}

function remember<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as T;
    const fresh = find(key);
    if (known.size >= MOST) known.clear();
    known.set(key, fresh);
    return fresh;
  };
}
