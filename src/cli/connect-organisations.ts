/** What `connect` does: signs in, lists the organisations, and remembers each of them under an alias. */

import { randomUUID } from 'node:crypto';
import { systemClock } from '../model/clock.ts';
import { Refusal } from '../model/refusal.ts';
import { createIdentity, type Tokens } from '../xero/auth/identity.ts';
import { renewed } from '../xero/auth/keep-token.ts';
import { joinScopes, scopesFor } from '../xero/auth/scopes-for.ts';
import { type ConnectedOrganisation, type Hosts, type SignIn, XERO_HOSTS } from '../xero/auth/sign-in.ts';
import { listTenants, type Tenant } from '../xero/auth/tenants.ts';
import { isLoopback } from '../xero/open-dispatcher.ts';
import { askConsent, redirectOf } from './ask-consent.ts';
import { baseAddress } from './base-address.ts';
import type { Options, Surroundings } from './command.ts';
import { breakable, carrierOf, insistOnKeyPlace, openConnections, tellKey } from './connected-organisations.ts';
import { openContext } from './context.ts';
import { type Description, describeOrganisation } from './describe-organisation.ts';
import { type AppKind, appUsedBefore, kindOfApp, whereToFind } from './kind-of-app.ts';
import { loadJobFile } from './load-job-file.ts';
import { type Credentials, readCredentials } from './read-credentials.ts';
import { insistOnAlias, type Remembered, rememberOrganisations } from './remember-organisations.ts';
import { skewTeller } from './tell-skew.ts';
import { openTrace, type Trace } from './trace-file.ts';

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
  const trace = openTrace(options, surroundings);
  try {
    return await connect(jobs, options, surroundings, trace);
  } catch (error) {
    throw error === surroundings.signal.reason ? stopped() : error;
  } finally {
    trace.close();
  }
}

/** Nothing is stored before Xero's answers are complete. */
function stopped(): Refusal {
  return new Refusal(
    'connect/stopped',
    'Stopped. Nothing was connected, and earlier connections stay as they are. To begin again: `rowpost connect`.',
    5,
  );
}

async function connect(
  jobs: readonly string[],
  options: Options,
  surroundings: Surroundings,
  trace: Trace,
): Promise<number> {
  const kind = kindOfApp(options);
  const hosts = newHosts(options);
  const alias = chosenAlias(options);
  const { signIns } = await openConnections(options, surroundings).read();
  await insistOnKeyPlace(surroundings);
  const further = furtherScopes(options);
  const ofJobs = await scopesOfJobs(jobs, options, surroundings);
  const wanted = { hasSecret: kind !== 'pkce', where: whereToFind(kind, redirectOf(options)) };
  const before = appUsedBefore(kind, hosts, signIns);
  const credentials = await readCredentials({ ...wanted, known: before }, options, surroundings);
  const known = signIns.filter(({ clientId }) => clientId === credentials.clientId).flatMap((signIn) => signIn.scopes);
  const isMore = jobs.length === 0 && further.length > 0 && known.length > 0;
  const kept = known.filter((scope) => scope.startsWith('accounting.'));
  const scopes = joinScopes([...(isMore ? [] : ofJobs), ...further, ...kept]);
  const tokens = await signInAt(hosts, { kind, ...credentials, scopes }, options, surroundings, trace);
  const signIn = signInOf(kind, credentials, hosts, scopes, tokens);
  tellScopes(scopes, signIn, surroundings);
  skewTeller(surroundings)(systemClock.now(), tokens.serverTime);
  const tenants = await listTenants(hosts.apiUrl, tokens.accessToken, breakable(surroundings, trace));
  if (tenants.length === 0) throw nothingConnected(kind);
  const found = [];
  const sorted = tenants.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  for (const tenant of sorted) found.push({ tenant, is: await describe(tenant, signIn, surroundings, trace) });
  const earlier = await openConnections(options, surroundings).read();
  const { connected, left } = await rememberOrganisations(found, signIn, alias, options, surroundings);
  surroundings.out(`Connected:\n${connected.map(line).join('')}${nextStep(connected[0]!.alias, jobs)}`);
  surroundings.err(await tellKey(options, surroundings));
  await endLeft(left, surroundings, trace);
  insistOnAlias(found, alias, earlier);
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
  { kind, scopes, ...credentials }: Credentials & { readonly kind: AppKind; readonly scopes: readonly string[] },
  options: Options,
  surroundings: Surroundings,
  trace: Trace,
): Promise<Tokens> {
  const identity = createIdentity(identityUrl, breakable(surroundings, trace));
  if (kind === 'custom') return identity.clientCredentials(credentials, scopes);
  const asking = { clientId: credentials.clientId, identityUrl, scopes, secret: kind === 'web' };
  return identity.redeem(credentials, await askConsent(asking, options, surroundings));
}

function signInOf(
  kind: AppKind,
  credentials: Credentials,
  hosts: Hosts,
  scopes: readonly string[],
  tokens: Tokens,
): SignIn {
  const now = systemClock.now();
  const blank = { accessToken: '', expiresAt: 0, receivedAt: 0 };
  const base = {
    id: randomUUID(),
    grant: kind === 'custom' ? 'custom' : 'code',
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

function nothingConnected(kind: AppKind): Refusal {
  const what =
    kind === 'custom'
      ? 'The custom connection is not connected to an organisation yet: the user invited at developer.xero.com has to allow it first.'
      : 'No organisation was chosen on the consent page. Connect again, and choose one.';
  return new Refusal('connect/no-organisation', what, 3);
}

/** One that does not answer now is connected all the same: the consent counts for all. */
async function describe(
  tenant: Tenant,
  signIn: SignIn,
  surroundings: Surroundings,
  trace: Trace,
): Promise<Description> {
  const { hosts, accessToken } = signIn;
  const { tenantId, name } = tenant;
  try {
    return await describeOrganisation({ hosts, tenantId, name, token: async () => accessToken }, surroundings, trace);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    surroundings.err(`${error.message}\n`);
    return { name, country: '', currency: '' };
  }
}

/** Of another app, whose sign-in is replaced by now; one that cannot be ended does no harm. */
async function endLeft(left: Remembered['left'], surroundings: Surroundings, trace: Trace): Promise<void> {
  for (const signIn of left) {
    const identity = createIdentity(signIn.hosts.identityUrl, carrierOf(surroundings, trace));
    const app = `The earlier sign-in by the app ${signIn.clientId}`;
    const told = await identity.revoke(signIn, signIn.refreshToken).then(
      () => `${app} was replaced, and ended at Xero.\n`,
      () => `${app} was replaced. It could not be ended at Xero: end it there under Settings, Connected apps.\n`,
    );
    surroundings.err(told);
  }
}

function line({ alias, name, country, currency, tenantId }: ConnectedOrganisation): string {
  return `  ${[alias, name, `${country} ${currency}`.trim(), tenantId].filter((word) => word !== '').join('  ')}\n`;
}

/** Checking sends nothing. */
function nextStep(alias: string, [job]: readonly string[]): string {
  const name = `Name the alias in a job: \`org: ${alias}\`\n`;
  if (job === undefined || !/^[\w./\\:-]+$/.test(job)) return name;
  return `${name}To see what it would do, without sending anything: \`rowpost check ${job} --org ${alias}\`\n`;
}
