/** Reads the sandbox's page as a person would: its rows and its links. */
import { type Client, openForTest } from './sandbox-client.ts';

/** A sandbox on a spring day of 2026, for one test. */
export function openInSpring(options: Parameters<typeof openForTest>[0] = {}): Promise<Client> {
  return openForTest({ now: () => Date.parse('2026-04-12T09:30:00Z'), ...options });
}

export async function readPage({ sandbox }: Client, path: string, init?: RequestInit) {
  const response = await fetch(sandbox.url + path, init);
  return { status: response.status, headers: response.headers, html: await response.text() };
}

/** The texts of the cells of each row, tags taken away. */
export function rowsOf(html: string): readonly (readonly string[])[] {
  const rows = html.match(/<tr role="row">.*?<\/tr>/gs) ?? [];
  return rows
    .map((row) =>
      [...row.matchAll(/<(?:td|th role="rowheader")[^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) => textOf(cell)),
    )
    .filter((row) => row.length > 0);
}

export function textOf(html = ''): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where the link of this text leads. */
export function linkTo(html: string, text: string): string {
  const link = [...html.matchAll(/<a href="([^"]+)"[^>]*>([^<]*)<\/a>/g)].find(([, , words]) => words === text);
  return link?.[1] ?? `no link to ${text}`;
}
