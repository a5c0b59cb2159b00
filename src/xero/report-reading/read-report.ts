/** Reads a report: Xero's own, flattened into tidy rows, or one that is computed from documents. */

import type { Facts } from '../../model/facts.ts';
import type { ReportSource, ReportSpec } from '../../model/report-spec.ts';
import type { Cell } from '../../model/source-row.ts';
import type { Api } from '../api.ts';
import { insistOnPage, type Patience } from '../insist-on-page.ts';
import { agedRow } from '../open-documents/aged-row.ts';
import type { Side } from '../open-documents/document-sides.ts';
import { type OpenDocument, readOpenDocuments } from '../open-documents/read-open-documents.ts';
import { readPage } from '../read-page.ts';
import { flattenRows } from './flatten-rows.ts';

export interface ReportRequest {
  /** `YYYY-MM-DD`. */
  readonly asAt: string;
  /** First and last day of a report over a period. */
  readonly from?: string;
  readonly to?: string;
  /** By the name of the query parameter; see `reportParameters`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** How long a lost connection is waited for; not at all where left out. */
  readonly patience?: Patience;
  /** Told how many further calls of a list are to come. */
  readonly expect?: (calls: number) => void;
}

/** Rows with a cell for each of the report's columns. */
export type ReceiveRows = (rows: readonly (readonly Cell[])[]) => Promise<void>;

const ROWS_AT_ONCE = 1000;

/** Rejects as the API and `receive` do, or with a Refusal for a reply that is none or is laid out in a way not known. */
export async function readReport(
  api: Api,
  facts: Facts,
  spec: ReportSpec,
  request: ReportRequest,
  receive: ReceiveRows,
): Promise<void> {
  const { name, columns, source } = spec;
  if (source.kind === 'open-documents') return readAged(api, source.side, request, receive);
  const { cells, about } = source;
  const query = { ...daysOf(source.days, request), ...source.query, ...request.parameters };
  const ask = () => readPage(api, { path: source.path, query, envelope: 'Reports' });
  const { elements } = await insistOnPage(ask, request.patience);
  const rows = elements.flatMap((report) =>
    flattenRows(report, { name, columns, cells, ...(about === undefined ? {} : { about }) }, facts),
  );
  if (rows.length > 0) await receive(rows);
}

async function readAged(api: Api, side: Side, request: ReportRequest, receive: ReceiveRows): Promise<void> {
  const { asAt, patience, expect } = request;
  const options = { ...(patience === undefined ? {} : { patience }), ...(expect === undefined ? {} : { expect }) };
  const documents = await readOpenDocuments(api, { side, day: asAt }, options);
  const sorted = documents.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  for (let at = 0; at < sorted.length; at += ROWS_AT_ONCE) {
    await receive(sorted.slice(at, at + ROWS_AT_ONCE).map((document) => agedRow(document, asAt)));
  }
}

/** By contact, then by date and number. */
function placeOf({ contact, contactId, date, number, id }: OpenDocument): string {
  return [contact.toLowerCase(), contactId, date, number, id].join('\u0000');
}

type Days = Extract<ReportSource, { readonly kind: 'report' }>['days'];

function daysOf(days: Days, { asAt, from, to }: ReportRequest): Readonly<Record<string, string>> {
  if ('asAt' in days) return { [days.asAt]: asAt };
  return { ...(from === undefined ? {} : { [days.from]: from }), ...(to === undefined ? {} : { [days.to]: to }) };
}
