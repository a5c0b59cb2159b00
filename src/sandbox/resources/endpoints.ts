/** Which endpoint answers which name, in lower case. */
import type { Endpoint } from '../server/call.ts';
import { accounts } from './accounts.ts';
import { contacts } from './contacts.ts';
import { invoices } from './invoices.ts';
import { items } from './items.ts';
import { brandingThemes, currencies, organisation } from './settings-lists.ts';
import { taxRates } from './tax-rates.ts';
import { trackingCategories } from './tracking-categories.ts';

export const endpoints: Readonly<Record<string, Endpoint>> = {
  accounts,
  brandingthemes: brandingThemes,
  contacts,
  currencies,
  invoices,
  items,
  organisation,
  organisations: organisation,
  taxrates: taxRates,
  trackingcategories: trackingCategories,
};
