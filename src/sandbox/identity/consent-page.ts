/** The pages a user sees: who asks for what, and what went wrong. Plain HTML without scripts; every text is escaped. */
import { html, type Markup } from '../markup.ts';
import type { AuthorizeError } from './authorize-request.ts';
import type { ConnectedOrganisation } from './identity-host.ts';
import { inWords } from './scopes.ts';

export interface ConsentQuestion {
  readonly appName: string;
  readonly scopes: readonly string[];
  /** To choose from; none when only a sign-in is asked for. */
  readonly organisations: readonly (ConnectedOrganisation & { readonly chosen: boolean })[];
  /** Good for one answer. */
  readonly ticket: string;
  /** Asks for the sandbox's token, too. */
  readonly guarded: boolean;
  /** What was wrong with the last answer. */
  readonly problem: string | undefined;
}

export interface Page {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** @param redirect where the answer will send the browser */
export function consentPage(question: ConsentQuestion, redirect: string): Page {
  const { appName, scopes, organisations, ticket, guarded, problem } = question;
  const choices = organisations.map(
    ({ tenantId, name, chosen }) =>
      html`<label><input type="checkbox" name="organisation" value="${tenantId}" ${chosen ? 'checked' : ''}> ${name}</label>`,
  );
  const body = html`<h1>${appName} wants access</h1>
    <p class="note">This is the login page of a sandbox. No real organisation is touched.</p>
    ${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
    <form method="post" action="/identity/connect/consent">
      <input type="hidden" name="ticket" value="${ticket}">
      <h2>It will be able to</h2>
      <ul>${scopes.map((scope) => html`<li>${inWords(scope)} <code>${scope}</code></li>`)}</ul>
      ${choices.length === 0 ? '' : html`<fieldset><legend>in these organisations</legend>${choices}</fieldset>`}
      ${guarded ? html`<label>Token of this sandbox <input type="password" name="token" autocomplete="off"></label>` : ''}
      <p><button name="decision" value="allow">Allow access</button> <button name="decision" value="deny">Cancel</button></p>
    </form>`;
  return page(`${appName} wants access`, body, `'self' ${new URL(redirect).origin}`);
}

/** The error page; the words are those Xero's has. */
export function errorPage({ error, description }: AuthorizeError): Page {
  const body = html`<h1>Sorry, something went wrong</h1>
    <p>Go back and try again.</p>
    <p>Error code: 500</p>
    <p><strong>Error: ${error} : ${description}</strong></p>`;
  return page('Sorry, something went wrong', body, "'none'");
}

function page(title: string, content: Markup, formTargets: string): Page {
  const body = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem; color: #1c2430; }
h1 { font-size: 1.4rem; } h2, legend { font-size: 1rem; font-weight: 600; } code { color: #667; font-size: .8rem; }
label { display: block; padding: .3rem 0; } fieldset { border: 1px solid #ccd; border-radius: .4rem; }
button { font: inherit; padding: .5rem 1rem; } .note { color: #667; } .problem { color: #a40000; font-weight: 600; }
</style></head>
<body><main>${content}</main></body></html>`;
  const policy = `default-src 'none'; style-src 'unsafe-inline'; form-action ${formTargets}; base-uri 'none'; frame-ancestors 'none'`;
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  };
  return { body: body.markup, headers };
}
