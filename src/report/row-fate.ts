/** Turns a document's fate and a row's own findings into what the report says of that row. */

import type { Finding, Severity } from '../model/finding.ts';
import type { RowStatus } from '../model/run-summary.ts';
import type { RowFate } from './report-row.ts';

/** The fate of the row's document. */
export interface DocumentFate {
  readonly status: RowStatus;
  readonly xeroId?: string;
  readonly xeroNumber?: string;
  readonly link?: string;
  /** Row number of the document's first row at fault. */
  readonly faultRow?: number;
  /** Why valid documents of the run were held back. */
  readonly heldBack?: HeldBack;
}

/** Other documents have errors; the run stopped before its end; the run as a whole was refused. */
export type HeldBack = 'errors' | 'stopped' | 'refused';

export type RenderFinding = (finding: Finding) => string;

const OTHER_ROW = 'group/other-row';
const NOT_SENT = 'xero/not-sent';

/** Rows at fault carry their findings; the others of an ERROR, WARNING or SKIPPED document point at the row at fault. */
export function rowFate(
  document: DocumentFate,
  findings: readonly Finding[],
  row: { readonly ordinal: number; readonly number: number },
  render: RenderFinding,
): RowFate {
  const all = [...findings];
  const place = { ordinal: row.ordinal, row: row.number };
  const wanted = severityOf(document.status);
  const isElsewhere = wanted !== undefined && !findings.some((finding) => finding.severity === wanted);
  if (isElsewhere && document.faultRow !== undefined) {
    all.push({ code: OTHER_ROW, severity: wanted, ...place, params: { row: String(document.faultRow) } });
  }
  if (document.status === 'UNSENT') {
    all.push({ code: NOT_SENT, severity: 'WARNING', ...place, params: { because: document.heldBack ?? 'errors' } });
  }
  return {
    status: document.status,
    code: all.map((finding) => finding.code).join(' | '),
    message: all.map(render).join(' | '),
    xeroId: document.xeroId ?? '',
    xeroNumber: document.xeroNumber ?? '',
    xeroLink: document.link ?? '',
  };
}

/** Of the findings that explain the status. */
function severityOf(status: RowStatus): Severity | undefined {
  if (status === 'SKIPPED') return 'WARNING';
  return status === 'ERROR' || status === 'WARNING' ? status : undefined;
}
