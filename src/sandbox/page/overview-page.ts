/** The page at `/`: the organisations, and how to call them. */
import { groupedText } from '../books/decimal.ts';
import { html, type Markup } from '../markup.ts';
import { base, organisationPath, type Page } from './layout.ts';
import type { PageOrganisation, PageSource } from './page-source.ts';
import type { RecordKind } from './record-kind.ts';

const counted: readonly (readonly [RecordKind['slug'], RecordKind['collection'], string])[] = [
  ['invoices', 'Invoices', 'Invoices and bills'],
  ['credit-notes', 'CreditNotes', 'Credit notes'],
  ['purchase-orders', 'PurchaseOrders', 'Purchase orders'],
  ['quotes', 'Quotes', 'Quotes'],
  ['payments', 'Payments', 'Payments'],
  ['bank-transactions', 'BankTransactions', 'Bank transactions'],
  ['contacts', 'Contacts', 'Contacts'],
];

export function overviewPage(source: PageSource): Page {
  const organisations = source.organisations();
  const content = html`<h1>Organisations</h1>
<ul class="cards">${organisations.map(card)}</ul>
<h2>Call it as you would call Xero</h2>
${useOf(source, organisations[0])}
<p>What came in and how it was answered: <a href="${base}/requests">the latest requests</a>.</p>`;
  return { title: 'Organisations', content, current: 'organisations' };
}

function card(organisation: PageOrganisation): Markup {
  const own = organisationPath(organisation);
  const { alias, name, baseCurrency, tenantId, store } = organisation;
  const counts = counted.map(
    ([slug, kind, label]) =>
      html`<li><a href="${own}/${slug}">${label}</a> ${groupedText({ units: BigInt(store.count(kind, [])), places: 0 }, 0)}</li>`,
  );
  return html`<li class="card"><h3><a href="${own}/invoices">${name}</a></h3>
<dl><dt>In a job</dt><dd><code>org: sandbox-${alias}</code></dd><dt>Base currency</dt><dd>${baseCurrency}</dd><dt>Tenant ID</dt><dd><code>${tenantId}</code></dd></dl>
<ul>${counts}<li><a href="${own}/trial-balance">Trial balance</a></li></ul></li>`;
}

function useOf(source: PageSource, organisation: PageOrganisation | undefined): Markup {
  const address = `${source.address()}/api.xro/2.0`;
  const token = source.token ?? 'YOUR_TOKEN';
  const tenant = organisation === undefined ? '' : ` \\\n  -H 'xero-tenant-id: ${organisation.tenantId}'`;
  const example = `curl '${address}/Invoices?page=1' \\\n  -H 'Authorization: Bearer ${token}'${tenant} \\\n  -H 'Accept: application/json'`;
  const shown = html`<dt>Token</dt><dd><code>${source.token}</code></dd>`;
  return html`<dl class="panel"><dt>Address</dt><dd><code>${address}</code></dd>
${source.token === undefined ? undefined : shown}</dl>
<pre tabindex="0" aria-label="Example"><code>${example}</code></pre>`;
}
