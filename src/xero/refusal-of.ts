/** Tells a reply after which calling again is useless: not signed in, a scope missing, an organisation out of reach. */

import { Refusal } from '../model/refusal.ts';
import type { ApiReply } from './api.ts';
import { withCorrelation } from './correlation.ts';
import { parseExactJson, textAt } from './exact-json.ts';

/** Undefined for every reply but 401 and 403. @param organisation as people know it. */
export function refusalOf(reply: ApiReply, organisation = 'the organisation'): Refusal | undefined {
  const refusal = meaningOf(reply, organisation);
  if (refusal === undefined) return undefined;
  const [what = '', ...remedy] = refusal.message.split('\n');
  return new Refusal(refusal.code, [withCorrelation(what, reply), ...remedy].join('\n'), refusal.exitCode);
}

function meaningOf(reply: ApiReply, organisation: string): Refusal | undefined {
  if (reply.status === 403) return forbidden(organisation);
  if (reply.status !== 401) return undefined;
  const json = parseExactJson(reply.body);
  const detail = textAt(json, 'Detail') || textAt(json, 'detail');
  const scope = /insufficient_scope/i.test(reply.authenticate ?? '') || /AuthorizationUnsuccessful/i.test(detail);
  if (scope) return missingScope(organisation);
  return new Refusal(
    'xero/signed-out',
    /TokenExpired/i.test(detail)
      ? `The sign-in to Xero for ${organisation} has expired.\nConnect the organisation again.`
      : `Xero does not accept the sign-in for ${organisation}.\nConnect the organisation again.`,
    3,
  );
}

function missingScope(organisation: string): Refusal {
  return new Refusal(
    'xero/missing-scope',
    `The connection to ${organisation} was not given the permission (scope) that this call needs.\nConnect the organisation again and grant it.`,
    3,
  );
}

function forbidden(organisation: string): Refusal {
  return new Refusal(
    'xero/forbidden',
    `Xero does not let this connection work with ${organisation}: it is no longer connected, or the user's role there does not allow it.\nCheck the user's role in Xero, or connect the organisation again.`,
    3,
  );
}
