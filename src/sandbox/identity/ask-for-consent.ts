/** The login page: puts an app's request before the user, and takes the answer back to the app. */
import { sameSecret } from './apps.ts';
import {
  type AuthorizeError,
  type AuthorizeRequest,
  readAuthorizeRequest,
  returnAddress,
} from './authorize-request.ts';
import { consentPage, errorPage, type Page } from './consent-page.ts';
import type { IdentityHost } from './identity-host.ts';
import { hashOf, newSecret } from './identity-store.ts';
import { addLogin, connectionsOf } from './logins.ts';
import { concernsOrganisation } from './scopes.ts';

const ticketLife = 10 * 60_000;
const codeLife = 5 * 60_000;

/** GET /identity/connect/authorize */
export function askForConsent(host: IdentityHost, query: URLSearchParams): Response {
  const request = readAuthorizeRequest(host.apps, query);
  return 'error' in request ? failed(request) : ask(host, request, undefined);
}

/** POST /identity/connect/consent, with the form of the page. */
export function takeConsent(host: IdentityHost, form: URLSearchParams): Response {
  const request = host.store.transaction(() => redeemTicket(host, form.get('ticket') ?? ''));
  const app = host.apps.get(request?.appId ?? '');
  if (request === undefined || app === undefined) {
    return failed({ error: 'invalid_request', description: 'This page has expired or was answered before' });
  }
  if (form.get('decision') !== 'allow') return sendBack(returnAddress(request, { error: 'access_denied' }));
  if (host.guarded && !sameSecret(host.token, form.get('token') ?? '')) {
    return ask(host, request, 'This is not the token of this sandbox; it printed it when it started.');
  }
  const wanted = form.getAll('organisation');
  const tenants = host.organisations().flatMap(({ tenantId }) => (wanted.includes(tenantId) ? [tenantId] : []));
  if (tenants.length === 0 && request.scopes.some(concernsOrganisation)) {
    return ask(host, request, 'Choose at least one organisation.');
  }
  const { code, scopes } = host.store.transaction(() => {
    const login = addLogin(host, app, request.scopes, tenants);
    return { code: newCode(host, login.id, request), scopes: login.scopes };
  });
  return sendBack(returnAddress(request, { code, scope: scopes.join(' ') }));
}

function ask(host: IdentityHost, request: AuthorizeRequest, problem: string | undefined): Response {
  const known = new Set(connectionsOf(host, request.appId).map(({ tenantId }) => tenantId));
  const choosable = request.scopes.some(concernsOrganisation) ? host.organisations() : [];
  const question = {
    appName: host.apps.get(request.appId)?.name ?? request.appId,
    scopes: request.scopes,
    organisations: choosable.map((organisation, position) => ({
      ...organisation,
      chosen: known.size === 0 ? position === 0 : known.has(organisation.tenantId),
    })),
    ticket: host.store.transaction(() => newTicket(host, request)),
    guarded: host.guarded,
    problem,
  };
  return answer(consentPage(question, request.redirect), 200);
}

function newTicket({ store, now }: IdentityHost, request: AuthorizeRequest): string {
  const ticket = newSecret();
  store.rows('delete from ticket where expires <= ?', now());
  store.rows('insert into ticket values (?, ?, ?)', hashOf(ticket), JSON.stringify(request), now() + ticketLife);
  return ticket;
}

function redeemTicket({ store, now }: IdentityHost, ticket: string): AuthorizeRequest | undefined {
  const row = store.rows('delete from ticket where hash = ? returning request, expires', hashOf(ticket))[0];
  if (row === undefined || Number(row.expires) <= now()) return undefined;
  return JSON.parse(String(row.request)) as AuthorizeRequest;
}

/** Used codes are remembered for a day, so that a second use is noticed. */
function newCode({ store, now }: IdentityHost, login: string, request: AuthorizeRequest): string {
  const code = newSecret();
  store.rows('delete from code where expires <= ?', now() - 86_400_000);
  store.rows('insert into code values (?, ?, ?, ?, 0)', hashOf(code), login, JSON.stringify(request), now() + codeLife);
  return code;
}

/** Xero's page says 500, and the reply is one. */
function failed(error: AuthorizeError): Response {
  return answer(errorPage(error), 500);
}

function answer({ body, headers }: Page, status: number): Response {
  return new Response(body, { status, headers });
}

function sendBack(address: string): Response {
  return new Response(null, { status: 302, headers: { Location: address, 'Cache-Control': 'no-store' } });
}
