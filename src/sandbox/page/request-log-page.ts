/** The latest requests, newest first, with filters. */
import { type Content, html, type Markup } from '../markup.ts';
import { type LogFilter, type LoggedRequest, readablePath } from '../server/request-log.ts';
import { type Column, dataTable } from './data-table.ts';
import { instant, size } from './figures.ts';
import type { Page } from './layout.ts';
import type { PageSource } from './page-source.ts';
import { option } from './record-list-page.ts';

const shown = 200;
const seconds = 5;
const methods = ['GET', 'PUT', 'POST', 'DELETE'];
const statuses: Readonly<Record<string, string>> = {
  failed: 'All that failed',
  2: '2xx answered',
  3: '3xx redirected',
  4: '4xx refused',
  5: '5xx broken',
};

export function requestLogPage(source: PageSource, query: URLSearchParams): Page {
  const asked = (name: string) => (query.get(name) ?? '').trim();
  const filter: LogFilter = {
    organisation: asked('organisation'),
    method: asked('method'),
    status: asked('status'),
    text: asked('text'),
    limit: shown,
  };
  const refreshing = asked('refresh') !== '';
  const entries = source.log.entries(filter);
  const again = refreshing ? html` data-refresh="${seconds}"` : undefined;
  const content = html`<h1>Requests</h1>
${filterForm(source, filter, refreshing)}
<div${again}><!--log--><p class="soft">${summary(entries.length, source.log.count())}</p>
${dataTable({ caption: 'Requests, newest first', columns, rows: entries, none: 'Nothing to show.', narrow: 'stack dense' })}<!--log--></div>`;
  return { title: 'Requests', content, current: 'requests', refresh: refreshing ? seconds : undefined };
}

function filterForm(source: PageSource, filter: LogFilter, refreshing: boolean): Markup {
  const organisations = source.organisations().map(({ alias, name }) => option(alias, name, filter.organisation));
  const tick = html`<input type="checkbox" name="refresh" value="${seconds}"${refreshing ? html` checked` : undefined}>`;
  return html`<form method="get" role="search">
<label>Organisation <select name="organisation"><option value="">All</option>${organisations}</select></label>
<label>Method <select name="method"><option value="">All</option>${methods.map((name) => option(name, name, filter.method))}</select></label>
<label>Status <select name="status"><option value="">All</option>${Object.entries(statuses).map(([value, label]) => option(value, label, filter.status))}</select></label>
<label>Text <input type="search" name="text" value="${filter.text}"></label>
<label class="tick">${tick} Refresh every ${seconds} seconds</label>
<button>Show</button>
</form>`;
}

function summary(entries: number, all: number): string {
  const requests = all === 1 ? '1 request' : `${all} requests`;
  return `${entries} shown of ${requests} so far. Times are UTC, by the sandbox's clock.`;
}

const columns: readonly Column<LoggedRequest>[] = [
  { label: 'Request', heading: true, cell: (entry) => request(entry) },
  { label: 'Status', cell: (entry) => statusMark(entry) },
  { label: 'Time', cell: ({ at }) => instant(at) },
  { label: 'Organisation', cell: ({ organisation }) => organisation },
  { label: 'App', cell: ({ app }) => app },
  { label: 'Took', figures: true, cell: ({ milliseconds }) => `${Math.round(milliseconds)} ms` },
  { label: 'In / out', figures: true, cell: ({ bytesIn, bytesOut }) => `${size(bytesIn)} / ${size(bytesOut)}` },
];

function request({ method, path, problem, correlationId }: LoggedRequest): Content {
  const said = problem === undefined ? undefined : html`<small class="bad-text">${problem}</small>`;
  return html`<code>${method} ${readablePath(path)}</code>${said}<small>${correlationId}</small>`;
}

function statusMark({ status, problem }: LoggedRequest): Markup {
  if (status === 0) return html`<span class="mark bad">cut off</span>`;
  const tone = status >= 400 ? 'bad' : problem === undefined ? 'good' : 'warn';
  return html`<span class="mark ${tone}">${status}</span>`;
}
