/** Who is told of changes: an address, the key that signs, the kinds of changes, and how far it has been told. */

export const categories = ['CONTACT', 'INVOICE', 'CREDITNOTE', 'PREPAYMENT', 'OVERPAYMENT'] as const;
export type Category = (typeof categories)[number];

export interface SubscriptionRequest {
  /** https, or http on this machine. */
  readonly url: string;
  /** Signs what is sent. */
  readonly key: string;
  /** All of them without. */
  readonly categories?: readonly Category[];
}

export interface Subscription {
  readonly id: string;
  readonly url: string;
  readonly key: string;
  readonly categories: readonly Category[];
  /** `pending` until the address has shown that it checks signatures; `disabled` after a day without an answer. */
  readonly status: 'pending' | 'active' | 'disabled';
  /** What was wrong with the latest answer. */
  readonly problem?: string | undefined;
  /** Number of the last event that was taken. */
  readonly sequence: number;
  /** By tenant id: the last event of its books that was looked at. */
  readonly cursors: Readonly<Record<string, number>>;
  /** Since when every attempt has failed, and how often; ms since the epoch. */
  readonly failing?: { readonly since: number; readonly times: number; readonly next: number } | undefined;
}

/** Why nobody can be told there; undefined when somebody can. */
export function addressProblem(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null) return `${JSON.stringify(address)} is no address, such as https://example.com/hooks.`;
  if (url.username !== '' || url.password !== '') return 'The address must not hold a user name or a password.';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))) return undefined;
  return 'The address must begin with https://, or with http:// and be on this machine.';
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
