/** One list of an organisation: its latest records, filtered and page by page. */
import { type Content, html, type Markup } from '../markup.ts';
import { dataTable } from './data-table.ts';
import { type Found, findRecords, pageSize, type RecordFilter } from './find-records.ts';
import { organisationHead, organisationPath, type Page } from './layout.ts';
import type { PageOrganisation } from './page-source.ts';
import { columnsOf } from './record-columns.ts';
import type { RecordKind } from './record-kind.ts';

export function recordListPage(organisation: PageOrganisation, kind: RecordKind, query: URLSearchParams): Page {
  const filter = filterOf(kind, query);
  const found = findRecords(organisation.store, kind, filter);
  const filtered = filter.status !== '' || filter.text !== '';
  const content = html`${organisationHead(organisation, kind.label, kind.slug)}
${filterForm(kind, filter)}
${dataTable({
  caption: kind.label,
  columns: columnsOf(organisation, kind),
  rows: found.records,
  none: filtered ? 'Nothing fits this filter.' : 'None yet. What you send to the API appears here.',
  narrow: 'stack',
})}
${pages(`${organisationPath(organisation)}/${kind.slug}`, filter, found)}`;
  return { title: `${kind.label} · ${organisation.name}`, content, current: 'organisations' };
}

function filterOf(kind: RecordKind, query: URLSearchParams): RecordFilter {
  const status = query.get('status') ?? '';
  const page = query.get('page') ?? '';
  return {
    status: Object.hasOwn(kind.statuses, status) ? status : '',
    text: (query.get('text') ?? '').trim(),
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  };
}

function filterForm(kind: RecordKind, filter: RecordFilter): Markup {
  const options = Object.entries(kind.statuses).map(([status, label]) => option(status, label, filter.status));
  const about = kind.collection === 'Contacts' ? 'Name or number' : 'Number or contact';
  return html`<form method="get" role="search">
<label>Status <select name="status"><option value="">All</option>${options}</select></label>
<label>${about} <input type="search" name="text" value="${filter.text}"></label>
<button>Show</button>
</form>`;
}

/** One choice of a list. */
export function option(value: string, label: string, chosen: string | undefined): Markup {
  return value === chosen
    ? html`<option value="${value}" selected>${label}</option>`
    : html`<option value="${value}">${label}</option>`;
}

function pages(path: string, filter: RecordFilter, found: Found): Content {
  const { page } = filter;
  if (page === 1 && !found.more) return undefined;
  const to = (number: number) => {
    const query = new URLSearchParams({ status: filter.status, text: filter.text, page: String(number) });
    return `${path}?${query}`;
  };
  const first = (page - 1) * pageSize + 1;
  const range = found.records.length === 0 ? 'None' : `${first}–${first + found.records.length - 1}`;
  return html`<nav class="pages" aria-label="Pages of the list">
${page > 1 ? html`<a href="${to(page - 1)}" rel="prev">Later</a>` : undefined}
<span class="soft">${range}</span>
${found.more ? html`<a href="${to(page + 1)}" rel="next">Earlier</a>` : undefined}</nav>`;
}
