/** What `disconnect` does: ends the connection at Xero first, then forgets it here. */

import { Refusal } from '../model/refusal.ts';
import { createIdentity } from '../xero/auth/identity.ts';
import type { Connections } from '../xero/auth/sign-in.ts';
import { endConnection } from '../xero/auth/tenants.ts';
import type { Options, Surroundings } from './command.ts';
import { carrierOf, openConnections, type Reached, reachConnected } from './connected-organisations.ts';
import { openContext } from './context.ts';

/** Resolves with the exit code. */
export async function disconnectOrganisation(
  alias: string,
  options: Options,
  surroundings: Surroundings,
): Promise<number> {
  const reached = await reachConnected(alias, options, surroundings);
  const { organisation, signIn } = reached;
  if (options.forget !== true && signIn.grant === 'code') await endAtXero(reached, options, surroundings);
  await openConnections(options, surroundings).change(async (all, save) => save(without(alias, all)));
  await forgetLists(alias, options, surroundings);
  const rest =
    signIn.grant === 'custom'
      ? ' The custom connection itself goes on at developer.xero.com, and can be ended there.'
      : options.forget === true
        ? ' At Xero it goes on: end it there under Settings, Connected apps.'
        : '';
  surroundings.out(`${organisation.name} (${alias}) is disconnected, and its tokens are deleted.${rest}\n`);
  return 0;
}

/** The alias may come to mean another organisation, of which the saved lists would tell nothing. */
async function forgetLists(alias: string, options: Options, surroundings: Surroundings): Promise<void> {
  const context = await openContext(options, surroundings);
  await context.snapshots.purge(alias).finally(() => context.close());
}

/** With the last organisation of a sign-in the sign-in itself is revoked. One that Xero has ended already is no error. */
async function endAtXero(
  { organisation, signIn, hosts, keeper }: Reached,
  options: Options,
  surroundings: Surroundings,
): Promise<void> {
  const carrier = carrierOf(surroundings);
  try {
    await endConnection(hosts.apiUrl, organisation.connectionId, await keeper.token(), carrier);
    const { organisations, signIns } = await openConnections(options, surroundings).read();
    if (organisations.some((other) => other.signIn === signIn.id && other.alias !== organisation.alias)) return;
    const token = signIns.find(({ id }) => id === signIn.id)?.refreshToken;
    if (token !== undefined) await createIdentity(hosts.identityUrl, carrier).revoke(signIn, token);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'connect/invalid-grant') return;
    throw error;
  }
}

function without(alias: string, all: Connections): Connections {
  const organisations = all.organisations.filter((organisation) => organisation.alias !== alias);
  const used = new Set(organisations.map(({ signIn }) => signIn));
  return { organisations, signIns: all.signIns.filter(({ id }) => used.has(id)) };
}
