/** One page of a collection; a reply that is none becomes a plain refusal. */

import { Refusal } from '../model/refusal.ts';
import { type Api, type ApiReply, type ApiRequest, LostReply } from './api.ts';
import { withCorrelation } from './correlation.ts';
import { type ExactObject, isObject, listAt, parseExactJson, textAt } from './exact-json.ts';
import { problemText } from './read-reply.ts';
import { ticksOf } from './xero-date.ts';

export interface Page {
  readonly elements: readonly ExactObject[];
  /** Of the whole collection; left out where the reply does not tell. */
  readonly pages?: { readonly pageCount: number; readonly itemCount: number };
  /** By Xero's clock, ms since the epoch, and not after the moment that the page shows; left out where the reply does not tell. */
  readonly at?: number;
}

export interface PageRequest {
  /** `/Invoices`. */
  readonly path: string;
  /** The envelope's array; named like the path where left out. */
  readonly envelope?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly modifiedSince?: string;
}

/** Most elements that Xero puts on a page. */
export const PAGE_SIZE = 1000;

/** Rejects with a Refusal (exit 3) where Xero answers with an error or with something unreadable, and as `api` does. */
export async function readPage(api: Api, page: PageRequest): Promise<Page> {
  const { path, query, modifiedSince, envelope = path.slice(path.lastIndexOf('/') + 1) } = page;
  const request: ApiRequest = {
    method: 'GET',
    path,
    ...(query === undefined ? {} : { query }),
    ...(modifiedSince === undefined ? {} : { modifiedSince }),
  };
  const reply = await answered(api, request);
  const json = parseExactJson(reply.body);
  if (reply.status !== 200) throw refused(path, reply.status, problemText(reply, json));
  if (!isObject(json) || !(Array.isArray(json[envelope]) || json[envelope] === null)) {
    throw new Refusal(
      'xero/unreadable-reply',
      `${withCorrelation(`What came back for ${path} is no reply of Xero's: it holds no ${envelope}.`, reply)}\nCheck the API address and any proxy in between.`,
      3,
    );
  }
  const elements = listAt(json, envelope);
  const answeredAt = ticksOf(textAt(json, 'DateTimeUTC'));
  const shown = { elements, ...(answeredAt === undefined ? {} : { at: answeredAt - (reply.milliseconds ?? 0) }) };
  if (textAt(json, 'pagination.pageCount') === '') return shown;
  const pageCount = Number(textAt(json, 'pagination.pageCount'));
  return { ...shown, pages: { pageCount, itemCount: Number(textAt(json, 'pagination.itemCount')) } };
}

/** A read without a reply changes nothing, and was repeated already. */
async function answered(api: Api, request: ApiRequest): Promise<ApiReply> {
  try {
    return await api.call(request);
  } catch (error) {
    if (!(error instanceof LostReply)) throw error;
    throw new Refusal(
      'xero/unreachable',
      `Xero could not be reached for ${request.path}: ${error.message}.\nCheck the connection and try again.`,
      3,
    );
  }
}

/** Numbered pages as query: `page` and `pageSize`. */
export function pageQuery(page: number): Readonly<Record<'page' | 'pageSize', string>> {
  return { page: String(page), pageSize: String(PAGE_SIZE) };
}

function refused(path: string, status: number, message: string): Refusal {
  if (status === 404) return new Refusal('xero/not-found', `Xero knows no ${path}: ${message}.`, 3);
  const passing = status >= 500;
  return new Refusal(
    passing ? 'xero/unavailable' : 'xero/refused-to-read',
    `Xero did not give out ${path} (HTTP ${status}): ${message}.\n${passing ? 'Try again later.' : 'Check the organisation and the permissions of its connection.'}`,
    3,
  );
}
