/** What `connect` does: signs in, lists the organisations, and remembers each of them under an alias. */

import { randomUUID } from 'node:crypto';
import { systemClock } from '../model/clock.ts';
import { Refusal } from '../model/refusal.ts';
import { createIdentity, type Tokens } from '../xero/auth/identity.ts';
import { renewed } from '../xero/auth/keep-token.ts';
import { joinScopes, scopesFor } from '../xero/auth/scopes-for.ts';
import {
  type ConnectedOrganisation,
  type Connections,
  type Hosts,
  type SignIn,
  XERO_HOSTS,
} from '../xero/auth/sign-in.ts';
import { listTenants, type Tenant } from '../xero/auth/tenants.ts';
import { isLoopback } from '../xero/open-dispatcher.ts';
import { askConsent } from './ask-consent.ts';
import { baseAddress } from './base-address.ts';
import type { Options, Surroundings } from './command.ts';
import { carrierOf, openConnections, tellKey } from './connected-organisations.ts';
import { openContext } from './context.ts';
import { type Description, describeOrganisation } from './describe-organisation.ts';
import { loadJobFile } from './load-job-file.ts';
import { aliasFor } from './name-organisations.ts';
import { type Credentials, readCredentials } from './read-credentials.ts';

/** A clock that differs by more is told of. */
const SKEW_MS = 2 * 60_000;
const ALIAS = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;

/**
 * What the app's connections have been given is asked for again, so that earlier jobs go on.
 * @param jobs what is to be run: their scopes are asked for; all that rowpost can use without
 */
export async function connectOrganisations(
  jobs: readonly string[],
  options: Options,
  surroundings: Surroundings,
): Promise<number> {
  const custom = options.custom === true;
  const hosts = newHosts(options);
  const alias = chosenAlias(options);
  const { signIns } = await openConnections(options, surroundings).read();
  const further = furtherScopes(options);
  const ofJobs = await scopesOfJobs(jobs, options, surroundings);
  const credentials = await readCredentials(custom, options, surroundings);
  const known = signIns.filter(({ clientId }) => clientId === credentials.clientId).flatMap((signIn) => signIn.scopes);
  const isMore = jobs.length === 0 && further.length > 0 && known.length > 0;
  const kept = known.filter((scope) => scope.startsWith('accounting.'));
  const scopes = joinScopes([...(isMore ? [] : ofJobs), ...further, ...kept]);
  const tokens = await signInAt(hosts, credentials, scopes, options, surroundings);
  const signIn = signInOf(custom, credentials, hosts, scopes, tokens);
  tellScopes(scopes, signIn, surroundings);
  tellSkew(tokens, surroundings);
  const tenants = await listTenants(hosts.apiUrl, tokens.accessToken, carrierOf(surroundings));
  if (tenants.length === 0) throw nothingConnected(custom);
  const found = [];
  const sorted = tenants.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  for (const tenant of sorted) found.push({ tenant, is: await describe(tenant, signIn, surroundings) });
  const before = await openConnections(options, surroundings).read();
  const connected = await remember(found, signIn, alias, options, surroundings);
  surroundings.out(
    `Connected:\n${connected.map(line).join('')}Name the alias in a job: \`org: ${connected[0]!.alias}\`\n`,
  );
  surroundings.err(await tellKey(options, surroundings));
  insistOnAlias(found, alias, before);
  return 0;
}

/** Where secrets go is Xero's, this machine, or confirmed. */
function newHosts(options: Options): Hosts {
  const given = (flag: '--api-url' | '--identity-url', text: Options[string], xero: string) =>
    typeof text === 'string' ? baseAddress(text, flag) : xero;
  const apiUrl = given('--api-url', options.apiUrl, XERO_HOSTS.apiUrl);
  const identityUrl = given('--identity-url', options.identityUrl, XERO_HOSTS.identityUrl);
  const secretsLeave = identityUrl !== XERO_HOSTS.identityUrl && !isLoopback(new URL(identityUrl).hostname);
  const tokensLeave = identityUrl === XERO_HOSTS.identityUrl && apiUrl !== XERO_HOSTS.apiUrl;
  if ((!secretsLeave && !tokensLeave) || options.yes === true) return { apiUrl, identityUrl };
  const [what, to] = secretsLeave ? ['The credentials', identityUrl] : ["Xero's tokens", apiUrl];
  throw new Refusal(
    'usage/other-host',
    `${what} would go to ${new URL(to).host}, which is not Xero. Give --yes if that is meant; for a sandbox, give both --api-url and --identity-url.`,
  );
}

function chosenAlias({ as: alias }: Options): string | undefined {
  if (typeof alias !== 'string') return undefined;
  if (ALIAS.test(alias) && !alias.startsWith('sandbox')) return alias;
  throw new Refusal(
    'usage/alias',
    `--as ${alias} is no alias. It is one word of letters, digits, -, _ and ., and does not begin with sandbox.`,
  );
}

