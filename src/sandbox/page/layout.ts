/** What surrounds every page: head, navigation and foot. */
import { type Content, html, type Markup, verbatim } from '../markup.ts';
import type { PageOrganisation, PageSource } from './page-source.ts';
import { recordKinds } from './record-kind.ts';
import { script } from './script.ts';
import { style } from './style.ts';

export interface Page {
  readonly title: string;
  readonly content: Content;
  /** The entry of the navigation that stands for this page. */
  readonly current?: 'organisations' | 'requests';
  /** Seconds after which a browser without script loads the page again. */
  readonly refresh?: number | undefined;
}

export const base = '/_page';

/** The whole document; style and script carry the nonce that the policy allows. */
export function layout(page: Page, source: PageSource, nonce: string): string {
  const again = html`<noscript><meta http-equiv="refresh" content="${page.refresh}"></noscript>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · rowpost sandbox</title>
<link rel="icon" href="data:,">
${page.refresh === undefined ? undefined : again}<style nonce="${nonce}">${verbatim(style)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="brand" href="/">rowpost sandbox</a>
<nav aria-label="Pages">
${link('/', 'Organisations', page.current === 'organisations')}
${link(`${base}/requests`, 'Requests', page.current === 'requests')}
</nav>
</header>
<main id="content">
${page.content}
</main>
<footer>${foot(source)}</footer>
<script nonce="${nonce}">${verbatim(script)}</script>
</body>
</html>
`.markup;
}

/** Head of the pages of one organisation: its name and its lists; `current` is one of their slugs. */
export function organisationHead(organisation: PageOrganisation, title: Content, current: string): Markup {
  const own = organisationPath(organisation);
  return html`<p class="soft"><a href="${own}/invoices">${organisation.name}</a></p>
<h1>${title}</h1>
<nav class="places" aria-label="${organisation.name}">
${recordKinds.map(({ slug, label }) => link(`${own}/${slug}`, label, slug === current))}
${link(`${own}/trial-balance`, 'Trial balance', current === 'trial-balance')}
</nav>`;
}

export function organisationPath({ alias }: PageOrganisation): string {
  return `${base}/organisations/${encodeURIComponent(alias)}`;
}

function link(to: string, label: string, current: boolean): Markup {
  return current ? html`<a href="${to}" aria-current="page">${label}</a>` : html`<a href="${to}">${label}</a>`;
}

function foot({ speed }: PageSource): Markup {
  const fast = speed === undefined || speed === 1 ? '' : ` Its clock runs ${speed} times as fast as yours.`;
  return html`A local rehearsal of Xero: nothing here is sent anywhere.${fast}`;
}
