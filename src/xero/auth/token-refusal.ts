/** Says what a refusal of the login server means, and what to do. */

import { Refusal } from '../../model/refusal.ts';

const WORDS: Readonly<Record<string, string>> = {
  invalid_grant:
    'Xero does not take this sign-in any more: it was revoked, not used for 60 days, or replaced by another program.\nConnect again: `rowpost connect`.',
  invalid_code:
    'Xero does not take the code of this sign-in: a code serves once, for five minutes, and for the sign-in that asked for it.\nBegin again with `rowpost connect`, and answer the page that it opens.',
  invalid_client:
    'Xero does not know this client ID, or the secret does not belong to it.\nCompare both with the app at developer.xero.com, and connect again: `rowpost connect`.',
  invalid_scope:
    'The app may not have one of the permissions (scopes) asked for.\nGive the jobs that are to be run, so that less is asked for: `rowpost connect jobs/*.yaml`.',
  unauthorized_client:
    'The app is of another kind: `rowpost connect` needs an app for mobile or desktop (PKCE), `rowpost connect --custom` a custom connection.\nCheck its kind at developer.xero.com.',
};

/** @param error the server's own word: `invalid_grant`; empty where it gave none */
export function tokenRefusal(status: number, error: string, host: string): Refusal {
  const words = WORDS[error];
  if (words !== undefined) return new Refusal(`connect/${error.replaceAll('_', '-')}`, words, 3);
  if (status === 429 || status >= 500) {
    return new Refusal(
      'connect/unavailable',
      `${host} is not available at present (${status}).\nTry again in a few minutes; status.xero.com tells of known trouble.`,
      3,
    );
  }
  const said = /^\w{1,60}$/.test(error) ? ` (${error})` : '';
  return new Refusal(
    'connect/refused',
    `${host} answered with ${status}${said}, which is no answer to a sign-in.\nCheck the identity address and any proxy in between.`,
    3,
  );
}
