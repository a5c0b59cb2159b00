/** A request for a user's consent (authorisation code, with PKCE where the app has no secret), and what comes back from it. */

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../model/refusal.ts';

export interface ConsentRequest {
  /** The page that the user is to open. */
  readonly url: string;
  readonly redirect: string;
  readonly state: string;
  /** Of apps without a secret: shown with the code, so that it is worth nothing to others. */
  readonly verifier?: string;
}

export interface ConsentOptions {
  readonly clientId: string;
  readonly identityUrl: string;
  readonly redirect: string;
  readonly scopes: readonly string[];
  /** The app has a secret, which is shown with the code instead. */
  readonly secret: boolean;
}

export function requestConsent({ clientId, identityUrl, redirect, scopes, secret }: ConsentOptions): ConsentRequest {
  const [state, verifier] = [randomBytes(24).toString('base64url'), randomBytes(48).toString('base64url')];
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirect,
    scope: ['offline_access', ...scopes].join(' '),
    state,
    ...(secret ? {} : challengeOf(verifier)),
  });
  const url = `${loginUrl(identityUrl)}/identity/connect/authorize?${query}`;
  return { url, redirect, state, ...(secret ? {} : { verifier }) };
}

function challengeOf(verifier: string) {
  return { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };
}

/** Xero's login page has a host of its own. */
function loginUrl(identityUrl: string): string {
  return identityUrl === 'https://identity.xero.com' ? 'https://login.xero.com' : identityUrl;
}

/**
 * The code in the address that a user came back to.
 * @throws Refusal `connect/forged` where it answers another request, `connect/denied` where the user or Xero said no
 */
export function codeOf(address: string, { redirect, state }: Pick<ConsentRequest, 'redirect' | 'state'>): string {
  const url = URL.parse(address.trim());
  const expected = new URL(redirect);
  if (url === null || url.origin !== expected.origin || url.pathname !== expected.pathname) {
    throw new Refusal(
      'connect/address',
      `That is not the address which Xero sent the browser back to; it begins with ${redirect}?code=.\nCopy all of it out of the browser's address bar.`,
      3,
    );
  }
  const given = url.searchParams;
  if (!isSame(given.get('state') ?? '', state)) {
    throw new Refusal(
      'connect/forged',
      'That answer belongs to another sign-in, so it is not used.\nAnswer the page that was opened last, or begin again with `rowpost connect`.',
      3,
    );
  }
  const code = given.get('code');
  if (code !== null && code !== '') return code;
  const error = given.get('error') ?? '';
  const said = /^\w{1,60}$/.test(error) && error !== 'access_denied' ? ` (${error})` : '';
  throw new Refusal('connect/denied', `The access was not allowed${said}. Nothing was changed.`, 3);
}

/** In a time that tells nothing of the state. */
function isSame(given: string, state: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(state));
}
