/** What is remembered of connections: sign-ins with their tokens, and the organisations that each of them opens. */

/** Base addresses, without a slash at the end. */
export interface Hosts {
  /** `https://api.xero.com`: bearer tokens go here alone. */
  readonly apiUrl: string;
  /** `https://identity.xero.com`: credentials and refresh tokens go here alone. */
  readonly identityUrl: string;
}

/** Times are ms since the epoch, by this computer's clock. */
export interface SignIn {
  readonly id: string;
  /** `code`: a person consented in a browser; `custom`: a custom connection, by client credentials. */
  readonly grant: 'code' | 'custom';
  readonly clientId: string;
  /** Of custom connections and web apps. */
  readonly clientSecret?: string;
  readonly hosts: Hosts;
  readonly scopes: readonly string[];
  readonly accessToken: string;
  readonly expiresAt: number;
  readonly receivedAt: number;
  /** Of persons; replaced by every renewal, and good for 30 minutes more. */
  readonly refreshToken?: string;
  /** When a renewal left whose reply has not been saved: the refresh token may have been replaced then. */
  readonly renewing?: number;
}

export interface ConnectedOrganisation {
  readonly alias: string;
  /** The OrganisationID, too. */
  readonly tenantId: string;
  /** By which Xero knows the connection. */
  readonly connectionId: string;
  readonly name: string;
  /** Two letters. */
  readonly country: string;
  readonly currency: string;
  /** The id of its sign-in. */
  readonly signIn: string;
}

export interface Connections {
  readonly signIns: readonly SignIn[];
  readonly organisations: readonly ConnectedOrganisation[];
}

export interface ConnectionStore {
  read(): Promise<Connections>;
  /**
   * One change at a time, over all processes. `save` is durable when it resolves, whole or not at all, and may be called
   * several times.
   */
  change<T>(work: (now: Connections, save: (next: Connections) => Promise<void>) => Promise<T>): Promise<T>;
}

export const XERO_HOSTS: Hosts = { apiUrl: 'https://api.xero.com', identityUrl: 'https://identity.xero.com' };

/** The same connections with one sign-in in place of the one with its id. */
export function withSignIn(all: Connections, signIn: SignIn): Connections {
  return { ...all, signIns: all.signIns.map((known) => (known.id === signIn.id ? signIn : known)) };
}