function furtherScopes({ scopes }: Options): readonly string[] {
  const further = typeof scopes === 'string' ? scopes.split(/[\s,]+/).filter((word) => word !== '') : [];
  const strange = further.find((scope) => !/^[a-z][\w.]*$/.test(scope));
  if (strange === undefined) return further;
  throw new Refusal('usage/scopes', `--scopes names \`${strange}\`, which is no scope. Separate scopes by commas.`);
}

async function scopesOfJobs(
  names: readonly string[],
  options: Options,
  surroundings: Surroundings,
): Promise<readonly string[]> {
  const context = await openContext(options, surroundings);
  try {
    const { parts } = context;
    const jobs = [];
    for (const name of names) jobs.push((await loadJobFile(name, surroundings.cwd, parts)).job);
    return scopesFor(jobs, parts.registry);
  } finally {
    await context.close();
  }
}

async function signInAt(
  { identityUrl }: Hosts,
  credentials: Credentials,
  scopes: readonly string[],
  options: Options,
  surroundings: Surroundings,
): Promise<Tokens> {
  const identity = createIdentity(identityUrl, carrierOf(surroundings));
  if (credentials.clientSecret !== undefined) return identity.clientCredentials(credentials, scopes);
  const asking = { clientId: credentials.clientId, identityUrl, scopes };
  return identity.redeem(credentials, await askConsent(asking, options, surroundings));
}

function signInOf(
  custom: boolean,
  credentials: Credentials,
  hosts: Hosts,
  scopes: readonly string[],
  tokens: Tokens,
): SignIn {
  const now = systemClock.now();
  const blank = { accessToken: '', expiresAt: 0, receivedAt: 0 };
  const base = {
    id: randomUUID(),
    grant: custom ? 'custom' : 'code',
    ...credentials,
    hosts,
    scopes,
    ...blank,
  } as const;
  return renewed(base, tokens, now);
}

function tellScopes(wanted: readonly string[], { scopes }: SignIn, { err }: Surroundings): void {
  const missing = wanted.filter((scope) => !scopes.includes(scope) && !scopes.includes(scope.replace(/\.read$/, '')));
  if (missing.length === 0) return;
  err(
    `Not given: ${missing.join(', ')}. Jobs that need them will be refused; choose them for the app at developer.xero.com and connect again.\n`,
  );
}

function tellSkew({ serverTime }: Tokens, { err }: Surroundings): void {
  const ahead = systemClock.now() - (serverTime ?? systemClock.now());
  if (Math.abs(ahead) < SKEW_MS) return;
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  err(
    `This computer's clock is ${minutes} minutes ${ahead > 0 ? 'ahead of' : 'behind'} Xero's. Please set it right.\n`,
  );
}

function nothingConnected(custom: boolean): Refusal {
  const what = custom
    ? 'The custom connection is not connected to an organisation yet: the user invited at developer.xero.com has to allow it first.'
    : 'No organisation was chosen on the consent page. Connect again, and choose one.';
  return new Refusal('connect/no-organisation', what, 3);
}

/** One that does not answer now is connected all the same: the consent counts for all. */
async function describe(tenant: Tenant, signIn: SignIn, surroundings: Surroundings): Promise<Description> {
  const { hosts, accessToken } = signIn;
  const { tenantId, name } = tenant;
  try {
    return await describeOrganisation({ hosts, tenantId, name, token: async () => accessToken }, surroundings);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    surroundings.err(`${error.message}\n`);
    return { name, country: '', currency: '' };
  }
}

/** @throws Refusal where `--as` names none of the organisations, so that no job takes another one for it. */
function insistOnAlias(found: readonly Found[], alias: string | undefined, { organisations }: Connections): void {
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

interface Found {
  readonly tenant: Tenant;
  readonly is: Description;
}

/** An organisation that is known keeps its alias; sign-ins that open none any more are forgotten. */
async function remember(
  found: readonly Found[],
  signIn: SignIn,
  alias: string | undefined,
  options: Options,
  surroundings: Surroundings,
): Promise<readonly ConnectedOrganisation[]> {
  return openConnections(options, surroundings).change(async (all, save) => {
    const connected = named(found, signIn, alias, all);
    const ids = new Set(connected.map(({ tenantId }) => tenantId));
    const organisations = [...all.organisations.filter(({ tenantId }) => !ids.has(tenantId)), ...connected];
    const used = new Set(organisations.map((organisation) => organisation.signIn));
    await save({ organisations, signIns: [...all.signIns, signIn].filter(({ id }) => used.has(id)) });
    return connected;
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

function line({ alias, name, country, currency, tenantId }: ConnectedOrganisation): string {
  return `  ${[alias, name, `${country} ${currency}`.trim(), tenantId].filter((word) => word !== '').join('  ')}\n`;
}
