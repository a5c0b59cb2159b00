/** One organisation that a sandbox serves: its demo data, its books and its call windows. */
import { openStore, type Store } from '../books/store.ts';
import { au } from '../orgs/au.ts';
import { gb } from '../orgs/gb.ts';
import { nz } from '../orgs/nz.ts';
import type { OrganisationData } from '../orgs/organisation.ts';
import { fixedId, seed } from '../orgs/seed.ts';
import { us } from '../orgs/us.ts';

export type SandboxOrg = 'gb' | 'au' | 'nz' | 'us';

export interface Tenant {
  readonly org: SandboxOrg;
  /** The OrganisationID, too. */
  readonly tenantId: string;
  readonly organisation: OrganisationData;
  readonly store: Store;
  /** Back to the demo company as it was at first. */
  reset(): void;
}

export interface TenantPlan {
  readonly org: SandboxOrg;
  /** SQLite file that keeps the books; in memory without. */
  readonly file: string | undefined;
  now(): number;
}

export const organisations: Readonly<Record<SandboxOrg, OrganisationData>> = { gb, au, nz, us };

export function tenantIdOf(org: SandboxOrg): string {
  return fixedId(organisations[org].country, 'organisation');
}

/**
 * Opens the books, filled with the demo company where they are new.
 * @throws Error of SQLite, with the file's path in `file`.
 */
export function openTenant({ org, file, now }: TenantPlan): Tenant {
  const organisation = organisations[org];
  const tenantId = tenantIdOf(org);
  const store = openStore(file);
  const reset = () =>
    store.transaction(() => {
      store.clear();
      seed(store, organisation, now());
    });
  if (store.count('Organisation', []) === 0) reset();
  return {
    org,
    tenantId,
    organisation,
    store,
    reset,
  };
}
