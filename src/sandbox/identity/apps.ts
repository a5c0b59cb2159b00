/** The apps that may sign in: those built in, and those that the sandbox's owner adds. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { allScopes, granularScopes } from './scopes.ts';

/** An app as its maker registers it. */
export interface App {
  readonly id: string;
  readonly name: string;
  /** pkce: no secret, a code challenge; web: a secret; custom: client credentials for one organisation. */
  readonly kind: 'pkce' | 'web' | 'custom';
  /** Of web and custom apps. */
  readonly secret?: string;
  /** Where users may be sent back to, letter by letter; of pkce and web apps. */
  readonly redirects?: readonly string[];
  /** Takes every `http://localhost[:port]/callback` besides. */
  readonly anyLocalCallback?: boolean;
  /** May ask for the deprecated broad scopes, as apps made before 2 March 2026 may. */
  readonly broadScopes?: boolean;
  /** Of custom apps: the tenant id; the first organisation without. */
  readonly organisation?: string;
  /** Of custom apps: the scopes chosen for it; all it may have without. */
  readonly scopes?: readonly string[];
}

/** Apps that every sandbox has, with their ids; the secrets are the default token unless the owner has set one. */
export function builtInApps(secret: string): readonly App[] {
  const redirects = ['http://localhost:8742/callback'];
  return [
    { id: 'SANDBOX-PKCE-APP', name: 'Sandbox PKCE app', kind: 'pkce', redirects, anyLocalCallback: true },
    {
      id: 'SANDBOX-WEB-APP',
      name: 'Sandbox web app',
      kind: 'web',
      secret,
      redirects,
      anyLocalCallback: true,
      broadScopes: true,
    },
    { id: 'SANDBOX-CUSTOM-CONNECTION', name: 'Sandbox custom connection', kind: 'custom', secret },
  ];
}

/**
 * The apps by id.
 * @throws Error that says what is wrong with an app's registration
 */
export function appsById(apps: readonly App[]): ReadonlyMap<string, App> {
  const found = new Map<string, App>();
  for (const app of apps) {
    const problem = found.has(app.id) ? 'its id is taken by another app' : appProblem(app);
    if (problem !== undefined) throw new Error(`The app "${app.name}" (${app.id}) cannot be registered: ${problem}.`);
    found.set(app.id, app);
  }
  return found;
}

/** The scopes that an app may ask for. */
export function scopesOf(app: App): ReadonlySet<string> {
  const most = app.broadScopes === true ? allScopes : granularScopes;
  if (app.kind !== 'custom') return most;
  return new Set(app.scopes ?? [...most].filter((scope) => scope.startsWith('accounting.')));
}

/** Whether users may be sent back to this address. */
export function mayReturnTo(app: App, redirect: string): boolean {
  if (app.redirects?.includes(redirect) === true) return true;
  return app.anyLocalCallback === true && /^http:\/\/localhost(?::\d{1,5})?\/callback$/.test(redirect);
}

/** Compares secrets in a time that tells nothing of them. */
export function sameSecret(expected: string, given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}

function appProblem(app: App): string | undefined {
  const secretive = app.kind !== 'pkce';
  if (secretive && (app.secret ?? '') === '') return `a ${app.kind} app needs a secret`;
  if (!secretive && app.secret !== undefined) return 'a PKCE app has no secret';
  const address = app.redirects?.find((redirect) => !isRedirect(redirect));
  if (address !== undefined) return `its redirect ${address} is neither https nor http://localhost, or has a fragment`;
  const scope = app.scopes?.find((name) => !allScopes.has(name));
  return scope === undefined ? undefined : `nobody knows its scope ${scope}`;
}

/** https, or http to localhost by that name; without a fragment. */
function isRedirect(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, hash } = new URL(address);
  return hash === '' && (protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost'));
}
