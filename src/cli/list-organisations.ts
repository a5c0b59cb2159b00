/** What `orgs` does: asks every connected organisation how it stands. */

import { systemClock } from '../model/clock.ts';
import { Refusal } from '../model/refusal.ts';
import type { ConnectedOrganisation } from '../xero/auth/sign-in.ts';
import type { Options, Surroundings } from './command.ts';
import { openConnections, reachConnected, tellKey } from './connected-organisations.ts';
import { describeOrganisation } from './describe-organisation.ts';
import { openTrace, type Trace } from './trace-file.ts';

/** One organisation as it is listed; no token is in it. */
interface Listed {
  readonly alias: string;
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  readonly organisationId: string;
  readonly connection: 'custom' | 'signed in';
  readonly callsLeftToday?: number;
  /** Of the access token. */
  readonly tokenMinutes?: number;
  readonly scopes: readonly string[];
  /** Why it cannot be used. */
  readonly problem?: string;
}

/** Resolves with the exit code: 3 where one of them cannot be used. */
export async function listOrganisations(options: Options, surroundings: Surroundings): Promise<number> {
  const { organisations } = await openConnections(options, surroundings).read();
  const trace = openTrace(options, surroundings);
  const listed: Listed[] = [];
  try {
    for (const organisation of organisations) listed.push(await listedOf(organisation, options, surroundings, trace));
  } finally {
    trace.close();
  }
  const none = 'No organisation is connected. `rowpost connect` connects one.\n';
  const text = listed.length === 0 ? none : listed.map(textOf).join('') + (await tellKey(options, surroundings));
  surroundings.out(options.json === true ? `${JSON.stringify(listed)}\n` : text);
  return listed.some(({ problem }) => problem !== undefined) ? 3 : 0;
}

async function listedOf(
  { alias, tenantId, name, country, currency }: ConnectedOrganisation,
  options: Options,
  surroundings: Surroundings,
  trace: Trace,
): Promise<Listed> {
  const { signIn, hosts, keeper } = await reachConnected(alias, options, surroundings, trace);
  const connection = signIn.grant === 'custom' ? 'custom' : 'signed in';
  const known = {
    alias,
    name,
    country,
    currency,
    organisationId: tenantId,
    connection,
    scopes: signIn.scopes,
  } as const;
  try {
    const { dayLeft, ...now } = await describeOrganisation({ hosts, tenantId, name, ...keeper }, surroundings, trace);
    const { signIns } = await openConnections(options, surroundings).read();
    const { receivedAt } = signIns.find(({ id }) => id === signIn.id) ?? signIn;
    const tokenMinutes = Math.max(0, Math.floor((systemClock.now() - receivedAt) / 60_000));
    return { ...known, ...now, tokenMinutes, ...(dayLeft === undefined ? {} : { callsLeftToday: dayLeft }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...known, problem: error.message };
  }
}

function textOf({ alias, name, country, currency, organisationId, connection, ...state }: Listed): string {
  const { callsLeftToday, tokenMinutes, scopes, problem } = state;
  const calls = callsLeftToday === undefined ? 'not told' : callsLeftToday.toLocaleString('en-GB');
  const lines = [
    `${alias}  ${name}  ${country} ${currency}`.trimEnd(),
    `  ID          ${organisationId}`,
    ...(problem === undefined
      ? [`  calls left  ${calls} today`, `  sign-in     ${connection}, token ${tokenMinutes} min old`]
      : [`  problem     ${problem.replaceAll('\n', '\n              ')}`]),
    `  scopes      ${scopes.join(' ')}`,
  ];
  return `${lines.join('\n')}\n`;
}
