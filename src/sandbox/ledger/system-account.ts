/** The accounts that Xero keeps for itself, found by their SystemAccount. */
import type { Store } from '../books/store.ts';
import { textOf } from '../json.ts';

export type SystemAccount = 'DEBTORS' | 'CREDITORS' | 'GST' | 'ROUNDING' | 'REALISEDCURRENCYGAIN' | 'RETAINEDEARNINGS';

/**
 * The AccountID of a system account.
 * @throws Error when the chart of accounts has none.
 */
export function systemAccount(store: Store, name: SystemAccount): string {
  const id = store.derived('Accounts', 'system', () => byName(store)).get(name);
  if (id === undefined) throw new Error(`The chart of accounts has no system account ${name}.`);
  return id;
}

function byName(store: Store): ReadonlyMap<string, string> {
  const accounts = store.select('Accounts', { conditions: [] });
  return new Map(accounts.map(({ id, body }) => [textOf(body.SystemAccount) ?? '', id]));
}
