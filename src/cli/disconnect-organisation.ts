/** What `disconnect` does: ends the connection at Xero first, then forgets it here. */

import { Refusal } from '../model/refusal.ts';
import { createIdentity } from '../xero/auth/identity.ts';
import { revocable } from '../xero/auth/revocable.ts';
import type { Connections } from '../xero/auth/sign-in.ts';
import { endConnection } from '../xero/auth/tenants.ts';
import type { Options, Surroundings } from './command.ts';
import { breakable, openConnections, type Reached, reachConnected } from './connected-organisations.ts';
import { openContext } from './context.ts';
import { openTrace, type Trace } from './trace-file.ts';

/** Resolves with the exit code. */
export async function disconnectOrganisation(
  alias: string,
  options: Options,
  surroundings: Surroundings,
): Promise<number> {
  const trace = openTrace(options, surroundings);
  try {
    return await disconnect(alias, options, surroundings, trace);
  } catch (error) {
    throw error === surroundings.signal.reason ? stopped(alias) : error;
  } finally {
    trace.close();
  }
}

function stopped(alias: string): Refusal {
  return new Refusal(
    'connect/stopped',
    `Stopped. ${alias} stays as it is here, and may have been ended at Xero. Give the command again to finish.`,
    5,
  );
}

async function disconnect(alias: string, options: Options, surroundings: Surroundings, trace: Trace): Promise<number> {
  const reached = await reachConnected(alias, options, surroundings, trace);
  const { organisation, signIn } = reached;
  if (options.forget !== true && signIn.grant === 'code') await endAtXero(reached, options, surroundings, trace);
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
  { organisation, hosts, keeper }: Reached,
  options: Options,
  surroundings: Surroundings,
  trace: Trace,
): Promise<void> {
  const carrier = breakable(surroundings, trace);
  try {
    await endConnection(hosts.apiUrl, organisation.connectionId, keeper, carrier);
    const all = await openConnections(options, surroundings).read();
    const identity = createIdentity(hosts.identityUrl, carrier);
    for (const signIn of revocable(all, without(organisation.alias, all)))
      await identity.revoke(signIn, signIn.refreshToken);
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
