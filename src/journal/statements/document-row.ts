/** A document as its table holds it. */

import type { RowStatus } from '../../model/run-summary.ts';
import { present } from '../present.ts';
import type { DocumentRecord, DocumentState } from '../run-store.ts';

/** The columns of a `DocumentRow`, under its names. */
export const COLUMNS = `seq, entity, stage, state, status, verb, type, xero_id AS xeroId, xero_number AS xeroNumber,
  number, key, hash, occurrence, needs, fault_row AS faultRow, totals, match, echo,
  follow_ups AS followUps, body`;

export interface DocumentRow {
  readonly seq: number;
  readonly entity: string;
  readonly stage: number;
  readonly state: DocumentState;
  readonly status: RowStatus;
  readonly verb: string | null;
  readonly type: string | null;
  readonly xeroId: string | null;
  readonly xeroNumber: string | null;
  readonly number: string | null;
  readonly key: string | null;
  readonly hash: string;
  readonly occurrence: number;
  readonly needs: number | null;
  readonly faultRow: number | null;
  /** JSON. */
  readonly totals: string | null;
  readonly match: string | null;
  /** JSON. */
  readonly echo: string | null;
  readonly followUps: string | null;
  readonly body: string | null;
}

export function toRecord(row: DocumentRow): DocumentRecord {
  const { totals, echo, ...record } = present(row);
  return {
    ...record,
    ...(totals === undefined ? {} : { totals: JSON.parse(totals) as Record<string, string> }),
    ...(echo === undefined ? {} : { echo: JSON.parse(echo) as Record<string, string> }),
  };
}
