/** The keychain of the system, by a native package that is loaded when it is asked and may be missing. */

import type { Keychain } from '../xero/auth/store/keychain.ts';

/** Secrets stand there as `rowpost` with their name; every method rejects where there is no keychain or it stays locked. */
export const systemKeychain: Keychain = {
  read: async (name) => (await entryOf(name)).getPassword().then((secret) => secret ?? undefined),
  write: async (name, secret) => (await entryOf(name)).setPassword(secret),
};

/** On Linux the Secret Service of the desktop alone: the kernel's keyring, its other store, is empty after a restart. */
async function entryOf(name: string) {
  const { AsyncEntry } = await import('@napi-rs/keyring').catch(() => {
    throw new Error('the package @napi-rs/keyring is not installed for this system');
  });
  return new AsyncEntry('rowpost', name, { linux: { store: 'secret-service' } });
}
