/** The small page of a sandbox: `/` and what is below `/_page`, for reading only. */
import { type Context, Hono } from 'hono';
import { html } from '../markup.ts';
import { contactPage } from './contact-page.ts';
import { documentPage } from './document-page.ts';
import { base, layout, type Page } from './layout.ts';
import { overviewPage } from './overview-page.ts';
import type { PageOrganisation, PageSource } from './page-source.ts';
import { paymentPage } from './payment-page.ts';
import { kindOfSlug, type RecordKind } from './record-kind.ts';
import { recordListPage } from './record-list-page.ts';
import { requestLogPage } from './request-log-page.ts';
import { trialBalancePage } from './trial-balance-page.ts';

/** To be mounted at `/`; answers GET and HEAD, and 405 for anything else. */
export function createPage(source: PageSource): Hono {
  const app = new Hono();
  const show = (path: string, make: (context: Context, query: URLSearchParams) => Page | undefined) => {
    app.get(path, (context) => {
      const page = make(context, new URL(context.req.url).searchParams);
      return page === undefined ? respond(source, missing, 404) : respond(source, page, 200);
    });
    app.all(path, () => notAllowed());
  };
  const organisationOf = (context: Context) =>
    source.organisations().find(({ alias }) => alias === context.req.param('alias'));
  show('/', () => overviewPage(source));
  show(`${base}/requests`, (_context, query) => requestLogPage(source, query));
  show(`${base}/organisations/:alias/trial-balance`, (context, query) => {
    const organisation = organisationOf(context);
    return organisation && trialBalancePage(organisation, query);
  });
  show(`${base}/organisations/:alias/:kind`, (context, query) => {
    const [organisation, kind] = [organisationOf(context), kindOfSlug(context.req.param('kind') ?? '')];
    return organisation && kind && recordListPage(organisation, kind, query);
  });
  show(`${base}/organisations/:alias/:kind/:id`, (context) => {
    const [organisation, kind] = [organisationOf(context), kindOfSlug(context.req.param('kind') ?? '')];
    return organisation && kind && recordPage(organisation, kind, context.req.param('id') ?? '');
  });
  show(`${base}/*`, () => undefined);
  app.onError((error, { req }) => {
    source.crashed(error, `${req.method} ${req.path}`);
    return respond(source, broken, 500);
  });
  return app;
}

function recordPage(organisation: PageOrganisation, kind: RecordKind, id: string): Page | undefined {
  const record = organisation.store.get(kind.collection, id);
  if (record === undefined || kind.types?.includes(record.type ?? '') === false) return undefined;
  if (kind.collection === 'Contacts') return contactPage(organisation, kind, record);
  return kind.collection === 'Payments'
    ? paymentPage(organisation, kind, record)
    : documentPage(organisation, kind, record);
}

const missing: Page = {
  title: 'Not found',
  content: html`<h1>Nothing is here</h1>
<p>It may have gone with a reset of the books. <a href="/">All organisations</a></p>`,
};

const broken: Page = {
  title: 'Not shown',
  content: html`<h1>This cannot be shown</h1>
<p>The books do not hold what the page needs. Start the sandbox with --reset to begin anew, or go to <a href="/">all organisations</a>.</p>`,
};

function respond(source: PageSource, page: Page, status: number): Response {
  const nonce = crypto.randomUUID();
  return new Response(layout(page, source, nonce), { status, headers: headersFor(nonce) });
}

function headersFor(nonce: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}

function notAllowed(): Response {
  return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD', 'X-Content-Type-Options': 'nosniff' } });
}
