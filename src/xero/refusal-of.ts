/** Tells a reply after which calling again is useless: not signed in, a scope missing, an organisation out of reach. */

import { Refusal } from '../model/refusal.ts';
import type { ApiReply } from './api.ts';
import { withCorrelation } from './correlation.ts';
import { parseExactJson, textAt } from './exact-json.ts';

/** Undefined for every reply but 401 and 403. @param organisation as people know it. @param scope that the call needs */
export function refusalOf(reply: ApiReply, organisation = 'the organisation', scope?: string): Refusal | undefined {
  const refusal = meaningOf(reply, organisation, scope);
  if (refusal === undefined) return undefined;
  const [what = '', ...remedy] = refusal.message.split('\n');
  return new Refusal(refusal.code, [withCorrelation(what, reply), ...remedy].join('\n'), refusal.exitCode);
}

function meaningOf(reply: ApiReply, organisation: string, needed: string | undefined): Refusal | undefined {
  if (reply.status === 403) return forbidden(organisation);
  if (reply.status !== 401) return undefined;
  const json = parseExactJson(reply.body);
  const detail = textAt(json, 'Detail') || textAt(json, 'detail');
  const scope = /insufficient_scope/i.test(reply.authenticate ?? '') || /AuthorizationUnsuccessful/i.test(detail);
  if (scope) return missingScope(organisation, needed);
  return new Refusal(
    'xero/signed-out',
    /TokenExpired/i.test(detail)
      ? `The sign-in to Xero for ${organisation} has expired.\nConnect it again: \`rowpost connect\`.`
      : `Xero does not accept the sign-in for ${organisation}.\nConnect it again: \`rowpost connect\`.`,
    3,
  );
}

function missingScope(organisation: string, scope: string | undefined): Refusal {
  const [which, more] = scope === undefined ? ['(scope)', ''] : [scope, ` --scopes ${scope}`];
  return new Refusal(
    'xero/missing-scope',
    `The connection to ${organisation} was not given the permission ${which} that this call needs.\nConnect it again: \`rowpost connect${more}\`; for a custom connection, first choose the permission for it at developer.xero.com.`,
    3,
  );
}

function forbidden(organisation: string): Refusal {
  return new Refusal(
    'xero/forbidden',
    `Xero does not let this connection work with ${organisation}: it is no longer connected, or the user's role there does not allow it.\nCheck the user's role in Xero, or connect it again: \`rowpost connect\`. A demo company that was reset has another ID.`,
    3,
  );
}
