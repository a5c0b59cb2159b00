/** The sandbox's login server: apps, consent, tokens and connections, and the gate before the accounting API. */
import type { Hono } from 'hono';
import { type Admission, admit, type GateCall } from './admit.ts';
import { type App, appsById, builtInApps } from './apps.ts';
import type { ConnectedOrganisation, IdentityHost, IdentitySettings } from './identity-host.ts';
import { identityRoutes } from './identity-routes.ts';
import { openIdentityStore } from './identity-store.ts';
import { createSigner } from './signer.ts';

export type { Admission, App };

export interface IdentityOptions {
  /** SQLite file, made with mode 0600; in memory without. */
  readonly file?: string | undefined;
  /** At least one; the first is that of calls that name none. One that has gone is connected no more. */
  organisations(): readonly ConnectedOrganisation[];
  /** Apps besides those built in. */
  readonly apps?: readonly App[] | undefined;
  /** A token of the owner's own in the place of `sandbox-token`; the consent page asks for it, and the secrets are it. */
  readonly token?: string | undefined;
  readonly settings: IdentitySettings;
  /** Milliseconds since the epoch. */
  now(): number;
  /** `http://127.0.0.1:PORT`, the issuer of the tokens. */
  origin(): string;
}

export interface Identity {
  /** To be mounted at `/`. */
  readonly routes: Hono;
  /** Opens every organisation with every scope. */
  readonly token: string;
  /** Whether a call of the accounting API may go on, and for which organisation. */
  admit(call: GateCall): Admission;
  close(): void;
}

const defaultToken = 'sandbox-token';

/** @throws Error that says what is wrong with an app's registration */
export function createIdentity(options: IdentityOptions): Identity {
  const token = options.token ?? defaultToken;
  const apps = appsById([...builtInApps(token), ...(options.apps ?? [])]);
  const store = openIdentityStore(options.file);
  const host: IdentityHost = {
    store,
    signer: createSigner(store),
    apps,
    settings: options.settings,
    token,
    guarded: token !== defaultToken,
    organisations: options.organisations,
    now: options.now,
    origin: options.origin,
  };
  return {
    routes: identityRoutes(host),
    token,
    admit: (call) => admit(host, call),
    close: store.close,
  };
}
