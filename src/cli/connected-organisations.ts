/** The organisations that this workspace is connected to, and how each of them is reached. */

import { join, resolve } from 'node:path';
import { systemClock } from '../model/clock.ts';
import { Refusal } from '../model/refusal.ts';
import type { Carrier } from '../xero/auth/exchange.ts';
import { createIdentity } from '../xero/auth/identity.ts';
import { keepToken, type TokenKeeper } from '../xero/auth/keep-token.ts';
import type { ConnectedOrganisation, ConnectionStore, Hosts, SignIn } from '../xero/auth/sign-in.ts';
import { XERO_HOSTS } from '../xero/auth/sign-in.ts';
import { openConnectionStore, placeOfKey } from '../xero/auth/store/connection-store.ts';
import { insistOnKey, type KeySources } from '../xero/auth/store/key-ring.ts';
import { proxyOf } from '../xero/open-dispatcher.ts';
import { baseAddress } from './base-address.ts';
import type { Options, Surroundings } from './command.ts';
import type { Trace } from './trace-file.ts';
import { VERSION } from './version.ts';
import { workspaceFolder } from './workspace.ts';

/** One organisation with all that calling it takes. */
export interface Reached {
  readonly organisation: ConnectedOrganisation;
  readonly signIn: SignIn;
  readonly hosts: Hosts;
  readonly keeper: TokenKeeper;
}

export function openConnections(options: Options, surroundings: Surroundings): ConnectionStore {
  return openConnectionStore({ home: workspaceFolder(options, surroundings), ...keySources(surroundings) });
}

/** Rejects with a Refusal where tokens could not be saved, so that nobody signs in for nothing. */
export async function insistOnKeyPlace(surroundings: Surroundings): Promise<void> {
  await insistOnKey(keySources(surroundings));
}

/** @throws Refusal where ROWPOST_TOKEN_KEY names no place */
function keySources({ cwd, env, keychain }: Surroundings): KeySources {
  const [passphrase, keyFile] = [env.ROWPOST_PASSPHRASE || env.XERO_TOKEN_PASSPHRASE, env.ROWPOST_KEY_FILE];
  const place = env.ROWPOST_TOKEN_KEY || undefined;
  if (place !== undefined && place !== 'keychain' && place !== 'file') {
    throw new Refusal(
      'usage/token-key',
      'ROWPOST_TOKEN_KEY says where the key of the tokens is kept: set it to keychain or to file, or leave it out. For a passphrase, set ROWPOST_PASSPHRASE.',
    );
  }
  return {
    ...(passphrase === undefined || passphrase === '' ? {} : { passphrase }),
    ...(keyFile === undefined || keyFile === '' ? {} : { keyFile: resolve(cwd, keyFile) }),
    ...(keychain === undefined ? {} : { keychain }),
    ...(place === undefined ? {} : { place }),
  };
}

/** Where the key of the stored tokens is, as a line; nothing where none are stored. */
export async function tellKey(options: Options, surroundings: Surroundings): Promise<string> {
  const { cwd, env } = surroundings;
  const home = workspaceFolder(options, surroundings);
  const place = await placeOfKey(home);
  if (place === undefined) return '';
  const file = env.ROWPOST_KEY_FILE ? resolve(cwd, env.ROWPOST_KEY_FILE) : join(home, 'connections', 'key');
  const keychain = "in this system's keychain, which opens while you are signed in";
  const words = { keychain, passphrase: 'made of your passphrase', file: `in ${file}` };
  return `Tokens are stored encrypted; their key is ${words[place]}.\n`;
}

/** @param trace where calls to the login server are written down */
export function carrierOf({ env }: Surroundings, trace?: Trace): Carrier {
  const proxy = proxyOf(env);
  return { userAgent: `rowpost/${VERSION}`, ...(proxy === undefined ? {} : { proxy }), ...trace?.carrier };
}

/** For calls that can be made again from the start: Ctrl-C breaks them off. */
export function breakable(surroundings: Surroundings, trace: Trace): Carrier {
  return { ...carrierOf(surroundings, trace), signal: surroundings.signal };
}

/** By its alias. @throws Refusal where there is no such connection, or its tokens would go elsewhere without a yes */
export async function reachConnected(
  alias: string,
  options: Options,
  surroundings: Surroundings,
  trace: Trace,
): Promise<Reached> {
  const store = openConnections(options, surroundings);
  const { organisations, signIns } = await store.read();
  const organisation = organisations.find((known) => known.alias === alias);
  const signIn = signIns.find(({ id }) => id === organisation?.signIn);
  if (organisation === undefined || signIn === undefined) throw notConnected(alias, organisations);
  const hosts = hostsOf(options, signIn.hosts);
  const identity = createIdentity(hosts.identityUrl, carrierOf(surroundings, trace));
  const of = { id: signIn.id, tenantId: organisation.tenantId, hosts: signIn.hosts };
  return { organisation, signIn, hosts, keeper: keepToken({ store, ...of, identity, clock: systemClock }) };
}

/** The addresses of the options, else those known; one that is neither known nor Xero's is used with `--yes` alone. */
export function hostsOf(options: Options, known: Hosts): Hosts {
  return {
    apiUrl: hostOf(options, '--api-url', options.apiUrl, [known.apiUrl, XERO_HOSTS.apiUrl]),
    identityUrl: hostOf(options, '--identity-url', options.identityUrl, [known.identityUrl, XERO_HOSTS.identityUrl]),
  };
}

function hostOf(
  { yes }: Options,
  flag: '--api-url' | '--identity-url',
  given: string | boolean | undefined,
  [known, xero]: readonly [string, string],
): string {
  if (typeof given !== 'string') return known;
  const address = baseAddress(given, flag);
  if (yes === true || address === known || address === xero) return address;
  throw new Refusal(
    'usage/other-host',
    `${flag} ${given} is not where this connection was made: its tokens would go to ${new URL(address).host}. Give --yes if that is meant.`,
  );
}

function notConnected(alias: string, organisations: readonly ConnectedOrganisation[]): Refusal {
  const aliases = organisations.map((known) => known.alias);
  const known = aliases.length === 0 ? '' : `Connected are ${aliases.join(', ')}.\n`;
  return new Refusal(
    'org/not-connected',
    `${alias} is not a connected organisation.\n${known}Connect it with \`rowpost connect\`, or use one of the built-in sandboxes in the job: sandbox-gb, sandbox-au, sandbox-nz or sandbox-us.`,
  );
}
