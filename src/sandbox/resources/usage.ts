/** Whether transactions mention an account, an item or tracking: what is used cannot be deleted. */
import type { Store } from '../books/store.ts';

/** What mentions them without being a transaction. */
const settings = ['Accounts', 'Budgets', 'Contacts', 'Items', 'TaxRates', 'TrackingCategories'];

/** Whether a transaction has one of the fields with that very text, anywhere in it. */
export function isUsed(store: Store, fields: Readonly<Record<string, string | undefined>>): boolean {
  return Object.entries(fields).some(
    ([field, text]) => text !== undefined && isMentioned(store, `${JSON.stringify(field)}:${JSON.stringify(text)}`),
  );
}

/** Bodies and lines lie in the books as JSON without blanks. */
function isMentioned(store: Store, part: string): boolean {
  const sql = `select 1 from record where kind not in (${settings.map(() => '?').join(', ')})
    and (instr(body, ?) > 0 or instr(lines, ?) > 0) limit 1`;
  return store.rows(sql, ...settings, part, part).length > 0;
}
