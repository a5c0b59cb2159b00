/** What every part of the login server works with. */
import type { SandboxSettings } from '../settings.ts';
import type { App } from './apps.ts';
import type { IdentityStore } from './identity-store.ts';
import type { Signer } from './signer.ts';

export interface ConnectedOrganisation {
  /** A lower-case GUID. */
  readonly tenantId: string;
  readonly name: string;
}

/** How the login server behaves where nothing published decides. */
export type IdentitySettings = Pick<
  SandboxSettings,
  'gateOrder' | 'forbiddenKeys' | 'scopeChallenge' | 'customConnectionScope'
>;

export interface IdentityHost {
  readonly store: IdentityStore;
  readonly signer: Signer;
  readonly apps: ReadonlyMap<string, App>;
  readonly settings: IdentitySettings;
  /** The token that opens everything. */
  readonly token: string;
  /** The token is the owner's own: who gives consent has to know it. */
  readonly guarded: boolean;
  /** At least one; the first is that of calls that name none. */
  organisations(): readonly ConnectedOrganisation[];
  /** Milliseconds since the epoch. */
  now(): number;
  /** `http://127.0.0.1:PORT`, the issuer. */
  origin(): string;
}

/** The one person who can sign in. */
export const person = {
  id: '7d1c0a52-4b0e-4f53-9a3c-2e6f5b8d9c01',
  email: 'demo.user@sandbox.example',
  givenName: 'Demo',
  familyName: 'User',
} as const;
