/** Remembers the organisations that a sign-in opens, each under an alias. */

import { Refusal } from '../model/refusal.ts';
import { revocable } from '../xero/auth/revocable.ts';
import type { ConnectedOrganisation, Connections, SignIn } from '../xero/auth/sign-in.ts';
import type { Tenant } from '../xero/auth/tenants.ts';
import type { Options, Surroundings } from './command.ts';
import { openConnections } from './connected-organisations.ts';
import type { Description } from './describe-organisation.ts';
import { aliasFor } from './name-organisations.ts';

export interface Found {
  readonly tenant: Tenant;
  readonly is: Description;
}

export interface Remembered {
  readonly connected: readonly ConnectedOrganisation[];
  /** To be ended at Xero. */
  readonly left: ReturnType<typeof revocable>;
}

/** An organisation that is known keeps its alias; sign-ins that open none any more are forgotten. */
export async function rememberOrganisations(
  found: readonly Found[],
  signIn: SignIn,
  alias: string | undefined,
  options: Options,
  surroundings: Surroundings,
): Promise<Remembered> {
  return openConnections(options, surroundings).change(async (all, save) => {
    const connected = named(found, signIn, alias, all);
    const ids = new Set(connected.map(({ tenantId }) => tenantId));
    const organisations = [...all.organisations.filter(({ tenantId }) => !ids.has(tenantId)), ...connected];
    const used = new Set(organisations.map((organisation) => organisation.signIn));
    const next = { organisations, signIns: [...all.signIns, signIn].filter(({ id }) => used.has(id)) };
    await save(next);
    return { connected, left: revocable(all, next) };
  });
}

function named(
  found: readonly Found[],
  signIn: SignIn,
  alias: string | undefined,
  { organisations }: Connections,
): readonly ConnectedOrganisation[] {
  const taken = new Set(organisations.map((known) => known.alias));
  const chosen = alias === undefined ? undefined : meant(found, alias, organisations);
  return found.map(({ tenant, is }) => {
    const { tenantId, connectionId } = tenant;
    const known = organisations.find((organisation) => organisation.tenantId === tenantId);
    const own = chosen === tenantId ? alias! : (known?.alias ?? aliasFor(is.name || tenant.name, taken));
    taken.add(own);
    const { name, country, currency } = is;
    return { alias: own, tenantId, connectionId, name, country, currency, signIn: signIn.id };
  });
}

/** The tenant that `--as` names: the only one, or the only one that is new. */
function meant(
  found: readonly Found[],
  alias: string,
  organisations: readonly ConnectedOrganisation[],
): string | undefined {
  const news = found.filter(({ tenant }) => !organisations.some(({ tenantId }) => tenantId === tenant.tenantId));
  const one = found.length === 1 ? found : news;
  const other = organisations.find((known) => known.alias === alias);
  if (one.length === 1 && (other === undefined || other.tenantId === one[0]!.tenant.tenantId))
    return one[0]!.tenant.tenantId;
  return undefined;
}

/** @throws Refusal where `--as` names none of the organisations, so that no job takes another one for it. */
export function insistOnAlias(
  found: readonly Found[],
  alias: string | undefined,
  { organisations }: Connections,
): void {
  if (alias === undefined || meant(found, alias, organisations) !== undefined) return;
  const other = organisations.find((known) => known.alias === alias);
  const isNew = ({ tenant }: Found) => !organisations.some(({ tenantId }) => tenantId === tenant.tenantId);
  if (!found.some(isNew) && found.some(({ tenant }) => tenant.tenantId === other?.tenantId)) return;
  const why =
    other === undefined
      ? 'there is not exactly one new organisation that it could name'
      : `it goes on naming ${other.name} (${other.tenantId})`;
  throw new Refusal(
    'connect/alias',
    `--as ${alias} was not used: ${why}. The organisations are connected under the aliases above.\nName one of those in the job, or disconnect and connect again with another --as.`,
  );
}
