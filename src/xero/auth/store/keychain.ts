/** A place of the user's for short secrets, as systems have it: Keychain, Credential Manager, Secret Service. */

export interface Keychain {
  /** Undefined where it holds nothing of that name. Rejects where it cannot be opened, as when it is locked. */
  read(name: string): Promise<string | undefined>;
  /** Rejects where it cannot be opened. */
  write(name: string, secret: string): Promise<void>;
}
