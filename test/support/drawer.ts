/** A keychain in memory, which can be locked. */

import type { Keychain } from '../../src/xero/auth/store/keychain.ts';

export interface Drawer extends Keychain {
  readonly secrets: Map<string, string>;
  locked: boolean;
}

export function openDrawer(): Drawer {
  const secrets = new Map<string, string>();
  const unlocked = () => {
    if (drawer.locked) throw new Error('it is locked.\nat a place that nobody wants to see');
    return secrets;
  };
  const drawer: Drawer = {
    secrets,
    locked: false,
    read: async (name) => unlocked().get(name),
    write: async (name, secret) => void unlocked().set(name, secret),
  };
  return drawer;
}
