/** Says what a refusal of the login server means, and what to do. */

import { Refusal } from '../../model/refusal.ts';
import { withCorrelation } from '../correlation.ts';
import type { Answer } from './exchange.ts';

const WORDS: Readonly<Record<string, string>> = {
  invalid_grant:
    'Xero does not take this sign-in any more: it was revoked, not used for 60 days, or replaced by another program.\nConnect again: `rowpost connect`. Runs that are unfinished go on afterwards with `rowpost resume`.',
  invalid_code:
    'Xero does not take the code of this sign-in: a code serves once, for five minutes, and for the sign-in that asked for it.\nBegin again with `rowpost connect`, and answer the page that it opens.',
  invalid_client:
    'Xero does not know this client ID, or the secret does not belong to it.\nCompare both with the app at developer.xero.com, and connect again: `rowpost connect`. An app of the kind "web app" needs --web.',
  invalid_scope:
    'The app may not have one of the permissions (scopes) asked for.\nGive the jobs that are to be run, so that less is asked for: `rowpost connect jobs/*.yaml`.',
  unauthorized_client:
    'The app is of another kind: `rowpost connect` needs a mobile or desktop app, with --web a web app, with --custom a custom connection.\nCheck its kind at developer.xero.com.',
};

/** @param error the server's own word: `invalid_grant`; empty where it gave none */
export function tokenRefusal(answer: Answer, error: string, host: string): Refusal {
  const { code, text } = meaningOf(answer, error, host);
  const [what = '', ...remedy] = text.split('\n');
  return new Refusal(`connect/${code}`, [withCorrelation(what, answer), ...remedy].join('\n'), 3);
}

function meaningOf({ status }: Answer, error: string, host: string): { readonly code: string; readonly text: string } {
  const words = WORDS[error];
  if (words !== undefined) return { code: error.replaceAll('_', '-'), text: words };
  if (status === 429 || status >= 500) {
    const text = `${host} is not available at present (${status}).\nTry again in a few minutes; status.xero.com tells of known trouble.`;
    return { code: 'unavailable', text };
  }
  const said = /^\w{1,60}$/.test(error) ? ` (${error})` : '';
  const text = `${host} answered with ${status}${said}, which is no answer to a sign-in.\nCheck the identity address and any proxy in between.`;
  return { code: 'refused', text };
}
