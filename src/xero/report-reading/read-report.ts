/** Reads a report: Xero's own, flattened into tidy rows, or one that is computed from documents. */

import type { Facts } from '../../model/facts.ts';
import type { ReportSource, ReportSpec } from '../../model/report-spec.ts';
import type { Cell } from '../../model/source-row.ts';
import type { Api } from '../api.ts';
import { insistOnPage, type Patience } from '../insist-on-page.ts';
import { agedRow } from '../open-documents/aged-row.ts';
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
  /** Told after each call how many were made. */
  readonly onCall?: (calls: number) => void;
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
  const { source } = spec;
  const { patience, expect } = request;
  const counted = counting(api, request.onCall);
  if (source.kind === 'open-documents') {
    const query = { side: source.side, day: request.asAt };
    const documents = await readOpenDocuments(counted, query, {
      ...(patience === undefined ? {} : { patience }),
      ...(expect === undefined ? {} : { expect }),
    });
    const sorted = documents.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    for (let at = 0; at < sorted.length; at += ROWS_AT_ONCE) {
      await receive(sorted.slice(at, at + ROWS_AT_ONCE).map((document) => agedRow(document, request.asAt)));
    }
    return;
  }
  const query = { ...daysOf(source.days, request), ...request.parameters };
  const ask = () => readPage(counted, { path: source.path, query, envelope: 'Reports' });
  const { elements } = await insistOnPage(ask, patience);
  const { name, columns } = spec;
  const rows = elements.flatMap((report) => flattenRows(report, { name, columns, cells: source.cells }, facts));
  if (rows.length > 0) await receive(rows);
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

function counting(api: Api, onCall: ReportRequest['onCall']): Api {
  let calls = 0;
  return {
    async call(request) {
      const reply = await api.call(request);
      calls += 1;
      onCall?.(calls);
      return reply;
    },
  };
}
