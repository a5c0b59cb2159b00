/** What an import or an action must know of an organisation before it checks rows: each list costs a call, contacts one a thousand. PURE. */

import type { Field, NameKind } from '../model/entity.ts';
import type { FactKind } from '../model/facts.ts';
import { findTask } from '../model/find-task.ts';
import type { ImportJob } from '../model/job.ts';
import type { Registry } from '../model/registry.ts';

/** Undefined for everything: documents and contacts are checked against all of it. */
export function importNeeds(job: ImportJob, registry: Registry): readonly FactKind[] | undefined {
  const task = findTask(registry, job);
  if (task === undefined) return undefined;
  const { entity, action } = task;
  if (action === undefined && entity.stage !== 'settings') return undefined;
  const fields = [...entity.fields, ...(entity.lines?.fields ?? [])];
  const mapped = new Set(job.columns.map(({ field }) => field));
  const used = action === undefined ? fields : fields.filter(({ name }) => mapped.has(name));
  const own = OWN[entity.name];
  return [...new Set([...(own === undefined ? [] : [own]), ...used.flatMap(needOf)])];
}

/** The lists that hold an entity's records themselves, in which they are found. */
const OWN: Readonly<Record<string, FactKind>> = {
  Accounts: 'accounts',
  Contacts: 'contacts',
  Currencies: 'currencies',
  Items: 'items',
  TaxRates: 'taxRates',
  TrackingCategories: 'tracking',
};

const NAMED: Readonly<Partial<Record<NameKind, FactKind>>> = {
  'account-code': 'accounts',
  account: 'accounts',
  'tax-type': 'taxRates',
  contact: 'contacts',
  'contact-name': 'contacts',
  'known-contact': 'contacts',
  'branding-theme': 'brandingThemes',
  currency: 'currencies',
  item: 'items',
  'tracking-option': 'tracking',
};

function needOf({ name, names }: Field): readonly FactKind[] {
  if (name === 'CurrencyCode') return ['currencies'];
  if (name.startsWith('Contact.')) return ['contacts'];
  const kind = names === undefined ? undefined : NAMED[names];
  return kind === undefined ? [] : [kind];
}
